import { z } from 'zod';
import { attributeTypes, builtInAttributes, isOwnKey } from '../domain/attributes.ts';
import type { AttributeKey, OwnKey } from '../domain/attributes.ts';
import { addsToGroups, maxAdded } from '../domain/group-adding.ts';
import { networks, parseNetwork } from '../domain/network.ts';
import { exportFormats } from '../domain/operations/export-facts.ts';
import { importModes, missingChoices } from '../domain/operations/import-mode.ts';
import { identityAnswers } from '../domain/operations/identity-questions.ts';
import { numberHabits } from '../domain/phone-readings.ts';
import { dateOrders, leaveOut } from '../domain/operations/import-question.ts';
import { isOperationId, operationKinds } from '../domain/operations/operation.ts';
import { undoableKinds } from '../domain/operations/undo-facts.ts';
import { missable } from '../features/search/filter.ts';
import { entraFields } from '../features/sync/sync-settings.ts';
import { heldAnswers } from '../domain/provisioning.ts';
import { gatherInputs, maxSelected, personIdPattern } from './card-inputs.ts';
import type { FormValues } from './card-inputs.ts';
import type { CardNode } from './card.ts';

/**
 * The data of card actions, packed and unpacked in this one place. They are returned by the client and may have
 * been altered or be years old: they hold ids only, and each handler reads the current state from the store and
 * authorises again. A new shape gets a new `v`; older ones stay readable as long as cards with them may exist.
 */
const version = 1;

/** Longest trail that is accepted. Cards carry less: see history-card.ts. */
export const maxTrailLength = 200;

const operation = z.string().refine(isOperationId);
const kind = z.enum(operationKinds);
/** Inputs of a card are merged into the data under their id; one that names no network counts as absent. */
const network = z.preprocess(parseNetwork, z.enum(['Employee', 'Others']).optional());
/** Row key at which a page of the history starts; empty for the newest page. */
const pageStart = z.union([operation, z.literal('')]);

const person = z.string().regex(personIdPattern);
const pair = z.tuple([person, person]).refine(([one, other]) => one !== other);
const moment = z.string().max(40);
/** At most as many as one action may change; the form reports when more were selected. */
const people = z.array(person).max(maxSelected);
const tooMany = z.literal(true).optional();
/** Position at which a page of the directory starts or ends: people are ordered by name, then by id. */
const place = z.object({ name: z.string().max(300), id: person });
const values = z.record(z.string(), z.string().max(2_000)) as z.ZodType<FormValues>;
const attributeKey = z.custom<AttributeKey>(
  (value) =>
    typeof value === 'string' &&
    ((builtInAttributes as readonly string[]).includes(value) || isOwnKey(value)),
);
const columnChoice = z.union([attributeKey, z.enum(['network', 'change', leaveOut])]);
const ownKey = z.custom<OwnKey>((value) => typeof value === 'string' && isOwnKey(value));
/** Entra object id, or its safe form (see domain/organization.ts). */
const entraId = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/iu);
const givenRole = z.enum(['tenant-admin', 'organization-admin']);

/** An organization group, or one of its members. */
const groupOrMember = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/u);

/** Created with the card, so that a repeated action is recognised. */
const requestKey = z.string().regex(/^[0-9a-f]{16}$/u);
const schedule = z.string().regex(/^[0-9a-f]{16}$/u);
/** An absent value means the default; any other unknown value is refused, never read as "everyone". */
const exportInputs = {
  network: z.preprocess(parseExportNetwork, z.enum(['All', ...networks])).default('All'),
  columns: z.union([z.literal('all'), z.array(attributeKey).max(60)]),
  /** how many columns the card offered: when all of them are selected, later ones are included too */
  offered: z.int().min(0).max(100).optional(),
  changes: z.enum(['all', 'since-date', 'since-last']).default('all'),
  /** YYYY-MM-DD; an invalid day counts as absent, and the action asks for one */
  since: z.iso.date().optional().catch(undefined),
  format: z.enum(exportFormats).default('csv'),
};

function parseExportNetwork(value: unknown): unknown {
  if (typeof value === 'string' && value.trim().toLowerCase() === 'all') return 'All';
  return parseNetwork(value) ?? value;
}

const syncInputs = {
  mapping: z.partialRecord(attributeKey, z.enum(entraFields)),
  /** the attributes that the card had a field for */
  offered: z.array(attributeKey).max(60),
  users: z.enum(['all', 'groups']),
  groups: z.array(z.object({ id: entraId, name: z.string().max(300) })).max(100),
  schedule: z.enum(['by-hand', 'daily']),
  hour: z.int().min(0).max(23),
  /** IANA name of the zone in which the card showed the hour; an unknown one counts as UTC */
  timeZone: z.string().min(1).max(64),
};

