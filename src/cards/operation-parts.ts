import { isEnded } from '../operations/operation.ts';
import type { Counts, Operation } from '../operations/operation.ts';
import type { Text } from '../text/text.ts';
import { openUrl } from './action-data.ts';
import type { CardNode } from './card.ts';
import { expandPart } from './template.ts';
import type { TemplateData } from './template.ts';

/** Short-lived addresses of an operation's files; absent where there is no such file (or it's not to be shown). */
export interface OperationLinks {
  readonly original?: string;
  readonly errorLog?: string;
}

export interface OperationCardInput {
  readonly text: Text;
  readonly operation: Operation;
  readonly links: OperationLinks;
  /** For someone who may look but not act: links only. */
  readonly readOnly?: boolean;
  /** Teams user ids (`29:…`) for whom the card renews itself when they look at it; at most 60. */
  readonly refreshFor?: readonly string[];
}

/** Longest file name and person's name that a card shows, in characters. */
export const longestShownName = 120;

export type Tone = 'default' | 'accent' | 'good' | 'warning' | 'attention';

/** The colour of a status. The word itself always stands beside it. */
export function toneOf(operation: Operation): Tone {
  if (operation.state === 'failed') return 'attention';
  if (operation.state === 'cancelled') return 'warning';
  if (operation.state === 'completed') return operation.counts.rejected > 0 ? 'warning' : 'good';
  return 'accent';
}

/** A container's style for a tone; "default" would be no box at all. */
export function styleOf(tone: Tone): string {
  return tone === 'default' ? 'emphasis' : tone;
}

/** Whether anything of an import can have been written: until then its counts are only the plan's. */
export function hasApplied(operation: Operation): boolean {
  return (
    operation.state === 'completed' ||
    (operation.confirmedAt !== undefined && operation.rowsDone > 0)
  );
}

/**
 * The counts that are true of the directory, or of a plan that is still open. A plan that was cancelled or failed
 * has none, but for a file in which every row was rejected.
 */
export function countsToShow(operation: Operation): Counts | undefined {
  const { counts, state } = operation;
  if (state === 'choosing' || state === 'planning') return undefined;
  if (!isEnded(state) || hasApplied(operation)) return counts;
  const onlyRejected =
    counts.added + counts.updated + counts.unchanged === 0 && counts.rejected > 0;
  return onlyRejected ? counts : undefined;
}

/** Four numbers side by side. */
export function countsPart(text: Text, counts: Counts): CardNode {
  const titles = text.operation.countTitles;
  const shown = (['added', 'updated', 'unchanged', 'rejected'] as const).map((key) => ({
    title: titles[key],
    value: text.format.number(counts[key]),
    color: colorOfCount(key, counts[key]),
  }));
  const longest = Math.max(...shown.map(({ value }) => value.length));
  return expandPart('counts', { counts: shown, size: sizeOfCounts(longest) });
}

function colorOfCount(key: keyof Counts, value: number): string {
  if (value === 0) return 'Default';
  if (key === 'rejected') return 'Attention';
  return key === 'unchanged' ? 'Default' : 'Good';
}

/** A quarter of a 320 px card is about 60 px: a million doesn't fit in it in large figures. */
function sizeOfCounts(characters: number): string {
  if (characters <= 3) return 'ExtraLarge';
  if (characters <= 5) return 'Large';
  return characters <= 7 ? 'Medium' : 'Default';
}

/** The links to an operation's files. */
export function linkActions(text: Text, links: OperationLinks): CardNode[] {
  return [
    ...(links.original === undefined ? [] : [openUrl(text.buttons.download, links.original)]),
    ...(links.errorLog === undefined
      ? []
      : [openUrl(text.buttons.downloadErrorLog, links.errorLog)]),
  ];
}

/** What every template of a card is filled with besides its own. */
export function commonData(
  text: Text,
  fallbackText: string,
  actions: readonly CardNode[],
): TemplateData {
  return { language: text.language, fallbackText, actions };
}
