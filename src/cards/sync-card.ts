import { builtInAttributes } from '../domain/attributes.ts';
import type { AttributeDefinition, AttributeKey } from '../domain/attributes.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { DailySync } from '../features/sync/sync-settings-store.ts';
import type { EntraField, SyncSettings } from '../features/sync/sync-settings.ts';
import { sideBySide } from '../text/bidi.ts';
import type { Text } from '../text/text.ts';
import { packAction, secondary, toggle } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import type { HeldAnswer } from '../domain/provisioning.ts';
import { answersTo } from '../features/sync/held-people.ts';
import type { HeldPerson } from '../features/sync/ports.ts';
import { blankChoice } from './card-inputs.ts';
import { changeTexts } from './preview-parts.ts';
import { commandAction } from './home-card.ts';
import { commonData, logLink } from './operation-parts.ts';
import type { Fact, OperationLinks } from './operation-parts.ts';
import { wordsOf } from './operation-words.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { statusBadge } from './status-badge.ts';
import { expandCard, expandPart } from './template.ts';

export interface SyncCardInput {
  readonly text: Text;
  /** 16 hex digits, created for this card, so that a repeated Sync now is recognised */
  readonly key: string;
  /** the organization's own attributes */
  readonly attributes: readonly AttributeDefinition[];
  /** absent: not set up yet */
  readonly settings?: SyncSettings;
  readonly daily?: DailySync;
  /** the last sync, or the running one */
  readonly last?: { readonly operation: Operation; readonly links: OperationLinks };
  /** people on hold until an admin identifies them; absent: none */
  readonly held?: readonly HeldPerson[];
  /** the change just made */
  readonly news?: 'saved' | 'saved-first' | 'reset' | 'answered' | 'held-missing';
}

/** Level of detail: attributes and groups that are named, and characters of a name. */
interface Detail {
  readonly named: number;
  readonly longest: number;
}

/** The settings of the organization's sync with Entra, and the outcome of the last one. */
export const syncCard = fitted<SyncCardInput, Detail>(build, [
  { named: 8, longest: 60 },
  { named: 4, longest: 30 },
]);

/** The name of an Entra field; the type requires a sentence for every field. */
export function fieldName(text: Text, field: EntraField): string {
  const names: Readonly<Record<EntraField, string>> = text.sync.entraFields;
  return names[field];
}

function build(input: SyncCardInput, detail: Detail): Card {
  const { text, settings, daily, last } = input;
  const { sync: words } = text;
  const data = {
    ...commonData(text, words.title, actionsFor(input)),
    title: words.title,
    intro: words.intro,
    news: newsOf(input),
    notSetUp: settings === undefined ? words.notSetUp : '',
    facts: settings === undefined ? [] : factsOf(input, settings, detail),
    paused: daily?.paused === undefined ? '' : words.paused,
    held: heldParts(input, detail),
    // The questions come first. The rest is folded then.
    isOpen: !isAsking(input),
    lastTitle: words.lastTitle,
    noneYet: last === undefined ? words.noneYet : '',
    last: last === undefined ? [] : [lastPart(text, last, detail)],
  };
  return { card: expandCard('sync', data), summary: words.title };
}

function newsOf({ text, news }: SyncCardInput): CardNode[] {
  if (news === undefined) return [];
  const { sync: words } = text;
  const told = {
    saved: { title: words.saved },
    'saved-first': { title: words.savedFirst, sentence: words.savedFirstHow },
    reset: { title: words.isReset, sentence: words.isResetHow },
    answered: { title: text.exports.settingsSaved },
    'held-missing': { title: words.held.missing },
  };
  return [boxPart({ ...told[news], style: news === 'held-missing' ? 'warning' : 'good' })];
}

function isAsking({ held = [] }: SyncCardInput): boolean {
  return held.length > 0;
}

