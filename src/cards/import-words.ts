import { missingToDelete } from '../domain/operations/people-to-delete.ts';
import { hasApplied } from '../domain/operations/has-applied.ts';
import { isEnded } from '../domain/operations/operation.ts';
import type { Counts, Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { countsParts, importName, maxShownNameLength } from './operation-parts.ts';
import type { Count, Fact, OperationWords } from './operation-parts.ts';
import { answerTitle } from './identity-questions.ts';
import { identityQuestions } from '../domain/operations/identity-questions.ts';
import { problemRow } from './preview-parts.ts';
import { expandPart } from './template.ts';
import { undoneFact } from './undo-words.ts';
import { failureOf } from '../domain/operations/failure-of.ts';

/** The wording of an import's cards. */
export const importWords: OperationWords = {
  title: (text, { network }) => text.operation.titleFor(network),
  subtitle: (text, operation) =>
    text.preview.subtitle({
      fileName: shorten(importName(operation), maxShownNameLength),
      network: operation.network,
    }),
  qualifier(text, { state, counts, madeFrom }) {
    if (state !== 'completed' || counts.rejected === 0) return '';
    return madeFrom === 'list'
      ? text.count.parts.rejected(counts.rejected)
      : text.count.rowsRejected(counts.rejected);
  },
  sentence,
  reason: (text, operation) =>
    isWhollyRejected(operation) ? noneApplied(text, operation) : sentence(text, operation),
  progress: (text, operation) => {
    const { rowsDone, rowsTotal } = operation;
    return missingToDelete(operation) > 0 || operation.madeFrom === 'list'
      ? text.undo.progress({ done: rowsDone, total: rowsTotal ?? rowsDone })
      : text.operation.progress(rowsDone, rowsTotal);
  },
  line(text, operation) {
    const counts = countsToShow(operation);
    return counts === undefined ? '' : text.countLine(counts);
  },
  counts(text, operation) {
    const counts = countsToShow(operation);
    const shown = counts === undefined ? [] : importCounts(text, operation, counts);
    return [...shown, ...problemsOf(text, operation)];
  },
  facts: (text, operation) => [
    { title: text.operation.facts.by, value: shorten(operation.by.name, maxShownNameLength) },
    { title: text.operation.facts.sent, value: text.format.dateTime(operation.at) },
    ...(operation.endedAt === undefined
      ? []
      : [{ title: text.operation.facts.ended, value: text.format.dateTime(operation.endedAt) }]),
    ...inboxFact(text, operation),
    ...modeFact(text, operation),
    ...answerFacts(text, operation),
    ...undoneFact(text, operation),
  ],
  errorLogHint: (text, operation) => {
    const { rejected = 0, leftOut = 0 } = countsToShow(operation) ?? {};
    if (rejected + leftOut === 0) return '';
    if (operation.madeFrom === 'list') return text.operation.list.logHint;
    return operation.mode === 'delete'
      ? text.operation.sendBackToDelete
      : text.operation.fixRejected;
  },
};

function inboxFact(text: Text, { inbox }: Operation): Fact[] {
  if (inbox === undefined) return [];
  return [{ title: text.operation.facts.source, value: text.operation.facts.inbox }];
}

function modeFact(text: Text, { mode, madeFrom }: Operation): Fact[] {
  if (mode === undefined || mode === 'update' || madeFrom === 'list') return [];
  return [{ title: text.operation.facts.mode, value: text.import.modeChoices[mode] }];
}

/** The answers given in the preview. */
function answerFacts(text: Text, { decided = {} }: Operation): Fact[] {
  const { identity, leaving } = text.preview;
  const all = identityQuestions.flatMap((question): Fact[] => {
    const answer = decided[question];
    if (answer === undefined) return [];
    return [{ title: identity[question].title, value: answerTitle(text, question, answer) }];
  });
  const single = [...new Set(Object.values(decided.each ?? {}))];
  const own = single.map((answer) => answerTitle(text, 'likely', answer));
  return [
    ...all,
    ...(own.length > 0
      ? [{ title: text.operation.facts.answers, value: text.format.list(own) }]
      : []),
    ...(decided.missing === undefined
      ? []
      : [{ title: leaving.missingTitle, value: leaving.choices[decided.missing] }]),
    ...(decided.sure === true ? [{ title: identity.sure.title, value: identity.sure.toggle }] : []),
  ];
}

/** The first problems of a file of which nothing can be imported: they are why. */
function problemsOf(text: Text, operation: Operation): CardNode[] {
  const problems = operation.preview?.problems ?? [];
  if (!isWhollyRejected(operation) || problems.length === 0) return [];
  const detail = { rows: problems.length, characters: 60, asked: 0 };
  const isOfFile = operation.madeFrom === undefined;
  const rows = problems.map((problem) => problemRow(text, problem, detail, isOfFile));
  const title = isOfFile
    ? text.preview.problemsTitle(rows.length, operation.counts.rejected)
    : text.operation.list.notChanged;
  return [expandPart('problems', { title, problems: rows })];
}

function isWhollyRejected({ state, failure, preview }: Operation): boolean {
  return state === 'failed' && failure?.code === 'no-usable-row' && preview !== undefined;
}

function sentence(text: Text, operation: Operation): string {
  const { state, counts, madeFrom } = operation;
  const words = text.operation;
  const isList = madeFrom === 'list';
  switch (state) {
    case 'choosing':
      return words.waitsForNetwork;
    case 'planning':
      return operation.cancelAsked === true
        ? words.cancelAsked
        : (isList ? words.list : words).checking;
    case 'asking':
      return words.waitsForAnswer;
    case 'preview':
    case 'held':
      return words.waitsForYou;
    case 'queued':
      return words.queued;
    case 'applying':
      return operation.cancelAsked === true ? words.cancelAsked : words.applying;
    case 'completed':
      return words.completed(counts, operation);
    case 'failed':
      if (isWhollyRejected(operation))
        return `${noneApplied(text, operation)} ${words.reasonsBelow}`;
      return text.error(failureOf(operation, operation.failure));
    case 'cancelled':
      return hasApplied(operation)
        ? words.cancelledMidway(counts, notDone(operation), madeFrom)
        : words.cancelledBefore;
  }
}

function noneApplied(text: Text, { mode, madeFrom, counts: { rejected } }: Operation): string {
  const words = text.operation;
  if (madeFrom === 'list') return words.list.rejected(rejected);
  return mode === 'delete' ? words.noneDeleted(rejected) : words.allRejected(rejected);
}

/** Rows that weren't applied, and people who aren't in the file and weren't deleted. */
function notDone(operation: Operation): { rows: number; missing: number } {
  const { counts, rowsTotal = 0, rowsDone } = operation;
  const { deleted = 0, stayed = 0 } = counts;
  const toDelete = missingToDelete(operation);
  const missing = toDelete === 0 ? 0 : toDelete - deleted - stayed;
  return { rows: rowsTotal - rowsDone - missing, missing };
}

/**
 * The counts that hold for the directory, or for a plan that is still open. A plan that was cancelled or failed
 * has none, except for a file in which every row was rejected.
 */
function countsToShow(operation: Operation): Counts | undefined {
  const { counts, state, rowsDone } = operation;
  if (state === 'choosing' || state === 'planning' || state === 'asking') return undefined;
  // They are those of the plan. "129 deleted" would be untrue: nobody is yet.
  if (state === 'queued' && rowsDone === 0) return undefined;
  if (!isEnded(state) || hasApplied(operation)) return counts;
  const onlyRejected =
    counts.added + counts.updated + counts.unchanged + (counts.deleted ?? 0) === 0 &&
    counts.rejected > 0;
  return onlyRejected ? counts : undefined;
}

/** The counts side by side: four in a preview, and below them the deleted people and the left-out values if there are any. */
export function importCounts(
  text: Text,
  operation: Pick<Operation, 'state' | 'mode'>,
  counts: Counts,
): CardNode[] {
  const titles = text.operation.countTitles;
  const changed: readonly Count[] = [
    { title: titles.added, value: counts.added, color: 'Good' },
    { title: titles.updated, value: counts.updated, color: 'Good' },
  ];
  const rest: readonly Count[] = [
    { title: titles.unchanged, value: counts.unchanged, color: 'Default' },
    { title: titles.rejected, value: counts.rejected, color: 'Attention' },
  ];
  const known = (title: string, value: number | undefined): readonly Count[] =>
    value === undefined ? [] : [{ title, value, color: 'Attention' }];
  const deleted = known(titles.deleted, counts.deleted);
  const leftOut = known(titles.leftOut, counts.leftOut);
  // The change that the file is for comes first.
  return operation.mode === 'delete'
    ? countsParts(text, operation, [...deleted, ...rest], [...changed, ...leftOut])
    : countsParts(text, operation, [...changed, ...rest], [...deleted, ...leftOut]);
}
