import type { Person } from '../../../src/domain/person.ts';
import type { Group } from '../../../src/features/groups/group.ts';
import type { OutboxRow } from '../../../src/features/notices/ports.ts';
import { noCounts, type Operation, type OperationState } from '../../../src/domain/operations/operation.ts';
import type { Schedule } from '../../../src/features/exports/schedule.ts';
import type { KeptSyncSettings } from '../../../src/features/sync/sync-settings-store.ts';
import type { SyncState } from '../../../src/features/sync/ports.ts';

export const tenant = 'an-invented-tenant';
export const admin = { id: 'an-invented-admin', name: 'An Invented Admin' };
const at = '2026-11-20T07:00:00.000Z';
const later = '2026-11-20T07:05:00.000Z';
const idOf = (number: number) => `82360000000${String(number).padStart(2, '0')}-0123456789abcdef`;
const counts = { added: 2, updated: 1, unchanged: 4, rejected: 1 };

const preview = {
  delimiter: ';',
  encoding: 'windows-1252',
  notUnderstood: ['Colour'],
  problems: [{ line: 7, reason: 'no-phone', value: '' }],
  addedSample: [{ line: 2, name: 'Ada Invented', phone: '+442079460101', changes: [] }],
  updatedSample: [
    {
      line: 3,
      name: 'Bo Invented',
      phone: '+442079460102',
      changes: [{ field: 'department', before: 'Crew', after: 'Shop' } as const],
    },
  ],
  moved: 1,
  broughtBack: 0,
  numbers: { international: { rows: 2, sent: '491711234567', phone: '+491711234567' } },
} satisfies Operation['preview'];

const card = { conversation: 'an-invented-chat', activity: '1700000000000', user: '29:invented' };

const sent = {
  tenant,
  at,
  by: admin,
  locale: 'en-GB',
  timeZone: 'Europe/London',
  fileName: 'crew.csv',
  fileBytes: 321,
  counts: noCounts,
  rowsDone: 0,
  tries: 0,
  original: `${tenant}/original.csv`,
  card,
} as const;

const confirmed = { confirmedAt: later, confirmedBy: admin, planned: counts, counts, preview };
const ended = { endedAt: later, errorLog: `${tenant}/error-log.csv` };

type Kept = Omit<Operation, 'etag'>;

/** An import in every state; the compiler asks for those that are missing. */
const imports: Readonly<Record<OperationState, Kept>> = {
  choosing: { ...sent, kind: 'import', id: idOf(1), state: 'choosing' },
  planning: {
    ...sent,
    kind: 'import',
    id: idOf(2),
    state: 'planning',
    network: 'Employee',
    inbox: 'apply',
    madeFrom: 'list',
    rowsDone: 3,
    tries: 1,
  },
  asking: {
    ...sent,
    kind: 'import',
    id: idOf(15),
    state: 'asking',
    network: 'Others',
    question: {
      kind: 'columns',
      why: 'no-phone',
      columns: [
        { column: 0, header: 'Reach', samples: ['+44 20 7946 0101'], guess: 'phone' },
        { column: 1, header: 'Notes', samples: [] },
      ],
      own: [{ key: 'own_badge1', name: 'Badge' }],
    },
    answers: { encoding: 'UTF-8' },
  },
  preview: {
    ...sent,
    kind: 'import',
    id: idOf(3),
    state: 'preview',
    network: 'Others',
    counts,
    planned: counts,
    preview,
    rowsTotal: 8,
    rowsDone: 8,
  },
  // Only a sync is held; an import has no use for the state.
  held: { ...sent, kind: 'import', id: idOf(90), state: 'held', counts, preview },
  queued: { ...sent, ...confirmed, kind: 'import', id: idOf(4), state: 'queued', network: 'Others' },
  applying: {
    ...sent,
    ...confirmed,
    kind: 'import',
    id: idOf(5),
    state: 'applying',
    network: 'Employee',
    rowsTotal: 8,
    rowsDone: 6,
    tries: 2,
    cancelAsked: true,
    checkpoint: {
      lines: { a: 1 },
      added: 1,
      updated: 0,
      unchanged: 0,
      rejected: 0,
      rejections: [],
    },
  },
  completed: {
    ...sent,
    ...confirmed,
    ...ended,
    kind: 'import',
    id: idOf(6),
    state: 'completed',
    network: 'Employee',
    rowsTotal: 8,
    rowsDone: 8,
    undone: { by: idOf(20), at: later },
  },
  failed: {
    ...sent,
    ...ended,
    kind: 'import',
    id: idOf(7),
    state: 'failed',
    network: 'Employee',
    failure: { code: 'no-phone-column', details: { columns: 'Colour, Size' } },
  },
  cancelled: {
    ...sent,
    ...ended,
    kind: 'import',
    id: idOf(8),
    state: 'cancelled',
    network: 'Employee',
  },
};

