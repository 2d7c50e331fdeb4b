import type { Operation, OperationKind } from '../domain/operations/operation.ts';
import type { Actor } from '../domain/person.ts';
import type { Text } from '../text/text.ts';
import { packAction, secondary } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import {
  historyFilterButton,
  historyFilterLine,
  isHistoryFiltered,
  type HistoryFilters,
} from './history-filters.ts';
import { commonData, keptNote, linkActions, logLink, withFreshLinks } from './operation-parts.ts';
import type { OperationLinks } from './operation-parts.ts';
import { commandAction } from './home-card.ts';
import { operationName, wordsOf } from './operation-words.ts';
import { openRow } from './row.ts';
import { fitted } from './size.ts';
import { statusBadge } from './status-badge.ts';
import { expandCard } from './template.ts';

export interface HistoryCardInput {
  readonly text: Text;
  readonly kind: OperationKind;
  /** Teams' id of the reader, for whom the links are made fresh when the card is viewed */
  readonly reader?: string;
  /** newest first, at most 10 */
  readonly entries: readonly {
    readonly operation: Operation;
    readonly links: OperationLinks;
  }[];
  readonly filters?: HistoryFilters;
  /** who started operations of this kind, the last one first; absent: nobody yet */
  readonly people?: readonly Actor[];
  /** YYYY-MM, the newest first: the months to choose from */
  readonly months?: readonly string[];
  /** row key at which this page starts; absent for the newest page */
  readonly from?: string;
  /** starts of the pages before this one, '' for the newest: the targets of Previous */
  readonly trail: readonly string[];
  /** row key at which the next page starts, if there is one */
  readonly next?: string;
}

/** Level of detail: characters of a name, and pages that Previous can go back to one by one. */
interface Detail {
  readonly name: number;
  readonly trail: number;
  /** people and months to choose from */
  readonly choices: number;
  /**
   * omits what the operation's own card shows too: how long files are kept, and the error log of operations
   * that can be opened
   */
  readonly brief?: true;
}

/** Characters of the reason why an operation failed. */
const maxReason = 200;

/**
 * Names are cut before links, which are needed whole. The trail is in each button twice (see packAction), so
 * only its end is kept: from further back Previous leads to the newest page.
 */
/** One page of the history, newest first. */
export const historyCard = fitted<HistoryCardInput, Detail>(build, [
  { name: 100, trail: 20, choices: 24 },
  { name: 50, trail: 20, choices: 12 },
  { name: 25, trail: 10, choices: 6 },
  { name: 12, trail: 5, choices: 3 },
  { name: 12, trail: 5, choices: 0, brief: true },
  { name: 8, trail: 1, choices: 0, brief: true },
]);

function build(input: HistoryCardInput, detail: Detail): Card {
  const { text, kind, entries } = input;
  const title = text.history.title(kind);
  const { filters = {}, people = [], months = [] } = input;
  const choice = { text, kind, filters, people, months };
  const turns = pageActions(input, detail);
  const isNewest = input.from === undefined;
  const newest = isHistoryFiltered(filters) ? text.history.filters.empty : text.history.empty(kind);
  const nothing = entries.length === 0 && isNewest && !isHistoryFiltered(filters);
  const actions = nothing
    ? [commandAction(text, kind), ...turns]
    : [...turns, historyFilterButton(choice, detail)];
  const data = {
    ...commonData(text, title, actions),
    title,
    filteredBy: historyFilterLine(choice, detail),
    empty: entries.length > 0 ? '' : isNewest ? newest : text.history.emptyPage,
    entries: entries.map(({ operation, links }, index) => ({
      fileName: nameOf(text, operation, detail),
      byAt: byAt(text, operation, detail),
      badge: statusBadge(text, operation, 'Medium'),
      counts: countsLine(text, operation),
      reason: reasonOf(text, operation, detail),
      kept: detail.brief === true || operation.kind !== 'export' ? '' : keptNote(text, links),
      ...openRow(text, openAction(text, operation, index)),
      links: linksOf(text, operation, links, detail),
    })),
  };
  const card = expandCard('history', data);
  const refresh = turns.at(-1);
  if (input.reader === undefined || refresh === undefined) return { card, summary: title };
  return { card: withFreshLinks(card, refresh, [input.reader]), summary: title };
}

