import type { ExportFormat } from '../../domain/operations/export-facts.ts';
import type { OperationKey } from '../../domain/operations/operation.ts';

type Export = Pick<OperationKey, 'tenant' | 'id'>;

/**
 * Names of an export's blobs: ids and slashes.
 *
 * Several tries of one export may write at the same time, since a queue delivers at least once: each writes into a folder of its
 * own, so that none takes away or overwrites what another wrote. The record, which ends once, names the file of the one that
 * counts (`original`); what else belongs to that try lies beside it.
 */
export const exportFiles = {
  /** All blobs of an export. */
  folder: ({ tenant, id }: Export) => `${tenant}/${id}/`,
  /** The folder of one try. @param token of random hex digits */
  folderOfTry: (operation: Export, token: string) => `${exportFiles.folder(operation)}${token}/`,
  /** what is downloaded; there at the end of the try or not at all */
  file: (folder: string, format: ExportFormat) => `${folder}export.${format}`,
  /** who could not be read, or why the export failed */
  errorLog: (folder: string) => `${folder}error-log.csv`,
  /** who was in it and in which state: what the next export of changes is compared with (roster.ts) */
  snapshot: (folder: string) => `${folder}roster.txt`,
  /** The roster beside a completed export's file: also beside one that was written before tries had folders. */
  rosterBeside: (file: string) => exportFiles.snapshot(folderOf(file)),
};

/** The folder of a blob, with the slash at its end. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}
