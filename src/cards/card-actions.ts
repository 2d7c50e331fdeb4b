import { inboxModes } from '../domain/inbox.ts';
import { z } from 'zod';
import {
  attributeTypes,
  besidesName,
  sharedAttributes,
  builtInAttributes,
  isOwnKey,
} from '../domain/attributes.ts';
import type { AttributeKey, OwnKey, SharedAttribute } from '../domain/attributes.ts';
import { addsToGroups } from '../domain/group-adding.ts';
import { networks, parseNetwork } from '../domain/network.ts';
import { exportFormats } from '../domain/operations/export-facts.ts';
import { importModes, missingChoices } from '../domain/operations/import-mode.ts';
import { identityAnswers } from '../domain/operations/identity-questions.ts';
import { numberHabits } from '../domain/phone-readings.ts';
import { dateOrders, leaveOut } from '../domain/operations/import-question.ts';
import { isOperationId, operationKinds, statusWords } from '../domain/operations/operation.ts';
import { undoableKinds } from '../domain/operations/undo-facts.ts';
import { entraFields } from '../features/sync/sync-settings.ts';
import { heldAnswers } from '../domain/provisioning.ts';
import {
  everyone,
  groupAdmins,
  holdersOf,
  ownOf,
  orGroupFile,
  type Door,
} from '../domain/doors.ts';
import { longestSearch, maxSelected, personIdPattern, type FormValues } from './card-inputs.ts';

/** Longest trail that is accepted. Cards carry less: see history-card.ts. */
export const maxTrailLength = 200;

interface Takes {
  /**
   * Its change may be reversed by another action. On one card it takes effect once: repeated after the change was
   * reversed, it would make it again. `once-confirmed`: without confirmation it changes nothing yet, and asks.
   * (An operation's buttons need no key, since its record shows what was done. An export's and a sync's carry their own.)
   */
  readonly once?: true | 'once-confirmed';
}

function action<Shape extends z.ZodRawShape>(door: Door, data: Shape, { once }: Takes = {}) {
  return { door, data: z.object(data), once };
}

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

/** From 0; absent on cards from before there were pages: the first. */
const listPage = z.int().min(0).max(100_000).optional();

/** Only shows the form with these values, in a dialog: nothing is saved. */
const draft = { draft: z.literal(true).optional() };

/** Created with the card, so that a repeated action is recognised. */
const requestKey = z.string().regex(/^[0-9a-f]{16}$/u);
/** of a field for numbers, whose range is checked where it is saved; NaN where it was no number */
const typedNumber = z.custom<number>((value) => typeof value === 'number');
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

/** Ticks in the rows of a list: see src/bot/selection.ts. */
const ticks = {
  ticked: z.array(person).max(50).optional(),
  unticked: z.array(person).max(50).optional(),
  seen: z.string().max(16).optional(),
};

const filterText = z.string().max(300).optional();
const sharedFilters = Object.fromEntries(
  sharedAttributes.map((key) => [key, filterText]),
) as Record<SharedAttribute, typeof filterText>;

/** Filters of a list of people; each that is there has to match. */
const directoryFilters = {
  ...sharedFilters,
  source: z.enum(['admin', 'group', 'signin', 'entra']).optional(),
  signedIn: z.enum(['yes', 'no']).optional(),
  /** this attribute has no value */
  missing: z.union([z.enum(besidesName), ownKey]).optional(),
  /** an attribute of the organization, and its value; without one: any */
  attribute: ownKey.optional(),
  value: z.string().max(300).optional(),
  /** YYYY-MM-DD; an invalid day counts as absent, and the form asks for one */
  since: z.iso.date().optional().catch(undefined),
  what: z.enum(['added', 'changed']).optional(),
  /** whom a search finds */
  search: z.string().max(longestSearch).optional(),
  /** the import or sync that added or changed them */
  operation: operation.optional(),
};

/** Filters of a history; each that is there has to match. */
const historyFilters = {
  /** Entra object id of the person who started it */
  by: entraId.optional(),
  /** YYYY-MM */
  month: z
    .string()
    .regex(/^20\d{2}-(?:0[1-9]|1[0-2])$/u)
    .optional(),
  status: z.enum(statusWords).optional(),
  network,
};

