import { builtInAttributes, isOwnKey } from '../domain/attributes.ts';
import type { AttributeDefinition, AttributeKey } from '../domain/attributes.ts';
import { entraFields } from '../features/sync/sync-settings.ts';
import type { EntraField, SyncedUsers, SyncSchedule } from '../features/sync/sync-settings.ts';
import type { Text } from '../text/text.ts';
import { packAction, packDialog } from './action-data.ts';
import type { CardAction } from './card-actions.ts';
import { blankChoice, packGroup } from './card-inputs.ts';
import type { Card, CardNode } from './card.ts';
import { escapeMarkdown, shorten } from './escape.ts';
import { commandAction } from './home-card.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { fitted } from './size.ts';
import { fieldName } from './sync-card.ts';
import { expandCard, expandPart } from './template.ts';

export interface SyncMappingCardInput {
  readonly text: Text;
  /** the organization's own attributes; those that aren't text can't be synced from Entra */
  readonly attributes: readonly AttributeDefinition[];
  /** as stored, as just sent, or the default */
  readonly mapping: Readonly<Partial<Record<AttributeKey, EntraField>>>;
  readonly users: SyncedUsers;
  readonly schedule: SyncSchedule;
  /** why it couldn't be saved, or needs a choice first */
  readonly problems?: readonly string[];
  /** the values are those of an open form, which nobody has saved */
  readonly isTyped?: boolean;
}

/**
 * Level of detail: which attributes get their field by typing its name instead of from a list (a long list
 * costs three bytes a letter in some languages), and characters of names.
 */
interface Detail {
  readonly searched: 'none' | 'own' | 'all-but-phone';
  readonly longest: number;
}

const usualHour = 6;

/** The Entra field of each attribute, the users to sync, and the time. */
export const syncMappingCard = fitted<SyncMappingCardInput, Detail>(build, [
  { searched: 'none', longest: 60 },
  { searched: 'own', longest: 40 },
  { searched: 'own', longest: 16 },
  { searched: 'all-but-phone', longest: 16 },
]);

function build(input: SyncMappingCardInput, detail: Detail): Card {
  const { text, problems = [], schedule, users } = input;
  const words = text.sync.mapping;
  const zone = schedule.kind === 'daily' ? schedule.timeZone : text.format.timeZone;
  const offered = offeredTo(input);
  const save: Extract<CardAction, { verb: 'save-sync' }> = {
    verb: 'save-sync',
    mapping: {},
    offered: [...offered],
    users: 'all',
    groups: [],
    schedule: 'by-hand',
    hour: usualHour,
    timeZone: zone,
  };
  // A form that was sent before takes what was typed along.
  const openWindow =
    input.isTyped === true
      ? packDialog(text.buttons.openWindow, { ...save, draft: true }, true)
      : packDialog(text.buttons.openWindow, { verb: 'change-sync' });
  const back = commandAction(text, 'sync', text.buttons.back, { withoutInputs: true });
  const hour = schedule.kind === 'daily' ? schedule.hour : usualHour;
  const choicesOf = <Value extends string>(titles: Readonly<Record<Value, string>>) =>
    Object.entries(titles).map(([value, title]) => ({ value, title }));
  const data = {
    ...commonData(text, words.title, [
      packAction(text.buttons.save, save, { isPrimary: true }),
      back,
      openWindow,
    ]),
    title: words.title,
    intro: words.intro,
    problem: problems.map((title) => boxPart({ title, style: 'attention' })),
    fields: offered.map((key) => fieldInput(input, key, detail)),
    usersTitle: words.usersTitle,
    usersLabel: words.users,
    users: users.kind,
    usersChoices: choicesOf(words.usersChoices),
    groups: groupInputs(input, detail),
    groupsNote: words.groupsNote,
    scheduleTitle: words.scheduleTitle,
    scheduleLabel: words.schedule,
    schedule: schedule.kind,
    scheduleChoices: choicesOf(words.scheduleChoices),
    hourLabel: words.hour(shorten(zone, 40)),
    hour: String(hour),
    hours: Array.from({ length: 24 }, (_, value) => ({
      value: String(value),
      title: text.format.clock(value),
    })),
    changedNote: words.changed,
  };
  return { card: expandCard('sync-mapping', data), summary: words.title, isForm: true };
}

/** The suggestions of a search for an Entra field: those that contain the typed words, or none. */
export function fieldChoices(text: Text, typed: string) {
  const words = typed.trim().toLowerCase();
  const found = entraFields
    .map((field) => ({ value: field, title: fieldName(text, field) }))
    .filter(({ title }) => title.toLowerCase().includes(words));
  return [...found, { value: blankChoice, title: text.sync.mapping.notSynced }];
}

function offeredTo({ attributes }: SyncMappingCardInput): readonly AttributeKey[] {
  const texts = attributes.filter(({ type }) => type === 'text');
  return [...builtInAttributes, ...texts.map(({ key }) => key)];
}

function fieldInput(input: SyncMappingCardInput, key: AttributeKey, detail: Detail): CardNode {
  const { text, attributes, mapping } = input;
  const words = text.sync.mapping;
  const choice = (field: EntraField) => ({ value: field, title: fieldName(text, field) });
  const chosen = mapping[key];
  const none = { value: blankChoice, title: words.notSynced };
  const common = {
    id: key,
    label: shorten(text.attribute(key, attributes), detail.longest),
    value: chosen ?? (key === 'phone' ? '' : blankChoice),
  };
  const isRequired = key === 'phone';
  const isSearched = isOwnKey(key)
    ? detail.searched !== 'none'
    : detail.searched === 'all-but-phone';
  if (isSearched && !isRequired) {
    const choices = [none, ...(chosen === undefined ? [] : [choice(chosen)])];
    const placeholder = words.placeholder;
    return expandPart('entra-field-search', { ...common, placeholder, choices });
  }
  return expandPart('entra-field', {
    ...common,
    isRequired,
    missing: isRequired ? words.phoneRequired : '',
    choices: [...(isRequired ? [] : [none]), ...entraFields.map(choice)],
  });
}

/** Selected groups can be deselected; others are found by name. */
function groupInputs({ text, users }: SyncMappingCardInput, { longest }: Detail): CardNode[] {
  const words = text.sync.mapping;
  const search = expandPart('entra-group-search', {
    label: words.groups,
    placeholder: words.groupsHint,
  });
  if (users.kind === 'all' || users.groups.length === 0) return [search];
  const choices = users.groups.map((group) => ({
    // Some clients render the labels of an expanded set as Markdown.
    title: escapeMarkdown(shorten(group.name, longest)),
    value: packGroup({ ...group, name: shorten(group.name, longest) }),
  }));
  const kept = expandPart('entra-groups-kept', {
    label: words.keptGroups,
    value: choices.map(({ value }) => value).join(','),
    choices,
  });
  return [kept, search];
}
