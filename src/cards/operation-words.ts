import type { Operation, OperationKind } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';
import { bulkName, bulkWords } from './bulk-words.ts';
import { everythingWords } from './everything-words.ts';
import { exportWords } from './export-words.ts';
import { groupOf } from '../domain/operations/group-facts.ts';
import { groupFileWords } from './group-file-words.ts';
import { importWords } from './import-words.ts';
import { entraName, importName, maxShownNameLength } from './operation-parts.ts';
import type { OperationWords } from './operation-parts.ts';
import { restoreWords } from './restore-words.ts';
import { syncWords } from './sync-words.ts';
import { undoWords } from './undo-words.ts';

const words: Readonly<Record<OperationKind, OperationWords>> = {
  import: importWords,
  export: exportWords,
  sync: syncWords,
};

export function wordsOf(operation: Operation): OperationWords {
  const { kind, undo, bulk, restores, request } = operation;
  if (groupOf(operation) !== undefined) return groupFileWords;
  if (restores !== undefined) return restoreWords;
  if (kind === 'import' && request?.everything === true) return everythingWords;
  if (undo !== undefined) return undoWords;
  return bulk === undefined ? words[kind] : bulkWords;
}

/** The name of an operation: its file's, or its action if it has no file. */
export function operationName(
  text: Text,
  operation: Operation,
  longest = maxShownNameLength,
): string {
  const { kind, bulk, restores, undo } = operation;
  if (restores !== undefined) return text.restores.name;
  if (bulk !== undefined) return bulkName(text, operation);
  if (undo?.bulk !== undefined) return text.undo.titles[undo.bulk](undo.again);
  return kind === 'sync' ? entraName : shorten(importName(operation), longest);
}

/** One line for notifications: "people.csv: Completed. 12 added, …" */
export function operationSummary(text: Text, operation: Operation): string {
  const name = operationName(text, operation);
  const status = text.status(operation.state);
  const line = wordsOf(operation).line(text, operation);
  return line === '' ? `${name}: ${status}` : `${name}: ${status}. ${line}`;
}