const request = {
  network: 'All',
  columns: ['firstName', 'own_badge1'],
  changes: { kind: 'since-date', day: '2026-11-01', from: '2026-11-01T00:00:00.000Z' },
  format: 'xlsx',
} as const satisfies Operation['request'];

const others: readonly Kept[] = [
  { ...sent, kind: 'export', id: idOf(10), state: 'queued', request },
  {
    ...sent,
    kind: 'export',
    id: idOf(11),
    state: 'applying',
    request: { ...request, columns: 'all', changes: { kind: 'since-last' } },
    tries: 1,
    checkpoint: { base: null, run: { token: '0123456789abcdef', at: 1_700_000_000_000 } },
  },
  {
    ...sent,
    ...ended,
    kind: 'export',
    id: idOf(12),
    state: 'completed',
    request,
    exported: { people: 3, added: 1, changed: 1, moved: 0, deleted: 1, since: at },
    schedule: '0123456789abcdef',
  },
  {
    ...sent,
    kind: 'sync',
    id: idOf(13),
    state: 'planning',
    sync: { full: 'first', removed: 0, restored: 0, merged: 0 },
    checkpoint: {
      reading: { pages: 1, group: 0, isDone: false, next: 'https://graph.example/next' },
      revision: 'an-invented-revision',
      resets: 0,
      page: 0,
      so: { counts: noCounts, removed: 0, restored: 0, merged: 0, users: 0 },
    },
  },
  {
    ...sent,
    ...ended,
    kind: 'sync',
    id: idOf(14),
    state: 'completed',
    counts,
    sync: { scheduled: true, removed: 1, restored: 1, merged: 1 },
  },
  {
    ...sent,
    ...confirmed,
    kind: 'import',
    id: idOf(20),
    state: 'applying',
    undo: { of: idOf(6), ofAt: at, again: false, removed: 1 },
    checkpoint: { shards: {} },
  },
  {
    ...sent,
    ...confirmed,
    ...ended,
    kind: 'import',
    id: idOf(21),
    fileName: '',
    state: 'completed',
    rowsTotal: 2,
    rowsDone: 2,
    bulk: {
      what: 'moved',
      network: 'Others',
      people: ['a0000000000000000000000000000001', 'a0000000000000000000000000000002'],
    },
    undone: { by: idOf(22), at: later },
  },
  {
    ...sent,
    ...confirmed,
    ...ended,
    kind: 'import',
    id: idOf(22),
    fileName: '',
    state: 'completed',
    undo: { of: idOf(21), ofAt: at, again: false, removed: 0, bulk: 'moved' },
  },
  {
    ...sent,
    ...confirmed,
    kind: 'sync',
    id: idOf(23),
    state: 'queued',
    undo: { of: idOf(14), ofAt: at, again: false, removed: 0 },
  },
  {
    ...sent,
    ...confirmed,
    ...ended,
    kind: 'import',
    id: idOf(24),
    fileName: '',
    state: 'completed',
    rowsTotal: 1,
    rowsDone: 1,
    bulk: { what: 'restored', people: ['a0000000000000000000000000000003'] },
  },
  {
    ...sent,
    ...confirmed,
    ...ended,
    kind: 'import',
    id: idOf(25),
    fileName: '',
    state: 'completed',
    restores: { operation: idOf(21), named: true },
    undone: { by: idOf(26), at: later },
  },
  {
    ...sent,
    ...confirmed,
    kind: 'import',
    id: idOf(26),
    fileName: '',
    state: 'applying',
    undo: { of: idOf(25), ofAt: at, again: false, removed: 1, bulk: 'restored' },
  },
  {
    ...sent,
    ...confirmed,
    ...ended,
    kind: 'import',
    id: idOf(27),
    state: 'completed',
    network: 'Others',
    counts,
    rowsTotal: 8,
    rowsDone: 8,
    group: {
      offered: [{ id: 'sample-group', name: 'Sample team' }],
      only: true,
      chosen: { id: 'sample-group', name: 'Sample team' },
    },
  },
];

export const operations: readonly Kept[] = [...Object.values(imports), ...others];

/** A notice in every state; the compiler asks for those that are missing. */
export const notices: Readonly<Record<OutboxRow['state'], Omit<OutboxRow, 'etag' | 'tenant' | 'to' | 'operation' | 'at'>>> = {
  pending: { state: 'pending', tries: 1, triedAt: later, nextAt: later, reason: '429' },
  sending: { state: 'sending', tries: 1, triedAt: later },
  sent: { state: 'sent', tries: 1, triedAt: later, activity: '1700000000001' },
  waiting: { state: 'waiting', tries: 0, reason: '403 ConversationBlockedByUser' },
  undeliverable: { state: 'undeliverable', tries: 12, reason: 'unconfirmed' },
};