const identityAnswer = z.enum(['update', 'add', 'skip']);
/** An invalid answer counts as absent, so the question is asked again. */
const identityInputs = {
  likely: z.enum(identityAnswers.likely).optional().catch(undefined),
  reused: z.enum(identityAnswers.reused).optional().catch(undefined),
  each: z.record(z.string().regex(/^\d{1,9}$/u), identityAnswer).optional(),
  missing: z.enum(missingChoices).optional().catch(undefined),
  sure: z.literal(true).optional().catch(undefined),
};

/** Filters of a list of people; each that is there has to match. */
const directoryFilters = {
  department: z.string().max(300).optional(),
  location: z.string().max(300).optional(),
  jobTitle: z.string().max(300).optional(),
  source: z.enum(['admin', 'group', 'signin', 'entra']).optional(),
  signedIn: z.enum(['yes', 'no']).optional(),
  /** this attribute has no value */
  missing: z.union([z.enum(missable), ownKey]).optional(),
  /** an attribute of the organization, and its value; without one: any */
  attribute: ownKey.optional(),
  value: z.string().max(300).optional(),
  /** YYYY-MM-DD; an invalid day counts as absent, and the form asks for one */
  since: z.iso.date().optional().catch(undefined),
  what: z.enum(['added', 'changed']).optional(),
  /** the import or sync that added or changed them */
  operation: operation.optional(),
};

