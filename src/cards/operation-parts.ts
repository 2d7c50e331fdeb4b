import type { Decided } from '../domain/operations/identity-questions.ts';
import { isEnded } from '../domain/operations/operation.ts';
import type { Operation, OperationKind } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { openUrl, packAction } from './action-data.ts';
import type { AdaptiveCardJson, CardNode } from './card.ts';
import { expandPart } from './template.ts';
import type { TemplateData } from './template.ts';
import { defined } from '../lib/defined.ts';

/** Short-lived addresses of an operation's files; absent where a file doesn't exist or must not be shown. */
export interface OperationLinks {
  readonly original?: string;
  readonly errorLog?: string;
  /** the list of the rows that a preview asks about */
  readonly asked?: string;
  /** the list of the people whom an import deletes, or may */
  readonly people?: string;
  /** its files were deleted at the end of their retention */
  readonly gone?: boolean;
  /** ISO 8601: until when the files are kept */
  readonly until?: string;
  /** ISO 8601: until when these addresses work */
  readonly workUntil?: string;
}

export interface OperationCardInput {
  readonly text: Text;
  readonly operation: Operation;
  readonly links: OperationLinks;
  /** the answers given in a preview so far, while some are missing */
  readonly given?: Decided;
  /** for readers who may see it but not act: links only */
  readonly readOnly?: boolean;
  /** offers to undo an import or undo that has ended */
  readonly undoable?: boolean;
  /** one line once it has ended, when a notice beside it says the rest */
  readonly isFolded?: boolean;
  /** Teams user ids (`29:…`) for whom the card refreshes itself when viewed; at most 60 */
  readonly refreshFor?: readonly string[];
}

/** Longest file name and person's name that a card shows, in characters. */
export const maxShownNameLength = 120;

/** A sync has this name in place of a file's, in every language. Its record may have an older one. */
export const entraName = 'Microsoft Entra ID';

export type Tone = 'default' | 'accent' | 'good' | 'warning' | 'attention';

/** The colour of a status. The word itself is always beside it. */
export function toneOf(operation: Operation): Tone {
  if (operation.state === 'failed') return 'attention';
  if (operation.state === 'cancelled') return 'warning';
  if (operation.state === 'completed') return operation.counts.rejected > 0 ? 'warning' : 'good';
  return 'accent';
}

/** A container's style for a tone; "default" would draw no box. */
export function styleOf(tone: Tone): string {
  return tone === 'default' ? 'emphasis' : tone;
}

/** The wording of the cards of one kind of operation. */
export interface OperationWords {
  title(text: Text, operation: Operation): string;
  /** for the notice: the file, and the people in it */
  subtitle(text: Text, operation: Operation): string;
  /** beside the status word, so that "Completed" never hides a problem; '' otherwise */
  qualifier(text: Text, operation: Operation): string;
  sentence(text: Text, operation: Operation): string;
  /** why it failed, where its card isn't in sight; absent: its sentence */
  reason?(text: Text, operation: Operation): string;
  /** its progress so far */
  progress(text: Text, operation: Operation): string;
  /** the counts in one line; '' while there are none to show */
  line(text: Text, operation: Operation): string;
  counts(text: Text, operation: Operation): readonly CardNode[];
  facts(text: Text, operation: Operation): readonly Fact[];
  /** how to use the error log, where that helps */
  errorLogHint(text: Text, operation: Operation): string;
}

export interface Fact {
  readonly title: string;
  readonly value: string;
}

/** One of several numbers in a row. */
export interface Count {
  readonly title: string;
  readonly value: number;
  /** of a number that isn't 0 */
  readonly color: 'Default' | 'Good' | 'Attention';
}

/**
 * Numbers side by side.
 * @param below numbers of a second row, which gets the same size
 */
