import type { ExportFormat } from '../../domain/operations/export-facts.ts';
import type { OperationKey } from '../../domain/operations/operation.ts';

type Export = Pick<OperationKey, 'tenant' | 'id'>;

/**
 * Names of an export's blobs: ids and slashes.
 *
 * Several attempts of one export may write at the same time, since a queue delivers at least once: each writes
 * into a folder of its own, so that none deletes or overwrites another's files. The record, which ends once,
 * names the file of the attempt that counts (`original`); that attempt's other files lie beside it.
 */
export const exportFiles = {
  /** All blobs of an export. */
  folder: ({ tenant, id }: Export) => `${tenant}/${id}/`,
  /** The folder of one attempt. @param token random hex digits */
  folderOfTry: (operation: Export, token: string) => `${exportFiles.folder(operation)}${token}/`,
  /** the download; complete at the end of the attempt, or absent */
  file: (folder: string, format: ExportFormat) => `${folder}export.${format}`,
  /** the archive of the whole organization, likewise */
  archive: (folder: string) => `${folder}export.zip`,
  /** the people that could not be read, or the reason for the failure */
  errorLog: (folder: string) => `${folder}error-log.csv`,
  /** the people in the file and their state, for the next export of changes (snapshot.ts) */
  snapshot: (folder: string) => `${folder}roster.txt`,
  /** The snapshot beside a completed export's file, also from versions in which attempts had no folders. */
  snapshotBeside: (file: string) => exportFiles.snapshot(folderOf(file)),
};

/** The folder of a blob, with its trailing slash. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}
