import { isEnded, type Operation } from './operation.ts';

/** For so many days after its end an import can be undone; what is needed for it is kept as long. */
export const undoDays = 30;
const dayMs = 24 * 3_600_000;

/** How many people an ended import or undo wrote. */
export function peopleWritten({ confirmedAt, rowsDone, counts, undo }: Operation): number {
  // Before it began, its counts are those of the plan.
  if (confirmedAt === undefined || rowsDone === 0) return 0;
  return counts.added + counts.updated + (undo?.removed ?? 0);
}

/** Whether it is of a kind that is undone, and has something to be undone. */
export function isUndoable(operation: Operation): boolean {
  return operation.kind === 'import' && isEnded(operation.state) && peopleWritten(operation) > 0;
}

/** @param now milliseconds since 1970 */
export function isInTimeToUndo({ endedAt = '' }: Operation, now: number): boolean {
  return now - Date.parse(endedAt) < undoDays * dayMs;
}

/** Whether the way back is offered: everything else is said when it is asked for. */
export function canBeUndone(operation: Operation, now: number): boolean {
  return operation.undone === undefined && isUndoable(operation) && isInTimeToUndo(operation, now);
}
