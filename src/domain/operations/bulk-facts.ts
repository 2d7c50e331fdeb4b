import type { Network } from '../network.ts';
import type { Operation } from './operation.ts';
import type { UndoableKind } from './undo-facts.ts';

/*
 * A bulk change: several people moved or deleted at once, by one card action. Its record is of kind import and
 * is written first; each person's change carries its id.
 */

export const bulkChanges = ['moved', 'deleted'] as const;
export type BulkChange = (typeof bulkChanges)[number];

/** The bulk change's part of the operation's record. */
export interface BulkFacts {
  readonly what: BulkChange;
  /** where they were moved to */
  readonly network?: Network;
  /** ids of the people who were selected: at most 100 */
  readonly people: readonly string[];
}

/** The changes of an operation, or those that an undo undoes. */
export function whatChanged({
  kind,
  bulk,
  undo,
}: Pick<Operation, 'kind' | 'bulk' | 'undo'>): UndoableKind | BulkChange {
  if (kind === 'sync') return kind;
  return bulk?.what ?? undo?.bulk ?? 'import';
}