/** Filters of the deleted people; each that is there has to match. */
const deletedFilters = {
  operation: operation.optional(),
  /** Entra object id of the admin who deleted them */
  by: entraId.optional(),
  /** YYYY-MM-DD; an invalid day counts as absent */
  since: z.iso.date().optional().catch(undefined),
  network,
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

/**
 * Every card action, by its verb: who may use it, and its data. Data are returned by the client and may have been
 * altered or be years old: they hold ids only, and each handler reads the current state from the store and authorises
 * again. A field that is added later is optional, as long as cards without it may exist.
 */
export const cardActions = {
  // checked against the command's own rule
  'run-command': action(everyone, { command: z.string().min(1).max(100) }),
  'choose-network': action(orGroupFile(ownOf('import')), {
    operation: operation.optional(),
    network,
    /** absent on cards from before there was a choice; an unknown one is refused, never read as `update` */
    mode: z.enum(importModes).optional(),
    /** the group that the people join; absent: none */
    group: groupOrMember.optional(),
  }),
  'start-import': action(orGroupFile(ownOf('import')), { operation, ...identityInputs }),
  'answer-columns': action(
    orGroupFile(ownOf('import')),
    {
      operation,
      columns: z.record(z.string().regex(/^\d{1,5}$/u), columnChoice),
      /** shows other columns; absent: continues */
      turn: z.enum(['next', 'previous']).optional(),
    },
    { once: true },
  ),
  'change-columns': action(orGroupFile(ownOf('import')), { operation }, { once: true }),
  'answer-encoding': action(orGroupFile(ownOf('import')), {
    operation,
    encoding: z.string().max(40).optional(),
  }),
  'answer-sheet': action(orGroupFile(ownOf('import')), {
    operation,
    /** the position of the chosen one in the question */
    sheet: z
      .string()
      .regex(/^\d{1,3}$/u)
      .optional(),
  }),
  'answer-dates': action(orGroupFile(ownOf('import')), {
    operation,
    dates: z.record(z.string().regex(/^\d{1,5}$/u), z.enum(dateOrders)),
  }),
  'read-numbers': action(
    orGroupFile(ownOf('import')),
    { operation, as: z.enum(numberHabits) },
    { once: true },
  ),
  'undo-import': action(orGroupFile(ownOf('import')), {
    operation,
    /** absent: an import */
    kind: z.enum(undoableKinds).optional(),
    /** absent: asks first */
    confirmed: z.boolean().optional(),
    /** of a sync: also turns the daily run off */
    stopDaily: z.literal(true).optional(),
  }),
  'cancel-operation': action(orGroupFile(ownOf('see-history')), {
    operation,
    kind,
    /** one of several on a card that asks which; absent: its own card */
    as: z.literal('choice').optional().catch(undefined),
  }),
  'refresh-operation': action(orGroupFile(holdersOf('see-history')), {
    operation,
    kind,
    /** shows its notice, or its own card as one line once it has ended; absent: its own card */
    as: z.enum(['notice', 'folded']).optional().catch(undefined),
  }),
  'show-history': action(holdersOf('see-history'), {
    kind,
    ...historyFilters,
    from: operation.optional(),
    trail: z.array(pageStart).max(maxTrailLength),
  }),
  'show-rows': action(holdersOf('see-history'), {
    operation,
    what: z.enum(['added', 'updated', 'problems']),
    /** of the people */
    after: place.optional(),
    before: place.optional(),
    /** of the rows of the file */
    page: z.int().min(0).max(1_000).optional(),
  }),
  'cancel-dialogue': action(
    everyone,
    {
      /** absent: the open question of the chat */
      dialogue: z.literal('form').optional(),
    },
    { once: true },
  ),
  // the directory
  'show-directory': action(holdersOf('see-people'), {
    network: z.preprocess(parseNetwork, z.enum(['Employee', 'Others'])),
    ...directoryFilters,
    /** chosen just now: from then on the list shows these; absent: it shows what it showed before */
    columns: z.string().max(2_000).optional(),
    ...ticks,
    after: place.optional(),
    before: place.optional(),
  }),
  'filter-directory': action(holdersOf('see-people'), {
    network: z.preprocess(parseNetwork, z.enum(['Employee', 'Others'])),
    ...directoryFilters,
  }),
  'change-all': action(holdersOf('edit-people'), {
    network: z.preprocess(parseNetwork, z.enum(['Employee', 'Others'])),
    ...directoryFilters,
    /** an invalid day is refused: without the filter, more people would be changed than the list showed */
    since: z.iso.date().optional(),
    /** absent: shows the form */
    asked: z.literal(true).optional(),
    change: z.enum(['set', 'clear', 'move', 'delete']).optional(),
    /** the attribute that is set or cleared */
    field: attributeKey.optional(),
    newValue: z.string().max(2_000).optional(),
    /** of those who are ticked, and not of everyone in the list */
    selected: z.literal(true).optional(),
    ...ticks,
  }),
  'find-person': action(holdersOf('see-people'), {
    query: z.string().optional(),
    person: person.optional(),
    /** of the matches; absent: the first */
    page: z.int().min(0).max(9).optional(),
  }),
  'show-person': action(holdersOf('see-people'), { person }),
  'edit-person': action(holdersOf('edit-people'), { person }),
  'save-person': action(
    holdersOf('edit-people'),
    { person, seen: z.string().max(200), values, ...draft },
    { once: true },
  ),
  'add-person': action(holdersOf('edit-people'), { network, values, ...draft }, { once: true }),
  // one's own record, by one's own account, and what the organization lets people edit of it
  'edit-own': action(everyone, {}),
  'save-own': action(everyone, { seen: z.string().max(200), values, ...draft }),
  'move-people': action(
    holdersOf('move-people'),
    {
      network: z.preprocess(parseNetwork, z.enum(['Employee', 'Others'])),
      people,
      tooMany,
      ...ticks,
    },
    { once: true },
  ),
  'delete-people': action(
    holdersOf('delete-people'),
    { people, tooMany, confirmed: z.boolean().optional(), ...ticks },
    { once: 'once-confirmed' },
  ),
  'restore-person': action(holdersOf('delete-people'), { person }, { once: true }),
  'show-deleted': action(holdersOf('delete-people'), {
    ...deletedFilters,
    page: z.int().min(0).max(100_000),
    ...ticks,
  }),
  'restore-people': action(
    holdersOf('delete-people'),
    { people, tooMany, ...ticks },
    { once: true },
  ),
  'restore-all': action(
    holdersOf('delete-people'),
    // An invalid day is refused, as above: without the day, more people would be restored than the list showed.
    { ...deletedFilters, since: z.iso.date().optional(), confirmed: z.boolean().optional() },
    { once: 'once-confirmed' },
  ),
  'restore-operation': action(holdersOf('delete-people'), { operation }, { once: true }),
  'erase-people': action(
    holdersOf('erase-people'),
    { people, tooMany, confirmed: z.boolean().optional(), ...ticks },
    { once: 'once-confirmed' },
  ),
  /** all that is held of one person */
  'export-person': action(holdersOf('everything'), { person }),
  // two records that look like one person
  'show-duplicates': action(holdersOf('edit-people'), { page: z.int().min(0).max(100_000) }),
  /** pairs that an admin said are two people */
  'show-apart': action(holdersOf('edit-people'), { page: z.int().min(0).max(100_000) }),
  'compare-people': action(holdersOf('edit-people'), { people: pair }),
  'merge-people': action(
    holdersOf('edit-people'),
    {
      people: pair,
      /** when each was last changed as the card showed them, in the order of `people` */
      seen: z.tuple([moment, moment]),
      /** the record that stays */
      stays: person.optional().catch(undefined),
      /** whose value counts where both have one; by attribute */
      picks: z.partialRecord(z.union([attributeKey, z.literal('network')]), person).default({}),
    },
    { once: true },
  ),
  'undo-merge': action(holdersOf('edit-people'), { stays: person, goes: person }, { once: true }),
  'not-same': action(
    holdersOf('edit-people'),
    {
      people: pair,
      /** the page of the list that shows the pair */
      page: z.int().min(0).max(100_000),
    },
    { once: true },
  ),
  'show-again': action(
    holdersOf('edit-people'),
    { people: pair, page: z.int().min(0).max(100_000) },
    { once: true },
  ),
  'person-history': action(holdersOf('see-people'), { person, page: z.int().min(0).max(1_000) }),
  // the organization
  'show-admins': action(holdersOf('name-admins'), { page: listPage }),
  'add-admin': action(
    holdersOf('name-admins'),
    { admin: entraId.optional(), role: givenRole },
    { once: true },
  ),
  'remove-admin': action(
    holdersOf('name-admins'),
    { admin: entraId, role: givenRole },
    { once: true },
  ),
  'show-attributes': action(holdersOf('manage-attributes'), { page: listPage }),
  'edit-attribute': action(holdersOf('manage-attributes'), { key: ownKey.optional() }),
  'save-attribute': action(
    holdersOf('manage-attributes'),
    {
      key: ownKey.optional(),
      name: z.string().max(2_000),
      type: z.enum(attributeTypes),
      required: z.boolean(),
      visibleTo: z.enum(['all', 'admins']),
      selfEdit: z.boolean().optional(),
      /** values to pick from; absent: they stay as they are */
      suggested: z.array(z.string().max(2_000)).max(100).optional(),
      /** the attribute that it follows; absent: it stays in its place */
      after: z.union([z.literal('first'), ownKey]).optional(),
      ...draft,
    },
    { once: true },
  ),
  'remove-attribute': action(
    holdersOf('manage-attributes'),
    { key: ownKey, confirmed: z.boolean().optional() },
    { once: 'once-confirmed' },
  ),
  'restore-attribute': action(holdersOf('manage-attributes'), { key: ownKey }, { once: true }),
  // Cards of versions before 1.5 have no key.
  'export-audit': action(holdersOf('read-audit'), { key: requestKey.optional() }),
  'forget-columns': action(
    holdersOf('change-settings'),
    {
      /** of a set of headers */
      columns: z.string().regex(/^[0-9a-f]{32}$/u),
    },
    { once: true },
  ),
  'save-settings': action(
    holdersOf('change-settings'),
    {
      delimiter: z.enum([',', ';']),
      /** absent on cards from before this setting existed: it stays as it is */
      signIn: z.enum(['on', 'off']).optional(),
      groupAdding: z.enum(addsToGroups).optional(),
      /** as typed: what is no number, or out of range, is said beside its field */
      groupLimit: typedNumber.optional(),
      matchBy: z.string().max(100).optional(),
      changeLimit: typedNumber.optional(),
      lookup: z.enum(['on', 'off']).optional(),
      /** built-in attributes that people may edit in their own profile, with commas */
      selfEdit: z.string().max(300).optional(),
      /** rights that organization admins have too, with commas */
      adminsMay: z.string().max(100).optional(),
      inbox: z.enum(inboxModes).optional(),
      inboxNetwork: z.enum(networks).optional(),
      /** as chosen or typed */
      timeZone: z.string().max(100).optional(),
    },
    { once: true },
  ),
  // groups
  'show-groups': action({ right: 'see-people', groupAdmins: 'always' }, { page: listPage }),
  'show-group': action(
    { right: 'see-people', groupAdmins: 'always' },
    { group: groupOrMember, page: z.int().min(0).max(10_000) },
  ),
  'add-member': action(
    groupAdmins('open'),
    {
      group: groupOrMember.optional(),
      /** absent: shows the form */
      phone: z.string().max(2_000).optional(),
      name: z.string().max(2_000).optional(),
    },
    { once: true },
  ),
  'remove-member': action(
    groupAdmins('always'),
    { group: groupOrMember, member: groupOrMember },
    { once: true },
  ),
  'show-requests': action(holdersOf('delete-people'), { page: listPage }),
  'keep-deleted': action(holdersOf('delete-people'), { person }),
  // exports
  'create-export': action(holdersOf('export'), { key: requestKey, ...exportInputs, ...draft }),
  'save-schedule': action(
    holdersOf('export'),
    {
      key: requestKey,
      ...exportInputs,
      ...draft,
      every: z.enum(['day', 'week', 'month']),
      hour: z.int().min(0).max(23),
      weekday: z.int().min(1).max(7),
      day: z.int().min(1).max(31),
    },
    { once: true },
  ),
  'show-schedules': action(holdersOf('export'), { page: listPage }),
  'pause-schedule': action(ownOf('export'), { schedule }, { once: true }),
  'resume-schedule': action(ownOf('export'), { schedule }, { once: true }),
  'remove-schedule': action(
    ownOf('export'),
    { schedule, confirmed: z.boolean().optional() },
    { once: 'once-confirmed' },
  ),
  // the sync with Entra
  'sync-now': action(holdersOf('sync'), { key: requestKey }),
  'start-sync': action(holdersOf('sync'), { operation }),
  'apply-sync': action(holdersOf('sync'), { operation }),
  'discard-sync': action(holdersOf('sync'), { operation }),
  'answer-held': action(holdersOf('sync'), {
    /** the people on the card, in their order */
    people: z.array(entraId).max(20),
    answers: z.record(z.string().regex(/^\d{1,2}$/u), z.enum(heldAnswers)),
    forAll: z.enum(heldAnswers).optional().catch(undefined),
  }),
  'change-sync': action(holdersOf('sync'), {}),
  'save-sync': action(holdersOf('sync'), { ...syncInputs, ...draft }, { once: true }),
  'reset-sync': action(
    holdersOf('sync'),
    { confirmed: z.boolean().optional() },
    { once: 'once-confirmed' },
  ),
} as const;

export type Verb = keyof typeof cardActions;

type DataOf<V extends Verb> = z.infer<(typeof cardActions)[V]['data']>;

/** A card action's verb and data; of any verb, without one. An action without data is its verb alone. */
export type CardAction<V extends Verb = Verb> = {
  [Each in V]: { verb: Each } & (string extends keyof DataOf<Each> ? unknown : DataOf<Each>);
}[V];

export const verbs = Object.keys(cardActions) as readonly Verb[];

export function isVerb(verb: unknown): verb is Verb {
  return typeof verb === 'string' && Object.hasOwn(cardActions, verb);
}
