import type { AuditLog } from '../../domain/audit.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { recordEnded } from '../../domain/operations/record-ended.ts';
import { isUndoable } from '../../domain/operations/undoable.ts';
import { syncFiles } from './sync-files.ts';

/**
 * The work after a sync has ended: records a completed one, deletes what was read of Entra, and keeps its
 * changes as long as it can be undone. Idempotent, since every attempt that finds an ended sync repeats it.
 */
export function createSyncCleanUp({ audit, work }: { audit: AuditLog; work: FileStore }) {
  return async (operation: Operation): Promise<void> => {
    if (operation.state === 'completed') {
      const { counts, sync } = operation;
      await recordEnded(audit, operation, { ...counts, deleted: sync?.removed ?? 0 });
    }
    if (!isUndoable(operation)) {
      await work.removeAll(syncFiles.folder(operation));
      return;
    }
    await work.removeAll(syncFiles.pages(operation));
    await work.removeAll(syncFiles.logged(operation, 'would'));
  };
}
