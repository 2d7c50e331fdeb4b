import type { AuditLog } from '../../domain/audit.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { exportFiles, folderOf } from './export-files.ts';
import { noteLast } from './last-export.ts';
import type { ExportMemoryStore } from './ports.ts';
import { createRecordExport } from './record-export.ts';

export interface ExportCleanUpDeps {
  readonly files: FileStore;
  readonly memory: ExportMemoryStore;
  readonly schedules: { completed(operation: Operation): Promise<void> };
  readonly audit: AuditLog;
}

/**
 * What is left to do when an export has ended: a completed one is recorded and is the last one from now on; files of tries that
 * don't count are deleted. Idempotent, since whoever finds an ended export does it again.
 */
export function createExportCleanUp(deps: ExportCleanUpDeps) {
  const record = createRecordExport(deps.audit);
  return async (operation: Operation): Promise<void> => {
    if (operation.state === 'completed') {
      await record(operation);
      await noteLast(deps.memory, operation);
      await deps.schedules.completed(operation);
    }
    await removeLeftovers(deps.files, operation);
  };
}

/**
 * Of a completed export stays what lies beside its file, of any other the log of its failure. A record that has ended names its
 * files for good: a try that still writes can't become the one that counts, and takes away itself what it writes from now on
 * (export-people-job.ts).
 */
async function removeLeftovers(files: FileStore, operation: Operation): Promise<void> {
  const stays = (name: string) =>
    operation.state === 'completed'
      ? folderOf(name) === folderOf(operation.original)
      : name === operation.errorLog;
  for await (const page of files.list(exportFiles.folder(operation))) {
    for (const { name } of page) if (!stays(name)) await files.remove(name);
  }
}
