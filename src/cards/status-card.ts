import { isEnded } from '../domain/operations/operation.ts';
import type { Operation } from '../domain/operations/operation.ts';
import { wholePercent } from '../text/import-sentences.ts';
import type { Text } from '../text/text.ts';
import type { Card, CardNode } from './card.ts';
import { commonData, linksNote, styleOf, toneOf } from './operation-parts.ts';
import type { OperationLinks } from './operation-parts.ts';
import { operationName, operationSummary, wordsOf } from './operation-words.ts';
import { statusBadge } from './status-badge.ts';
import { expandCard, expandPart } from './template.ts';

export interface StatusCardInput {
  readonly text: Text;
  readonly operation: Operation;
  readonly links: OperationLinks;
}

/** A running or ended operation: status, progress, counts, dates. */
export function statusCard(input: StatusCardInput, actions: readonly CardNode[]): Card {
  const { text, operation, links } = input;
  const words = wordsOf(operation);
  const summary = operationSummary(text, operation);
  const tone = toneOf(operation);
  const [title, name] = [words.title(text, operation), operationName(text, operation)];
  const isInTitle = name === title || (operation.kind === 'sync' && title.includes(name));
  const data = {
    ...commonData(text, summary, actions),
    title,
    fileName: isInTitle ? '' : name,
    badge: statusBadge(text, operation),
    qualifier: words.qualifier(text, operation),
    style: styleOf(tone),
    sentence: words.sentence(text, operation),
    progress: progressParts(text, operation),
    counts: words.counts(text, operation),
    facts: words.facts(text, operation).filter(({ value }) => value.trim() !== ''),
    hint: hint(input),
    kept: isEnded(operation.state) ? linksNote(text, links) : '',
  };
  return { card: expandCard('operation', data), summary };
}

function progressParts(text: Text, operation: Operation): CardNode[] {
  const { state, rowsDone, rowsTotal } = operation;
  if (state !== 'planning' && state !== 'applying') return [];
  if (state === 'planning' && rowsDone === 0) return [];
  const rows = wordsOf(operation).progress(text, operation);
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

function hint({ text, operation, links }: StatusCardInput): string {
  if (operation.state === 'preview') return text.preview.nothingWritten;
  if (operation.state === 'planning') return text.operation.nothingWrittenYet;
  // Nothing goes on until the reader has answered.
  if (operation.state === 'asking') return '';
  if (!isEnded(operation.state)) return text.operation.youAreTold;
  return links.errorLog === undefined ? '' : wordsOf(operation).errorLogHint(text, operation);
}
