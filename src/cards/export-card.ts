import type { Recurrence } from '../domain/recurrence/recurrence.ts';
import { builtInAttributes } from '../domain/attributes.ts';
import type { AttributeDefinition, AttributeKey } from '../domain/attributes.ts';
import { networks } from '../domain/network.ts';
import { exportFormats } from '../domain/operations/export-facts.ts';
import type {
  ExportChanges,
  ExportNetwork,
  ExportRequest,
} from '../domain/operations/export-facts.ts';
import type { Text } from '../text/text.ts';
import { packAction, packDialog, secondary, showCard, toggle } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import type { Card, CardNode } from './card.ts';
import { escapeMarkdown, shorten } from './escape.ts';
import { commandAction } from './home-card.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { expandCard, expandPart } from './template.ts';

export interface ExportCardInput {
  readonly text: Text;
  /** 16 hex digits, created for this card, so that a repeated action is recognised */
  readonly key: string;
  /** the organization's own attributes */
  readonly attributes: readonly AttributeDefinition[];
  /** the values selected before; with changes since a date, `day` may be '' while none is selected */
  readonly choices?: ExportRequest;
  /** the values just sent, when a schedule couldn't be saved */
  readonly rhythm?: Omit<Recurrence, 'timeZone'>;
  /** YYYY-MM-DD, in the reader's time zone */
  readonly today: string;
  /** when the reader's last export of each network started; ISO 8601 */
  readonly last?: Readonly<Partial<Record<ExportNetwork, string>>>;
  /** why it couldn't be requested */
  readonly problem?: string;
  /** the values are those of an open form, for which nothing was requested */
  readonly isTyped?: boolean;
}

const exportNetworks: readonly ExportNetwork[] = ['All', ...networks];
const changeKinds: readonly ExportChanges['kind'][] = ['all', 'since-date', 'since-last'];
const usual: ExportRequest = {
  network: 'All',
  columns: 'all',
  changes: { kind: 'all' },
  format: 'csv',
};
const usualRhythm = { every: 'week', weekday: 1, day: 1, hour: 9 } as const;

/** The form of an export: people, columns, everyone or changes only; and the recurrence of a schedule. */
export const exportCard = fitted<ExportCardInput, number>(build, [40, 20, 12]);

function build(input: ExportCardInput, longest: number): Card {
  const { text, problem, choices = usual } = input;
  const { exports: words } = text;
  const { changes } = choices;
  const columns = columnsIn(input);
  const data = {
    ...commonData(text, words.title, actionsFor(input, columns.offered.length)),
    title: words.title,
    intro: words.intro,
    problem: problem === undefined ? [] : [boxPart({ title: problem, style: 'attention' })],
    networkLabel: words.network,
    network: choices.network,
    networks: exportNetworks.map((value) => ({ value, title: words.networkChoices[value] })),
    changesLabel: words.changes,
    changes: changes.kind,
    changeChoices: changeKinds.map((value) => ({ value, title: words.changesChoices[value] })),
    changesHint: `${words.changesHint} ${lastExports(input)}`,
    // Of use for one of the choices only, and asked for if it is missing then.
    chooseSince: changes.kind === 'since-date' ? [] : [toggle(`${words.since}…`, 'since-choice')],
    isSinceVisible: changes.kind === 'since-date',
    sinceLabel: words.since,
    since: changes.kind === 'since-date' ? changes.day : '',
    today: input.today,
    sinceInFuture: words.sinceInFuture,
    formatLabel: words.format,
    format: choices.format,
    formats: exportFormats.map((value) => ({ value, title: words.formatChoices[value] })),
    chooseColumns: [toggle(text.buttons.chooseColumns, 'columns-choice', 'columns-chosen')],
    columnsChosen: words.columnsChosen(columns.chosen.length, columns.offered.length),
    columnsLabel: words.columns,
    columns: columns.chosen.join(','),
    // Some clients render the labels of an expanded set as Markdown.
    columnChoices: columns.offered.map((value) => ({
      value,
      title: escapeMarkdown(shorten(text.attribute(value, input.attributes), longest)),
    })),
    columnsHint: words.columnsHint,
  };
  return { card: expandCard('export', data), summary: words.title, isForm: true };
}

/** The phone number isn't offered, since it is in every file, nor are attributes removed since the choice was made. */
function columnsIn({ attributes, choices = usual }: ExportCardInput) {
  const builtIn = builtInAttributes.filter((key) => key !== 'phone');
  const offered: readonly AttributeKey[] = [...builtIn, ...attributes.map(({ key }) => key)];
  const { columns } = choices;
  const chosen = columns === 'all' ? offered : offered.filter((key) => columns.includes(key));
  return { offered, chosen };
}

function lastExports({ text, last = {} }: ExportCardInput): string {
  const known = exportNetworks.flatMap((network) => {
    const at = last[network];
    return at === undefined ? [] : [{ network, at }];
  });
  return text.exports.lastExports(known);
}

function actionsFor(input: ExportCardInput, offered: number): CardNode[] {
  const { text, key, isTyped = false } = input;
  // The inputs are merged over the button's data.
  const inputs = {
    network: 'All',
    columns: 'all',
    offered,
    changes: 'all',
    format: 'csv',
  } as const;
  const create = { verb: 'create-export', key, ...inputs } as const;
  const save = { verb: 'save-schedule', key, ...inputs, ...usualRhythm } as const;
  const again = (action: CardAction) => packDialog(text.buttons.openWindow, action, true);
  const elsewhere = (command: string, title?: string) =>
    commandAction(text, command, title, { withoutInputs: true });
  const scheduling = [
    packAction(text.buttons.saveSchedule, save, { isPrimary: true }),
    // The schedule's own inputs are only sent with buttons beside them.
    ...(isTyped && input.rhythm !== undefined ? [again({ ...save, draft: true })] : []),
  ];
  const openWindow = isTyped
    ? again({ ...create, draft: true })
    : packDialog(text.buttons.openWindow, { verb: 'run-command', command: 'export' });
  return [
    packAction(text.buttons.createRequest, create, { isPrimary: true }),
    showCard(text.buttons.schedule, 'show-schedule', schedulePart(input, scheduling)),
    elsewhere('export history'),
    elsewhere('schedules', text.buttons.schedules),
    ...(isTyped && input.rhythm !== undefined ? [] : [secondary(openWindow)]),
  ];
}

function schedulePart({ text, rhythm }: ExportCardInput, actions: readonly CardNode[]): CardNode {
  const words = text.exports.schedule;
  const { every, weekday, day, hour } = { ...usualRhythm, ...rhythm };
  const numbered = (from: number, to: number, title: (value: number) => string) =>
    Array.from({ length: to - from + 1 }, (_, index) => ({
      value: String(from + index),
      title: title(from + index),
    }));
  return expandPart('export-schedule', {
    intro: words.intro,
    everyLabel: words.every,
    every,
    everyChoices: (['day', 'week', 'month'] as const).map((value) => ({
      value,
      title: words.everyChoices[value],
    })),
    weekdayLabel: words.weekday,
    weekday: String(weekday),
    weekdays: numbered(1, 7, (value) => text.format.weekday(value)),
    dayLabel: words.day,
    day: String(day),
    days: numbered(1, 31, (value) => text.format.number(value)),
    hourLabel: words.hour(text.format.timeZone),
    hour: String(hour),
    hours: numbered(0, 23, (value) => text.format.clock(value)),
    actions,
  });
}
