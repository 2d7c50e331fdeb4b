import type { Operation, OperationKind } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';
import { exportWords } from './export-words.ts';
import { importWords } from './import-words.ts';
import { maxShownNameLength } from './operation-parts.ts';
import type { OperationWords } from './operation-parts.ts';
import { syncWords } from './sync-words.ts';
import { undoWords } from './undo-words.ts';

const words: Readonly<Record<OperationKind, OperationWords>> = {
  import: importWords,
  export: exportWords,
  sync: syncWords,
};

export function wordsOf({ kind, undo }: Operation): OperationWords {
  return undo === undefined ? words[kind] : undoWords;
}

/** One line for notifications: "people.csv: Completed. 12 added, …" */
export function operationSummary(text: Text, operation: Operation): string {
  const name = shorten(operation.fileName, maxShownNameLength);
  const status = text.status(operation.state);
  const line = wordsOf(operation).line(text, operation);
  return line === '' ? `${name}: ${status}` : `${name}: ${status}. ${line}`;
}
