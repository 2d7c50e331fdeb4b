import type { AuditLog } from '../../domain/audit.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { recordEnded } from '../../domain/operations/record-ended.ts';
import { isUndoable } from '../../domain/operations/undoable.ts';
import { syncFiles } from './sync-files.ts';

/**
 * What is left to do when a sync has ended: a completed one is recorded; what was read of Entra is kept of none, and what was done
 * for as long as it can be undone. Idempotent, since whoever finds an ended sync does it again.
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
