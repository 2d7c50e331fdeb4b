/*
 * An undo is an operation of its own in the history, of the kind of what it undoes. It uses the write queue of
 * imports, and the record that it undoes names it, so that a repeated action finds the first undo.
 */

import type { BulkChange } from './bulk-change.ts';

/** The kinds of operations that can be undone. */
export const undoableKinds = ['import', 'sync'] as const;
export type UndoableKind = (typeof undoableKinds)[number];

/** The undo's part of the operation's record: the request, and results beyond `counts`. */
export interface UndoFacts {
  /** id of the undone operation: an import, a sync, or an undo */
  readonly of: string;
  /** when that one was requested; ISO 8601, UTC */
  readonly ofAt: string;
  /** the undone operation is itself an undo: what it reverted is applied again */
  readonly again: boolean;
  /** people whom it had added and who are deleted again */
  readonly removed: number;
  /** of a sync: duplicates that it had merged, which stay merged; absent: none */
  readonly merged?: number;
  /** what the undone bulk change, or a job that restored people, did; absent: it is an import or a sync */
  readonly bulk?: BulkChange;
}

/** In the record of the undone operation. */
export interface Undone {
  /** id of the undo */
  readonly by: string;
  /** when it completed; ISO 8601, UTC; absent: it is running */
  readonly at?: string;
}
