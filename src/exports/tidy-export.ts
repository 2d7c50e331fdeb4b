import type { AuditLog } from '../directory/audit.ts';
import type { Operation } from '../operations/operation.ts';
import type { FileStore } from '../operations/ports.ts';
import { exportFiles } from './export-files.ts';
import { noteLast } from './last-export.ts';
import type { ExportMemoryStore } from './ports.ts';
import { createRecordExport } from './record-export.ts';

export interface TidyExportDeps {
  readonly files: FileStore;
  readonly memory: ExportMemoryStore;
  readonly schedules: { completed(operation: Operation): Promise<void> };
  readonly audit: AuditLog;
}

/**
 * What is left to do when an export has ended: a completed one is recorded and is the last one from now on; of any other no
 * file is left. Idempotent, since whoever finds an ended export does it again.
 */
export function createTidyExport(deps: TidyExportDeps) {
  const record = createRecordExport(deps.audit);
  return async (operation: Operation): Promise<void> => {
    if (operation.state === 'completed') {
      await record(operation);
      await noteLast(deps.memory, operation);
      await deps.schedules.completed(operation);
      return;
    }
    const { request } = operation;
    if (request !== undefined) {
      await deps.files.remove(exportFiles.file(operation, request.format));
    }
    await deps.files.remove(exportFiles.roster(operation));
  };
}
