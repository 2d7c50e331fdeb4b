import { isEnded, type Operation } from './operation.ts';

/** Days after its end within which an import can be undone; the data for it are kept as long. */
export const undoDays = 30;
const dayMs = 24 * 3_600_000;

/** @returns how many people an ended import or undo wrote */
export function peopleWritten({ confirmedAt, rowsDone, counts, undo }: Operation): number {
  // Before it started, its counts are those of the plan.
  if (confirmedAt === undefined || rowsDone === 0) return 0;
  return counts.added + counts.updated + (counts.deleted ?? 0) + (undo?.removed ?? 0);
}

/** Whether this kind of operation can be undone, and there is something to undo. */
export function isUndoable(operation: Operation): boolean {
  return operation.kind === 'import' && isEnded(operation.state) && peopleWritten(operation) > 0;
}

/** @param now milliseconds since 1970 */
export function isInTimeToUndo({ endedAt = '' }: Operation, now: number): boolean {
  return now - Date.parse(endedAt) < undoDays * dayMs;
}

/** Whether undo is offered; other obstacles are reported when it is requested. */
export function canBeUndone(operation: Operation, now: number): boolean {
  return operation.undone === undefined && isUndoable(operation) && isInTimeToUndo(operation, now);
}
