/*
 * Undoing stands in the history as an operation of its own, of kind import: it takes its turn in the same line of writers, and
 * the record that it undoes names it, so that a second press finds the first one's.
 */

/** What an undo was asked to undo, and what came of it besides `counts`: its part of the operation's record. */
export interface UndoFacts {
  /** id of the operation that is undone: an import, or an undo */
  readonly of: string;
  /** when that one was asked for; ISO 8601, UTC */
  readonly ofAt: string;
  /** what is undone is itself an undo: what that took back is applied again */
  readonly again: boolean;
  /** people who had come with the import and are deleted again */
  readonly removed: number;
}

/** In the record of what is undone. */
export interface Undone {
  /** id of the operation that undoes it */
  readonly by: string;
  /** when that was completed; ISO 8601, UTC; absent: it is under way */
  readonly at?: string;
}
