import { whatChanged } from '../domain/operations/what-changed.ts';
import type { UndoFacts } from '../domain/operations/undo-facts.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';
import {
  countsParts,
  importName,
  maxShownNameLength,
  type OperationWords,
} from './operation-parts.ts';
import { failureOf } from '../domain/operations/failure-of.ts';

/** The wording of the cards of an undo. */
export const undoWords: OperationWords = {
  title: (text, operation) => text.undo.titles[whatChanged(operation)](factsOf(operation).again),
  subtitle(text, operation) {
    const { network, undo } = operation;
    if (undo?.bulk !== undefined) return text.undo.titles[undo.bulk](undo.again);
    const fileName = shorten(importName(operation), maxShownNameLength);
    return text.preview.subtitle({ fileName, network });
  },
  qualifier: (text, { state, counts }) =>
    state === 'completed' && counts.rejected > 0 ? text.undo.left(counts.rejected) : '',
  sentence,
  progress: (text, { rowsDone, rowsTotal }) =>
    text.undo.progress({ done: rowsDone, total: rowsTotal ?? rowsDone }),
  line: (text, operation) => (hasBegun(operation) ? text.undo.line(countsOf(operation)) : ''),
  counts(text, operation) {
    if (!hasBegun(operation)) return [];
    const { added, updated, removed, rejected, ...undone } = countsOf(operation);
    const { countTitles } = text.undo;
    return countsParts(text, operation, [
      { title: countTitles.removed, value: removed, color: 'Good' },
      { title: countTitles.updated(undone), value: updated, color: 'Good' },
      { title: countTitles.back, value: added, color: 'Good' },
      { title: countTitles.left, value: rejected, color: 'Attention' },
    ]);
  },
  facts: (text, operation) => [
    { title: text.operation.facts.by, value: shorten(operation.by.name, maxShownNameLength) },
    { title: ofTitle(text, operation), value: text.format.dateTime(factsOf(operation).ofAt) },
    ...(operation.endedAt === undefined
      ? []
      : [{ title: text.operation.facts.ended, value: text.format.dateTime(operation.endedAt) }]),
    ...undoneFact(text, operation),
  ],
  errorLogHint: (text, { counts }) => (counts.rejected > 0 ? text.undo.leftHint : ''),
};

function ofTitle(text: Text, operation: Operation): string {
  const { imported, synced, changed } = text.undo.facts;
  const what = whatChanged(operation);
  if (what === 'import') return imported;
  return what === 'sync' ? synced : changed;
}

/** The fact that an import, a sync, a bulk change or an undo was undone. */
export function undoneFact(text: Text, { undone }: Operation) {
  if (undone === undefined) return [];
  const value = undone.at === undefined ? text.undo.underWay : text.format.dateTime(undone.at);
  return [{ title: text.undo.facts.undone, value }];
}

function factsOf({ undo, at }: Operation): UndoFacts {
  return undo ?? { of: '', ofAt: at, again: false, removed: 0 };
}

function countsOf(operation: Operation) {
  const { removed, again } = factsOf(operation);
  return { ...operation.counts, removed, again, what: whatChanged(operation) };
}

function hasBegun({ state, rowsDone }: Operation): boolean {
  return state === 'applying' || state === 'completed' || rowsDone > 0;
}

function sentence(text: Text, operation: Operation): string {
  const { state, cancelAsked, failure, rowsTotal = 0 } = operation;
  const { merged = 0 } = factsOf(operation);
  const stays = merged > 0 ? [text.undo.confirm.merged(merged)] : [];
  if (state === 'completed') return [text.undo.completed(countsOf(operation)), ...stays].join(' ');
  if (state === 'cancelled') return text.undo.cancelled(countsOf(operation), rowsTotal);
  if (state === 'failed') {
    return text.error(failureOf(operation, failure));
  }
  if (cancelAsked === true) return text.operation.cancelAsked;
  return state === 'applying' ? text.undo.undoing(factsOf(operation).again) : text.operation.queued;
}