const schema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('run-command'), command: z.string().min(1).max(100) }),
  z.object({
    verb: z.literal('choose-network'),
    operation: operation.optional(),
    network,
    /** absent on cards from before there was a choice; an unknown one is refused, never read as `update` */
    mode: z.enum(importModes).optional(),
  }),
  z.object({ verb: z.literal('start-import'), operation, ...identityInputs }),
  z.object({
    verb: z.literal('answer-columns'),
    operation,
    columns: z.record(z.string().regex(/^\d{1,5}$/u), columnChoice),
    /** shows other columns; absent: continues */
    turn: z.enum(['next', 'previous']).optional(),
  }),
  z.object({ verb: z.literal('change-columns'), operation }),
  z.object({
    verb: z.literal('answer-encoding'),
    operation,
    encoding: z.string().max(40).optional(),
  }),
  z.object({
    verb: z.literal('answer-sheet'),
    operation,
    /** the position of the chosen one in the question */
    sheet: z
      .string()
      .regex(/^\d{1,3}$/u)
      .optional(),
  }),
  z.object({
    verb: z.literal('answer-dates'),
    operation,
    dates: z.record(z.string().regex(/^\d{1,5}$/u), z.enum(dateOrders)),
  }),
  z.object({ verb: z.literal('read-numbers'), operation, as: z.enum(numberHabits) }),
  z.object({
    verb: z.literal('undo-import'),
    operation,
    /** absent: an import */
    kind: z.enum(undoableKinds).optional(),
    /** absent: asks first */
    confirmed: z.boolean().optional(),
    /** of a sync: also turns the daily run off */
    stopDaily: z.literal(true).optional(),
  }),
  z.object({ verb: z.literal('cancel-operation'), operation, kind }),
  z.object({
    verb: z.literal('refresh-operation'),
    operation,
    kind,
    /** shows its notice; absent: its own card */
    as: z.literal('notice').optional().catch(undefined),
  }),
  z.object({
    verb: z.literal('show-history'),
    kind,
    from: operation.optional(),
    trail: z.array(pageStart).max(maxTrailLength),
  }),
  z.object({
    verb: z.literal('cancel-dialogue'),
    /** absent: the open question of the chat */
    dialogue: z.literal('form').optional(),
  }),
  // the directory
  z.object({
    verb: z.literal('show-directory'),
    network: z.preprocess(parseNetwork, z.enum(['Employee', 'Others'])),
    ...directoryFilters,
    /** chosen just now: from then on the list shows these; absent: it shows what it showed before */
    columns: z.string().max(2_000).optional(),
    after: place.optional(),
    before: place.optional(),
  }),
  z.object({
    verb: z.literal('filter-directory'),
    network: z.preprocess(parseNetwork, z.enum(['Employee', 'Others'])),
    ...directoryFilters,
  }),
  z.object({
    verb: z.literal('find-person'),
    query: z.string().optional(),
    person: person.optional(),
  }),
  z.object({ verb: z.literal('show-person'), person }),
  z.object({ verb: z.literal('edit-person'), person }),
  z.object({ verb: z.literal('save-person'), person, seen: z.string().max(200), values }),
  z.object({ verb: z.literal('add-person'), network, values }),
  z.object({ verb: z.literal('edit-own') }),
  z.object({ verb: z.literal('save-own'), seen: z.string().max(200), values }),
  z.object({
    verb: z.literal('move-people'),
    network: z.preprocess(parseNetwork, z.enum(['Employee', 'Others'])),
    people,
    tooMany,
  }),
  z.object({
    verb: z.literal('delete-people'),
    people,
    tooMany,
    confirmed: z.boolean().optional(),
  }),
  z.object({ verb: z.literal('restore-person'), person }),
  z.object({
    verb: z.literal('show-deleted'),
    operation: operation.optional(),
    page: z.int().min(0).max(100_000),
  }),
  z.object({ verb: z.literal('restore-people'), people, tooMany }),
  z.object({ verb: z.literal('restore-operation'), operation }),
  z.object({
    verb: z.literal('erase-people'),
    people,
    tooMany,
    confirmed: z.boolean().optional(),
  }),
  // two records that look like one person
  z.object({ verb: z.literal('show-duplicates'), page: z.int().min(0).max(100_000) }),
  z.object({ verb: z.literal('compare-people'), people: pair }),
  z.object({
    verb: z.literal('merge-people'),
    people: pair,
    /** when each was last changed as the card showed them, in the order of `people` */
    seen: z.tuple([moment, moment]),
    /** the record that stays */
    stays: person.optional().catch(undefined),
    /** whose value counts where both have one; by attribute */
    picks: z.partialRecord(z.union([attributeKey, z.literal('network')]), person).default({}),
  }),
  z.object({ verb: z.literal('undo-merge'), stays: person, goes: person }),
  z.object({
    verb: z.literal('not-same'),
    people: pair,
    /** the page of the list that shows the pair */
    page: z.int().min(0).max(100_000),
  }),
  z.object({ verb: z.literal('person-history'), person, page: z.int().min(0).max(1_000) }),
  // the organization
  z.object({ verb: z.literal('show-admins') }),
  z.object({ verb: z.literal('add-admin'), admin: entraId.optional(), role: givenRole }),
  z.object({ verb: z.literal('remove-admin'), admin: entraId, role: givenRole }),
  z.object({ verb: z.literal('show-attributes') }),
  z.object({ verb: z.literal('edit-attribute'), key: ownKey.optional() }),
  z.object({
    verb: z.literal('save-attribute'),
    key: ownKey.optional(),
    name: z.string().max(2_000),
    type: z.enum(attributeTypes),
    required: z.boolean(),
    visibleTo: z.enum(['all', 'admins']),
    selfEdit: z.boolean().optional(),
    /** the attribute that it follows; absent: it stays in its place */
    after: z.union([z.literal('first'), ownKey]).optional(),
  }),
  z.object({ verb: z.literal('remove-attribute'), key: ownKey, confirmed: z.boolean().optional() }),
  z.object({ verb: z.literal('restore-attribute'), key: ownKey }),
  z.object({ verb: z.literal('export-audit') }),
  z.object({
    verb: z.literal('forget-columns'),
    /** of a set of headers */
    columns: z.string().regex(/^[0-9a-f]{32}$/u),
  }),
  z.object({
    verb: z.literal('save-settings'),
    delimiter: z.enum([',', ';']),
    /** absent on cards from before this setting existed: it stays as it is */
    signIn: z.enum(['on', 'off']).optional(),
    groupAdding: z.enum(addsToGroups).optional(),
    groupLimit: z.int().min(1).max(maxAdded).optional(),
    matchBy: z.string().max(100).optional(),
    changeLimit: z.int().min(1).max(100).optional(),
    lookup: z.enum(['on', 'off']).optional(),
    /** built-in attributes that people may edit in their own profile, with commas */
    selfEdit: z.string().max(300).optional(),
    /** rights that organization admins have too, with commas */
    adminsMay: z.string().max(100).optional(),
  }),
  // groups
  z.object({
    verb: z.literal('show-group'),
    group: groupOrMember,
    page: z.int().min(0).max(10_000),
  }),
  z.object({
    verb: z.literal('add-member'),
    group: groupOrMember.optional(),
    /** absent: shows the form */
    phone: z.string().max(2_000).optional(),
    name: z.string().max(2_000).optional(),
  }),
  z.object({ verb: z.literal('remove-member'), group: groupOrMember, member: groupOrMember }),
  z.object({ verb: z.literal('show-requests') }),
  z.object({ verb: z.literal('keep-deleted'), person }),
  // exports
  z.object({ verb: z.literal('create-export'), key: requestKey, ...exportInputs }),
  z.object({
    verb: z.literal('save-schedule'),
    key: requestKey,
    ...exportInputs,
    every: z.enum(['day', 'week', 'month']),
    hour: z.int().min(0).max(23),
    weekday: z.int().min(1).max(7),
    day: z.int().min(1).max(31),
  }),
  z.object({ verb: z.literal('show-schedules') }),
  z.object({ verb: z.literal('pause-schedule'), schedule }),
  z.object({ verb: z.literal('resume-schedule'), schedule }),
  z.object({ verb: z.literal('remove-schedule'), schedule, confirmed: z.boolean().optional() }),
  // the sync with Entra
  z.object({ verb: z.literal('sync-now'), key: requestKey }),
  z.object({ verb: z.literal('start-sync'), operation }),
  z.object({ verb: z.literal('apply-sync'), operation }),
  z.object({ verb: z.literal('discard-sync'), operation }),
  z.object({
    verb: z.literal('answer-held'),
    /** the people on the card, in their order */
    people: z.array(entraId).max(20),
    answers: z.record(z.string().regex(/^\d{1,2}$/u), z.enum(heldAnswers)),
    forAll: z.enum(heldAnswers).optional().catch(undefined),
  }),
  z.object({ verb: z.literal('change-sync') }),
  z.object({ verb: z.literal('save-sync'), ...syncInputs }),
  z.object({ verb: z.literal('reset-sync'), confirmed: z.boolean().optional() }),
]);