const person = {
  network: 'Employee',
  source: 'admin',
  linked: false,
  addedAt: at,
  changedAt: later,
  changedBy: admin,
  history: [],
} as const;

export const people: readonly Person[] = [
  {
    ...person,
    id: 'a0000000000000000000000000000001',
    fields: { phone: '+442079460101', firstName: 'Ada', lastName: 'Invented', own_badge1: '7' },
    addedIn: idOf(6),
    changedIn: idOf(6),
    history: [
      {
        at: later,
        by: admin,
        operation: idOf(6),
        undoes: idOf(5),
        changes: [{ field: 'firstName', before: 'Adah', after: 'Ada' }],
      },
    ],
  },
  {
    ...person,
    id: 'a0000000000000000000000000000002',
    source: 'entra',
    linked: true,
    entraId: '00000000-0000-4000-8000-000000000002',
    locked: ['phone', 'department'],
    absorbed: ['b0000000000000000000000000000009'],
    fields: { phone: '+442079460102', displayName: 'Böe  Invented', department: 'Crew' },
    addedBy: admin,
    history: [
      {
        at: later,
        by: admin,
        via: 'entra',
        operation: idOf(14),
        changes: [{ field: 'linked', before: '', after: 'entra' }],
        accountBefore: { source: 'admin', linked: false },
      },
    ],
  },
  {
    ...person,
    id: 'b0000000000000000000000000000009',
    network: 'Others',
    source: 'signin',
    fields: { phone: '+442079460109', email: 'cy@example.com' },
    deletedAt: later,
    mergedInto: 'a0000000000000000000000000000002',
  },
  {
    ...person,
    id: 'a0000000000000000000000000000003',
    absorbed: ['b0000000000000000000000000000008'],
    alsoKnownBy: { email: ['dee@example.com'], employeeId: ['S-8'] },
    fields: { phone: '+442079460103', firstName: 'Dee', email: 'dee.invented@example.com' },
  },
  {
    ...person,
    id: 'b0000000000000000000000000000008',
    fields: { phone: '+442079460108', firstName: 'Dee', email: 'dee@example.com' },
    deletedAt: later,
    mergedInto: 'a0000000000000000000000000000003',
    mergeNote: {
      at: later,
      changes: [
        { field: 'jobTitle', before: '', after: 'Nurse' },
        { field: 'merged', before: 'b0000000000000000000000000000008', after: 'Dee' },
      ],
    },
  },
];

export const schedules: readonly Omit<Schedule, 'etag'>[] = [
  {
    tenant,
    id: '0123456789abcdef',
    by: admin,
    locale: 'en-GB',
    request: { network: 'All', columns: 'all', changes: { kind: 'since-last' }, format: 'csv' },
    rhythm: { every: 'week', hour: 7, weekday: 1, timeZone: 'Europe/London' },
    at,
    nextAt: '2026-11-23T07:00:00.000Z',
    last: idOf(12),
  },
  {
    tenant,
    id: '0123456789abcde0',
    by: admin,
    locale: 'en-GB',
    request: { network: 'Others', columns: ['email'], changes: { kind: 'all' }, format: 'xlsx' },
    rhythm: { every: 'month', hour: 0, day: 31, timeZone: 'Asia/Kolkata' },
    at,
    nextAt: '2026-11-29T18:30:00.000Z',
    paused: 'by-hand',
  },
];

export const groups: readonly Omit<Group, 'etag'>[] = [
  {
    tenant,
    id: 'an-invented-team',
    kind: 'team',
    name: 'An invented team',
    entraGroupId: '00000000-0000-4000-8000-00000000abcd',
    reference: '{"conversation":{"id":"19:invented"}}',
    installedBy: admin,
    installedAt: at,
    owners: [admin.id],
    readAt: later,
  },
  {
    tenant,
    id: 'an-invented-chat',
    kind: 'groupChat',
    name: '',
    reference: '{}',
    installedAt: at,
    owners: [],
    deletedAt: later,
  },
];

export const syncSettings: Omit<KeptSyncSettings, 'etag'> = {
  settings: {
    mapping: { phone: 'mobilePhone', firstName: 'givenName', own_badge1: 'employeeId' },
    users: { kind: 'groups', groups: [{ id: 'a-group', name: 'An invented group' }] },
    schedule: { kind: 'daily', hour: 3, timeZone: 'Europe/London' },
    revision: 'an-invented-revision',
  },
  daily: { by: admin, locale: 'en-GB', nextAt: later, paused: 'not-an-admin' },
};

export const syncState: Omit<SyncState, 'etag'> = {
  deltaLink: 'https://graph.example/v1.0/users/delta?$deltatoken=invented',
  revision: 'an-invented-revision',
  operation: idOf(14),
  isConfirmed: true,
  asked: [{ key: 'daily', operation: idOf(14) }],
  resets: 1,
};
