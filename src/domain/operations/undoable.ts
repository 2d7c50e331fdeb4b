import { isEnded, type Operation } from './operation.ts';

/** Days after its end within which an import or sync can be undone; the data for it are kept as long. */
export const undoDays = 30;
const dayMs = 24 * 3_600_000;

/** @returns how many people an ended import, sync or undo wrote */
export function peopleWritten(operation: Operation): number {
  const { kind, confirmedAt, rowsDone, counts, undo, sync, preview } = operation;
  if (rowsDone === 0) return 0;
  // Before it started, its counts are those of the plan; a sync without a preview starts unasked.
  const isConfirmed = confirmedAt !== undefined || (kind === 'sync' && preview === undefined);
  if (!isConfirmed) return 0;
  const deleted = counts.deleted ?? 0;
  return counts.added + counts.updated + deleted + (undo?.removed ?? sync?.removed ?? 0);
}

/** Whether this kind of operation can be undone, and there is something to undo. */
export function isUndoable(operation: Operation): boolean {
  // There is no plan here of anything that an archive brought, nor of the archive.
  if (operation.request?.everything === true || operation.broughtIn !== undefined) return false;
  if (operation.restores !== undefined && operation.restores.named !== true) return false;
  return operation.kind !== 'export' && isEnded(operation.state) && peopleWritten(operation) > 0;
}

/** @param now milliseconds since 1970 */
export function isInTimeToUndo({ endedAt = '' }: Operation, now: number): boolean {
  return now - Date.parse(endedAt) < undoDays * dayMs;
}

/** Whether undo is offered; other obstacles are reported when it is requested. */
export function canBeUndone(operation: Operation, now: number): boolean {
  return operation.undone === undefined && isUndoable(operation) && isInTimeToUndo(operation, now);
}
