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
 * Finishes an export that has ended: a completed one is audited and becomes the last one; files of other
 * attempts are deleted. Idempotent, since every process that finds an ended export repeats it.
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
 * Keeps the files beside the export of a completed one, and the error log of any other. An ended record names
 * its files for good: an attempt that still writes can no longer count, and deletes its own files
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