export type CardAction = z.infer<typeof schema>;

export interface ActionOptions {
  /** where a card has several buttons of one verb; ids must differ within a card */
  readonly id?: string;
  readonly style?: 'positive' | 'destructive';
  /** the main action of the card, drawn as such */
  readonly isPrimary?: boolean;
  /** leaves out the card's inputs, for buttons that must work while an input is still empty */
  readonly withoutInputs?: boolean;
}

/** An Action.Execute with an Action.Submit for older clients; both carry the same title and data. */
export function packAction(
  title: string,
  action: CardAction,
  options: ActionOptions = {},
): CardNode {
  const data = { v: version, ...dataOf(action) };
  const style = options.style ?? (options.isPrimary === true ? 'positive' : undefined);
  const common = {
    title,
    ...(style === undefined ? {} : { style }),
    ...(options.withoutInputs === true ? { associatedInputs: 'none' } : {}),
    data,
  };
  return {
    type: 'Action.Execute',
    id: options.id ?? idOf(action),
    verb: action.verb,
    ...common,
    fallback: { type: 'Action.Submit', ...common },
  };
}

/** A form's button carries the names of its fields; their values come from the inputs. */
function dataOf(action: CardAction): Readonly<Record<string, unknown>> {
  if (action.verb === 'answer-columns') {
    const { columns: _inputs, ...rest } = action;
    return rest;
  }
  if (action.verb === 'answer-dates') {
    const { dates: _inputs, ...rest } = action;
    return rest;
  }
  if (action.verb === 'merge-people') {
    const { picks: _inputs, ...rest } = action;
    return rest;
  }
  if (!isForm(action)) return action;
  const { values: shown, ...rest } = action;
  return { ...rest, fields: Object.keys(shown) };
}

function isForm(
  action: CardAction,
): action is Extract<CardAction, { verb: 'save-person' | 'add-person' | 'save-own' }> {
  return ['save-person', 'add-person', 'save-own'].includes(action.verb);
}

function idOf(action: CardAction): string {
  if (action.verb !== 'run-command') return action.verb;
  return `run-command-${action.command.replaceAll(' ', '-')}`;
}

/**
 * Reads an action from a client's data.
 *
 * @param verb of an Action.Execute; undefined for an Action.Submit, whose data names it
 * @param data the action's data, merged with the card's inputs
 * @returns undefined for anything that this bot can't have packed
 */
export function unpackAction(verb: unknown, data: unknown): CardAction | undefined {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return undefined;
  const fields = data as Readonly<Record<string, unknown>>;
  if (fields.v !== version) return undefined;
  if (verb !== undefined && verb !== fields.verb) return undefined;
  const parsed = schema.safeParse(gatherInputs(fields));
  return parsed.success ? parsed.data : undefined;
}

/** A link. The client opens it; it isn't sent to the bot. */
export function openUrl(title: string, url: string): CardNode {
  return { type: 'Action.OpenUrl', title, url };
}

/**
 * Shows or hides a part of the card, on the client alone.
 *
 * @param outdated element that is only valid until the part is first opened, and is hidden then
 */
export function toggle(title: string, target: string, outdated?: string): CardNode {
  return {
    type: 'Action.ToggleVisibility',
    title,
    id: `toggle-${target}`,
    targetElements: [
      target,
      ...(outdated === undefined ? [] : [{ elementId: outdated, isVisible: false }]),
    ],
  };
}

/** Opens a card with its own inputs and buttons below the button. */
export function showCard(title: string, id: string, card: CardNode): CardNode {
  return { type: 'Action.ShowCard', title, id, card };
}
