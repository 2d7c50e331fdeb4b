import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';
import { undoneFact } from './undo-words.ts';
import type { Operation } from '../domain/operations/operation.ts';
import { maxShownNameLength, type OperationWords } from './operation-parts.ts';
import { failureOf } from '../domain/operations/failure-of.ts';

/** The wording of the cards of restoring all deleted people, or all of an operation. */
export const restoreWords: OperationWords = {
  title: (text) => text.restores.name,
  subtitle: (text) => text.restores.name,
  qualifier: (text, { state, counts }) =>
    state === 'completed' && counts.rejected > 0 ? text.restores.refused(counts.rejected) : '',
  sentence,
  progress: (text, { rowsDone, rowsTotal }) =>
    text.undo.progress({ done: rowsDone, total: rowsTotal ?? rowsDone }),
  line: (text, { state, counts }) => (state === 'queued' ? '' : text.bulk.restored(counts.updated)),
  counts: () => [],
  facts: (text, operation) => [
    { title: text.operation.facts.by, value: shorten(operation.by.name, maxShownNameLength) },
    ...(operation.endedAt === undefined
      ? []
      : [{ title: text.operation.facts.ended, value: text.format.dateTime(operation.endedAt) }]),
    ...undoneFact(text, operation),
  ],
  errorLogHint: (text, { counts }) => (counts.rejected > 0 ? text.restores.log : ''),
};

function sentence(text: Text, operation: Operation): string {
  const { state, counts, failure, cancelAsked } = operation;
  if (state === 'queued') return text.operation.queued;
  if (state === 'failed') return text.error(failureOf(operation, failure));
  if (state === 'applying' && cancelAsked === true) return text.operation.cancelAsked;
  if (state === 'applying') return text.restores.restoring;
  return text.bulk.restored(counts.updated);
}
