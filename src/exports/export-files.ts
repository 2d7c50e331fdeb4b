import type { ExportFormat } from '../operations/export-facts.ts';
import type { OperationKey } from '../operations/operation.ts';

type Export = Pick<OperationKey, 'tenant' | 'id'>;

/** Names of an export's blobs: ids and slashes. All of them are under its folder, by which they are deleted in the end. */
export const exportFiles = {
  /** what is downloaded; there at the end of the job or not at all */
  file: ({ tenant, id }: Export, format: ExportFormat) => `${tenant}/${id}/export.${format}`,
  /** who could not be read */
  errorLog: ({ tenant, id }: Export) => `${tenant}/${id}/error-log.csv`,
  /** who was in it and in which state: what the next export of changes is compared with (roster.ts) */
  roster: ({ tenant, id }: Export) => `${tenant}/${id}/roster.txt`,
};