function countsPart(text: Text, counts: readonly Count[], below: readonly Count[] = []): CardNode {
  const columns = Math.max(counts.length, below.length);
  const shown = counts.map(({ title, value, color }) => ({
    title,
    value: text.format.number(value),
    color: value === 0 ? 'Default' : color,
  }));
  const all = [...counts, ...below].map(({ value }) => text.format.number(value));
  const longest = Math.max(...all.map(({ length }) => length));
  // The columns of both rows stand below each other.
  const padding = Array.from({ length: columns - counts.length }, () => ({}));
  return expandPart('counts', { counts: shown, size: sizeOfCounts(longest), padding });
}

/** The name of an import as people know it: a list has no file of theirs, and its stored file's ending says nothing. */
export function importName({
  fileName,
  madeFrom,
}: Pick<Operation, 'fileName' | 'madeFrom'>): string {
  return madeFrom === 'list' ? fileName.replace(/\.csv$/u, '') : fileName;
}

/** One or two rows of numbers. Of an operation that has ended, those that aren't zero. */
export function countsParts(
  text: Text,
  { state }: Pick<Operation, 'state'>,
  first: readonly Count[],
  second: readonly Count[] = [],
): CardNode[] {
  const told = (counts: readonly Count[]) =>
    isEnded(state) ? counts.filter(({ value }) => value !== 0) : counts;
  const [above, below] = [told(first), told(second)];
  return [
    ...(above.length === 0 ? [] : [countsPart(text, above, below)]),
    ...(below.length === 0 ? [] : [countsPart(text, below, above)]),
  ];
}

/** A quarter of a 320 px card is about 60 px, too narrow for a million in large figures. */
function sizeOfCounts(characters: number): string {
  if (characters <= 3) return 'ExtraLarge';
  if (characters <= 5) return 'Large';
  return characters <= 7 ? 'Medium' : 'Default';
}

/** The links to an operation's files. */
export function linkActions(
  text: Text,
  { kind }: Pick<Operation, 'kind'>,
  links: OperationLinks,
): CardNode[] {
  return [
    ...(links.original === undefined ? [] : [openUrl(text.buttons.download, links.original)]),
    ...logLink(text, kind, links),
    ...(links.people === undefined ? [] : [openUrl(text.buttons.downloadPeople, links.people)]),
  ];
}

/** The link to the log. That of a sync lists everybody whom it changed, not only problems. */
export function logLink(
  { buttons }: Text,
  kind: OperationKind,
  { errorLog }: OperationLinks,
): CardNode[] {
  const title = kind === 'sync' ? buttons.downloadLog : buttons.downloadErrorLog;
  return errorLog === undefined ? [] : [openUrl(title, errorLog)];
}

/** A button that shows the same card with fresh links, for clients that don't refresh it when it is viewed. */
export function newLinkAction(
  text: Text,
  { id, kind }: Operation,
  as?: 'notice' | 'folded',
): CardNode[] {
  return [
    packAction(
      text.buttons.newLink,
      { verb: 'refresh-operation', operation: id, kind, ...defined({ as }) },
      { id: 'new-link', withoutInputs: true },
    ),
  ];
}

/** Makes the card's links fresh when one of these people views it. @param userIds Teams' ids; absent: everyone in the chat */
export function withFreshLinks(
  card: AdaptiveCardJson,
  action: CardNode,
  userIds?: readonly string[],
): AdaptiveCardJson {
  const ids = userIds === undefined ? {} : { userIds: userIds.slice(0, 60) };
  return { ...card, refresh: { action, ...ids } };
}

/** Says until when the links work and the files are kept, or that they were deleted. */
export function linksNote(text: Text, links: OperationLinks): string {
  const { workUntil } = links;
  const work = workUntil === undefined ? [] : [text.operation.linksUntil(workUntil)];
  return [...work, keptNote(text, links)].filter((sentence) => sentence !== '').join(' ');
}

/** Says that the file was deleted, or until when it is kept. */
export function keptNote(text: Text, { gone, until }: OperationLinks): string {
  if (gone === true) return text.operation.fileGone;
  return until === undefined ? '' : text.operation.keptUntil(until);
}

/** Data that every card template needs besides its own. */
export function commonData(
  text: Text,
  fallbackText: string,
  actions: readonly CardNode[],
): TemplateData {
  return { language: text.language, fallbackText, actions };
}
