import { isEnded } from '../operations/operation.ts';
import type { Operation } from '../operations/operation.ts';
import { wholePercent } from '../text/en.ts';
import type { Text } from '../text/text.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData, countsPart, countsToShow, hasApplied } from './operation-parts.ts';
import { longestShownName, styleOf, toneOf } from './operation-parts.ts';
import { expandCard, expandPart } from './template.ts';

/** An operation under way or ended: status, progress, counts, dates. */
export function statusCard(
  input: { readonly text: Text; readonly operation: Operation },
  actions: readonly CardNode[],
): Card {
  const { text, operation } = input;
  const summary = statusSummary(text, operation);
  const counts = countsToShow(operation);
  const tone = toneOf(operation);
  const data = {
    ...commonData(text, summary, actions),
    title: text.operation.titleFor(operation.kind, operation.network),
    fileName: shorten(operation.fileName, longestShownName),
    status: text.status(operation.state),
    qualifier: qualifier(text, operation),
    style: styleOf(tone),
    color: tone,
    sentence: statusSentence(text, operation),
    progress: progressParts(text, operation),
    counts: counts === undefined ? [] : [countsPart(text, counts)],
    facts: facts(text, operation),
    hint: hint(text, operation),
  };
  return { card: expandCard('operation', data), summary };
}

/** One line for notifications: "people.csv: Completed. 12 added, …" */
export function statusSummary(text: Text, operation: Operation): string {
  const counts = countsToShow(operation);
  const name = shorten(operation.fileName, longestShownName);
  const status = text.status(operation.state);
  return counts === undefined
    ? `${name}: ${status}`
    : `${name}: ${status}. ${text.count.line(counts)}`;
}

/** Stands beside the status word, so that "Completed" never hides rejected rows. */
export function qualifier(text: Text, { state, counts }: Operation): string {
  return state === 'completed' && counts.rejected > 0
    ? text.count.rowsRejected(counts.rejected)
    : '';
}

export function statusSentence(text: Text, operation: Operation): string {
  const { state, counts } = operation;
  const words = text.operation;
  switch (state) {
    case 'choosing':
      return words.waitsForNetwork;
    case 'planning':
      return operation.cancelAsked === true ? words.cancelAsked : words.checking;
    case 'preview':
      return words.waitsForYou;
    case 'queued':
      return words.queued;
    case 'applying':
      if (operation.cancelAsked === true) return words.cancelAsked;
      return operation.kind === 'import' ? words.applying : words.exporting;
    case 'completed':
      return words.completed(counts);
    case 'failed':
      return text.error(operation.failure ?? { code: 'unexpected', details: {} });
    case 'cancelled':
      return hasApplied(operation)
        ? words.cancelledMidway(counts.added + counts.updated, operation.rowsTotal)
        : words.cancelledBefore;
  }
}

function progressParts(text: Text, operation: Operation): CardNode[] {
  const { state, rowsDone, rowsTotal } = operation;
  if (state !== 'planning' && state !== 'applying') return [];
  if (state === 'planning' && rowsDone === 0) return [];
  const rows = text.operation.progress(rowsDone, rowsTotal);
  if (rowsTotal === undefined || rowsTotal <= 0) {
    return [expandPart('progress', { rows, percent: '', bar: [] })];
  }
  const percent = text.operation.percent(rowsDone, rowsTotal);
  return [expandPart('progress', { rows, percent, bar: [bar(wholePercent(rowsDone, rowsTotal))] })];
}

/** A column's width is its share of the row; a width of 0 would mean "auto". */
function bar(percent: number): CardNode {
  return expandPart('bar', { done: Math.max(percent, 1), open: Math.max(100 - percent, 1) });
}

function facts(text: Text, operation: Operation) {
  const titles = text.operation.facts;
  const shown = [
    { title: titles.by, value: shorten(operation.by.name, longestShownName) },
    { title: titles.sent, value: text.format.dateTime(operation.at) },
    ...(operation.endedAt === undefined
      ? []
      : [{ title: titles.ended, value: text.format.dateTime(operation.endedAt) }]),
  ];
  return shown.filter(({ value }) => value.trim() !== '');
}

function hint(text: Text, operation: Operation): string {
  if (operation.state === 'planning') return text.operation.nothingWrittenYet;
  if (!isEnded(operation.state)) return text.operation.youAreTold;
  const rejected = countsToShow(operation)?.rejected ?? 0;
  return operation.errorLog !== undefined && rejected > 0 ? text.operation.fixRejected : '';
}
