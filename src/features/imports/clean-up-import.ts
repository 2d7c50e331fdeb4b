import { shards } from '../../domain/person-id.ts';
import { changeOperation } from '../../jobs/change-operation.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore, OperationStore, WriteQueue } from '../../domain/operations/ports.ts';
import { isUndoable } from '../../domain/operations/undoable.ts';
import { importFiles } from './import-files.ts';
import { plannedWrites } from './apply-import.ts';
import type { FormerWorkUnits } from './ports.ts';
import { writeQueuePlace } from '../../domain/operations/write-queue-place.ts';

/** Above this many changes, an earlier version had several workers write an import. */
const manyForOne = 10_000;

/**
 * Deletes what an ended import or undo no longer needs: its place in the write queue and its working files,
 * except those for undoing it. The record of an undone import says so.
 */
export function createImportCleanUp(deps: {
  readonly operations: OperationStore;
  readonly work: FileStore;
  readonly writeQueue: WriteQueue;
  readonly formerWorkUnits: FormerWorkUnits;
}) {
  return async (operation: Operation): Promise<void> => {
    if (operation.confirmedAt !== undefined)
      await deps.writeQueue.leave(operation.tenant, writeQueuePlace(operation));
    if (plannedWrites(operation) > manyForOne) await deps.formerWorkUnits.removeAll(operation);
    await noteUndone(deps.operations, operation);
    if (!isUndoable(operation)) {
      await deps.work.removeAll(importFiles.work(operation));
      return;
    }
    await deps.work.remove(importFiles.rejections(operation));
    if (operation.undo === undefined) return;
    for (const shard of shards) await deps.work.remove(importFiles.left(operation, shard));
  };
}

/** An undo that failed, or stopped early, can be requested again. */
async function noteUndone(
  operations: OperationStore,
  { tenant, kind, id, state, endedAt, undo }: Operation,
): Promise<void> {
  if (undo === undefined) return;
  await changeOperation(operations, { tenant, kind, id: undo.of }, (latest) => {
    if (latest.undone?.by !== id) return undefined;
    const { undone, ...kept } = latest;
    if (state !== 'completed') return kept;
    if (endedAt === undefined || undone.at === endedAt) return undefined;
    return { ...latest, undone: { by: id, at: endedAt } };
  });
}
