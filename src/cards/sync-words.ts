import { hasApplied } from '../domain/operations/has-applied.ts';
import { isEnded } from '../domain/operations/operation.ts';
import type { Counts, Operation } from '../domain/operations/operation.ts';
import type { SyncFacts } from '../domain/operations/sync-facts.ts';
import type { Text } from '../text/text.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { countsParts, entraName, maxShownNameLength } from './operation-parts.ts';
import { undoneFact } from './undo-words.ts';
import type { Count, Fact, OperationWords } from './operation-parts.ts';
import { failureOf } from '../domain/operations/failure-of.ts';

/** For a record without its facts yet. */
const noFacts: SyncFacts = { removed: 0, restored: 0, merged: 0 };

/** The wording of a sync's cards. */
export const syncWords: OperationWords = {
  title: (text) => text.sync.title,
  subtitle: (text, operation) =>
    text.sync.subtitle({
      label: entraName,
      scheduled: factsOf(operation).scheduled === true,
    }),
  qualifier: (text, { state, counts }) =>
    state === 'completed' && counts.rejected > 0 ? text.sync.rejected(counts.rejected) : '',
  sentence,
  progress: (text, { rowsDone, rowsTotal }) => text.sync.progress(rowsDone, rowsTotal),
  line(text, operation) {
    const counts = countsToShow(operation);
    const { removed } = factsOf(operation);
    return counts === undefined ? '' : text.countLine({ ...counts, removed });
  },
  counts(text, operation) {
    const counts = countsToShow(operation);
    return counts === undefined ? [] : syncCounts(text, operation, counts);
  },
  facts,
  errorLogHint: (text, operation) =>
    (countsToShow(operation)?.rejected ?? 0) > 0 ? text.sync.logHint : '',
};

export function factsOf({ sync = noFacts }: Operation): SyncFacts {
  return sync;
}

/** Two rows of numbers: six side by side don't fit on a phone. */
export function syncCounts(text: Text, operation: Operation, counts: Counts): CardNode[] {
  const facts = factsOf(operation);
  const titles = text.sync.countTitles;
  const taken: readonly Count[] = [
    { title: titles.added, value: counts.added, color: 'Good' },
    { title: titles.updated, value: counts.updated, color: 'Good' },
    { title: titles.unchanged, value: counts.unchanged, color: 'Default' },
  ];
  const others: readonly Count[] = [
    { title: titles.removed, value: facts.removed, color: 'Attention' },
    { title: titles.restored, value: facts.restored, color: 'Good' },
    { title: titles.rejected, value: counts.rejected, color: 'Attention' },
  ];
  return countsParts(text, operation, taken, others);
}

function sentence(text: Text, operation: Operation): string {
  const { state, counts } = operation;
  const words = text.sync;
  switch (state) {
    case 'asking':
      return text.operation.waitsForAnswer;
    case 'choosing':
    case 'queued':
      return text.operation.queued;
    case 'planning':
      return operation.cancelAsked === true ? text.operation.cancelAsked : words.reading;
    case 'preview':
      return words.waitsForYou;
    case 'held':
      return words.stopped.waits;
    case 'applying':
      return operation.cancelAsked === true ? text.operation.cancelAsked : text.operation.applying;
    case 'completed':
      return completed(text, operation);
    case 'failed':
      return text.error(failureOf(operation, operation.failure));
    case 'cancelled':
      return hasApplied(operation)
        ? words.cancelledMidway(counts.added + counts.updated + factsOf(operation).removed)
        : words.cancelledBefore;
  }
}

function completed(text: Text, operation: Operation): string {
  const { counts } = operation;
  const { removed, held = 0 } = factsOf(operation);
  const changed = counts.added + counts.updated + removed;
  // People on hold don't have Entra's values.
  if (changed > 0) return text.sync.completed(changed);
  if (held > 0) return text.sync.held.intro(held);
  return operation.counts.rejected > 0
    ? text.sync.preview.nothingSynced
    : text.sync.completed(changed);
}

/** The counts that hold for the directory, or for a plan that is still open. */
function countsToShow(operation: Operation): Counts | undefined {
  const { counts, state, confirmedAt } = operation;
  if (state === 'choosing' || state === 'planning' || state === 'asking') return undefined;
  // A sync is queued twice: before it reads Entra, and after an admin has confirmed its preview.
  if (state === 'queued' && confirmedAt === undefined) return undefined;
  return !isEnded(state) || hasApplied(operation) ? counts : undefined;
}

function facts(text: Text, operation: Operation): Fact[] {
  const { at, by, endedAt, state } = operation;
  const { full, scheduled, merged, held = 0 } = factsOf(operation);
  const { sync: words, operation: common } = text;
  const name = shorten(by.name, maxShownNameLength);
  return [
    { title: words.facts.lookedAt, value: words.lookedAt(full) },
    { title: words.facts.merged, value: merged > 0 ? words.mergedFact(merged) : '' },
    { title: words.facts.held, value: held > 0 ? text.count.people(held) : '' },
    { title: common.facts.by, value: scheduled === true ? words.byScheduleOf(name) : name },
    { title: words.facts.started, value: text.format.dateTime(at) },
    ...(endedAt !== undefined && isEnded(state)
      ? [{ title: common.facts.ended, value: text.format.dateTime(endedAt) }]
      : []),
    ...undoneFact(text, operation),
  ];
}
