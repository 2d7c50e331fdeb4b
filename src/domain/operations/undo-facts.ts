/*
 * An undo is an operation of its own in the history, of kind import. It uses the same write queue, and the
 * record that it undoes names it, so that a repeated action finds the first undo.
 */

/** The undo's part of the operation's record: the request, and results beyond `counts`. */
export interface UndoFacts {
  /** id of the undone operation: an import, or an undo */
  readonly of: string;
  /** when that one was requested; ISO 8601, UTC */
  readonly ofAt: string;
  /** the undone operation is itself an undo: what it reverted is applied again */
  readonly again: boolean;
  /** people whom the import had added and who are deleted again */
  readonly removed: number;
}

/** In the record of the undone operation. */
export interface Undone {
  /** id of the undo */
  readonly by: string;
  /** when it completed; ISO 8601, UTC; absent: it is running */
  readonly at?: string;
}