/** The error log is what to look at next; the file itself is in the menu then. */
function linksOf(
  text: Text,
  operation: Operation,
  links: OperationLinks,
  { brief }: Detail,
): CardNode[] {
  const log = logLink(text, operation.kind, links);
  const all = linkActions(text, operation, links);
  const files = all.filter((link) => !log.some(({ title }) => title === link.title));
  if (brief === true) return [...log, ...files].slice(0, 1);
  return log.length === 0 ? all : [...log, ...files.map(secondary)];
}

function byAt(text: Text, { by, at, schedule, sync }: Operation, { name }: Detail): string {
  const line = text.history.byAt({ name: shorten(by.name, name), at });
  const how =
    schedule !== undefined
      ? text.exports.bySchedule
      : sync?.scheduled === true
        ? text.sync.scheduled
        : '';
  return how === '' ? line : `${line} · ${how}`;
}

/** With the network, where the operation has one. An undo has the file name of what it undoes. */
function nameOf(text: Text, operation: Operation, { name }: Detail): string {
  const { undo, bulk, restores, kind } = operation;
  const shown = operationName(text, operation, name);
  if (undo !== undefined && undo.bulk === undefined)
    return text.undo.historyName({ again: undo.again, file: shown });
  if (undo !== undefined || bulk !== undefined || kind === 'sync') return shown;
  if (restores !== undefined) return shown;
  // How it was asked for is said beside the name and the time.
  const { schedule: _schedule, ...asked } = operation;
  return wordsOf(operation).subtitle(text, { ...asked, fileName: shown });
}

/** Its own card has the whole reason, and what to do next. */
function reasonOf(text: Text, operation: Operation, { brief }: Detail): string {
  if (operation.state !== 'failed' || brief === true) return '';
  const words = wordsOf(operation);
  const why = words.reason?.(text, operation) ?? words.sentence(text, operation);
  return shorten(why, maxReason);
}

/** Shows the operation's own card, which may be far up in the chat. */
function openAction(text: Text, { id, kind }: Operation, index: number): CardNode {
  return packAction(
    text.buttons.open,
    { verb: 'refresh-operation', operation: id, kind },
    { id: `open-${index}`, withoutInputs: true },
  );
}

function countsLine(text: Text, operation: Operation): string {
  if (operation.state === 'choosing') return text.operation.waitsForNetwork;
  const line = wordsOf(operation).line(text, operation);
  if (operation.state !== 'preview') return line;
  const waits = operation.kind === 'sync' ? text.sync.waitsForYou : text.operation.waitsForYou;
  return line === '' ? waits : `${waits} (${line})`;
}

function pageActions(input: HistoryCardInput, detail: Detail): CardNode[] {
  const { text, kind, from, trail, next, filters = {} } = input;
  const to = (
    button: 'previous' | 'next' | 'refresh',
    start: string | undefined,
    before: readonly string[],
  ) =>
    packAction(
      text.buttons[button],
      {
        verb: 'show-history',
        kind,
        ...filters,
        ...(start === undefined || start === '' ? {} : { from: start }),
        trail: before.slice(-detail.trail),
      },
      { id: `show-history-${button}`, withoutInputs: true },
    );
  const onFirst = from === undefined || from === '';
  return [
    ...(onFirst ? [] : [to('previous', trail.at(-1), trail.slice(0, -1))]),
    ...(next === undefined ? [] : [to('next', next, [...trail, from ?? ''])]),
    to('refresh', from, trail),
  ];
}
