import type { BulkChange } from './bulk-change.ts';
import type { Operation } from './operation.ts';
import type { UndoableKind } from './undo-facts.ts';

/** The changes of an operation, or those that an undo undoes. */
export function whatChanged({
  kind,
  bulk,
  restores,
  undo,
}: Pick<Operation, 'kind' | 'bulk' | 'restores' | 'undo'>): UndoableKind | BulkChange {
  if (kind === 'sync') return kind;
  if (restores !== undefined) return 'restored';
  return bulk?.what ?? undo?.bulk ?? 'import';
}