/** The people on hold, the people they may be, and the choices. */
function heldParts(
  { text, held = [], attributes }: SyncCardInput,
  { named, longest }: Detail,
): CardNode[] {
  if (held.length === 0) return [];
  const { identity } = text.preview;
  const { held: words } = text.sync;
  const shown = held.slice(0, Math.min(named, maxHeldShown));
  const titles = {
    update: identity.reused.choices.update,
    add: identity.likely.choices.add,
    skip: words.skip,
  };
  const answer = (id: string, label: string, answers: readonly HeldAnswer[]) =>
    expandPart('identity-answer', {
      id,
      label,
      style: 'compact',
      value: blankChoice,
      choices: [
        { title: '–', value: blankChoice },
        ...answers.map((value) => ({ value, title: titles[value] })),
      ],
    });
  const save = packAction(
    text.buttons.saveAnswers,
    { verb: 'answer-held', people: shown.map(({ entraId }) => entraId), answers: {} },
    { isPrimary: true },
  );
  const rows = shown.map((person, place) => {
    const { name, phone, changes, held: of } = person;
    return {
      row: sideBySide([shorten(name, longest), phone].filter((one) => one !== '')),
      who: identity.who({
        key: text.matchKey(of.key),
        name: shorten(of.person.name, longest),
        phone: of.person.phone === of.person.name ? '' : of.person.phone,
      }),
      changes: changeTexts(text, changes, { own: attributes, characters: longest }),
      answer: [answer(`held${place}`, words.title, answersTo(person))],
    };
  });
  const forAll =
    held.length > 1 ? [answer('held', words.forAll(held.length), ['update', 'skip'])] : [];
  const part = expandPart('identity-question', {
    title: words.title,
    intro: words.intro(held.length),
    rows,
    foldId: '',
    folded: [],
    more: held.length > shown.length ? text.sync.held.more(held.length - shown.length) : '',
    answer: forAll,
  });
  return [part, { type: 'ActionSet', actions: [save] }];
}

const maxHeldShown = 5;

function factsOf(
  { text, attributes, daily }: SyncCardInput,
  settings: SyncSettings,
  { named, longest }: Detail,
): Fact[] {
  const { facts, ...words } = text.sync;
  const { users, schedule } = settings;
  const keys: readonly AttributeKey[] = [
    ...builtInAttributes,
    ...attributes.map(({ key }) => key),
  ].filter((key) => settings.mapping[key] !== undefined);
  const mapped = keys.slice(0, named).map((key) => {
    const name = shorten(text.attribute(key, attributes), longest);
    return words.mapped(name, fieldName(text, settings.mapping[key] ?? 'mobilePhone'));
  });
  const groups = users.kind === 'all' ? [] : users.groups;
  const names = groups.slice(0, named).map(({ name }) => shorten(name, longest));
  const isRunning = daily !== undefined && daily.paused === undefined;
  const zone = schedule.kind === 'daily' ? shorten(schedule.timeZone, 40) : '';
  const rhythm =
    schedule.kind === 'by-hand'
      ? words.byHand
      : sideBySide([
          words.daily({ hour: schedule.hour, timeZone: zone }),
          words.dailyBy(shorten(daily?.by.name ?? '', longest)),
        ]);
  return [
    { title: facts.mapping, value: words.mappedInShort(mapped, keys.length - mapped.length) },
    {
      title: facts.users,
      value:
        users.kind === 'all'
          ? words.allUsers
          : words.groupUsers(names, groups.length - names.length),
    },
    { title: facts.schedule, value: rhythm },
    ...(isRunning ? [{ title: facts.nextRun, value: text.format.dateTime(daily.nextAt) }] : []),
  ];
}

function lastPart(
  text: Text,
  { operation, links }: NonNullable<SyncCardInput['last']>,
  { longest }: Detail,
) {
  const words = wordsOf(operation);
  const { at, by, endedAt, id, kind } = operation;
  const open = packAction(
    text.buttons.open,
    { verb: 'refresh-operation', operation: id, kind },
    { id: 'open-last', withoutInputs: true },
  );
  return {
    badge: statusBadge(text, operation, 'Medium'),
    qualifier: words.qualifier(text, operation),
    byAt: text.history.byAt({ name: shorten(by.name, longest), at: endedAt ?? at }),
    sentence: words.sentence(text, operation),
    counts: words.counts(text, operation),
    links: [open, ...logLink(text, 'sync', links)],
  };
}

function actionsFor(input: SyncCardInput): CardNode[] {
  const { text, key, settings } = input;
  const { buttons } = text;
  const isSetUp = settings !== undefined;
  const isPrimary = !isAsking(input);
  const syncNow = packAction(
    buttons.syncNow,
    { verb: 'sync-now', key },
    { isPrimary: isSetUp && isPrimary, withoutInputs: true },
  );
  const change = packAction(
    buttons.changeMapping,
    { verb: 'change-sync' },
    { isPrimary: !isSetUp && isPrimary },
  );
  return [
    ...(isSetUp ? [syncNow, change] : [change, syncNow]),
    ...(isAsking(input) ? [toggle(buttons.details, 'details', undefined, ['section-last'])] : []),
    secondary(commandAction(text, 'sync history')),
    secondary(commandAction(text, 'sync', buttons.refresh)),
    // Away from Sync now.
    ...(isSetUp ? [secondary(packAction(buttons.resetSync, { verb: 'reset-sync' }))] : []),
  ];
}
