import type { CardAction } from '../../../src/cards/card-actions.ts';

/** A button, and the inputs of its card as a client merges them into its data. */
export interface PressSample {
  readonly action: CardAction;
  readonly inputs?: Readonly<Record<string, string>>;
}

const operation = '8236000000000-0123456789abcdef';
const person = 'a0000000000000000000000000000001';
const other = 'b0000000000000000000000000000002';
const key = '0123456789abcdef';
const ownKey = 'own_badge1';
const exported: Omit<Extract<CardAction, { verb: 'create-export' }>, 'verb' | 'key'> = {
  network: 'Employee',
  columns: ['firstName', 'lastName', ownKey],
  offered: 10,
  changes: 'all',
  format: 'csv',
};
const rhythm = { every: 'week', hour: 7, weekday: 1, day: 1 } as const;
const sync: Omit<Extract<CardAction, { verb: 'save-sync' }>, 'verb'> = {
  mapping: { phone: 'mobilePhone', firstName: 'givenName' },
  offered: ['phone', 'firstName', 'lastName'],
  users: 'groups',
  groups: [{ id: '00000000-0000-4000-8000-00000000abcd', name: 'An invented group' }],
  schedule: 'daily',
  hour: 3,
  timeZone: 'Europe/London',
};

/** Buttons of every verb, as the cards of this version have them; the compiler asks for those that are missing. */
export const pressSamples: {
  readonly [Verb in CardAction['verb']]: readonly (PressSample & {
    readonly action: { readonly verb: Verb };
  })[];
} = {
  'run-command': [{ action: { verb: 'run-command', command: 'import history' } }],
  'choose-network': [
    { action: { verb: 'choose-network' }, inputs: { network: 'Employee' } },
    { action: { verb: 'choose-network', operation }, inputs: { network: 'Others' } },
    {
      action: { verb: 'choose-network', operation },
      inputs: { network: 'Others', mode: 'everyone' },
    },
    {
      action: { verb: 'choose-network', operation },
      inputs: { network: 'Others', group: 'sample-group' },
    },
  ],
  'start-import': [
    { action: { verb: 'start-import', operation } },
    { action: { verb: 'start-import', operation }, inputs: { missing: 'delete' } },
  ],
  'answer-columns': [
    {
      action: { verb: 'answer-columns', operation, columns: {} },
      inputs: { c0: 'phone', c1: 'none', c2: ownKey },
    },
    {
      action: { verb: 'answer-columns', operation, columns: {}, turn: 'next' },
      inputs: { c0: 'phone' },
    },
  ],
  'change-columns': [{ action: { verb: 'change-columns', operation } }],
  'answer-encoding': [
    { action: { verb: 'answer-encoding', operation }, inputs: { encoding: 'Windows-1251' } },
  ],
  'answer-sheet': [{ action: { verb: 'answer-sheet', operation }, inputs: { sheet: '1' } }],
  'answer-dates': [
    { action: { verb: 'answer-dates', operation, dates: {} }, inputs: { d3: 'day-first' } },
  ],
  'read-numbers': [{ action: { verb: 'read-numbers', operation, as: 'national' } }],
  'undo-import': [
    { action: { verb: 'undo-import', operation } },
    { action: { verb: 'undo-import', operation, confirmed: true } },
    {
      action: { verb: 'undo-import', operation, kind: 'sync', confirmed: true, stopDaily: true },
      inputs: { stopDaily: 'true' },
    },
  ],
  'cancel-operation': [
    { action: { verb: 'cancel-operation', operation, kind: 'import' } },
    { action: { verb: 'cancel-operation', operation, kind: 'import', as: 'choice' } },
  ],
  'refresh-operation': [
    { action: { verb: 'refresh-operation', operation, kind: 'export' } },
    { action: { verb: 'refresh-operation', operation, kind: 'import', as: 'notice' } },
  ],
  'show-history': [
    { action: { verb: 'show-history', kind: 'import', trail: [] } },
    { action: { verb: 'show-history', kind: 'sync', from: operation, trail: ['', operation] } },
  ],
  'restore-all': [
    { action: { verb: 'restore-all' } },
    { action: { verb: 'restore-all', operation, confirmed: true } },
    { action: { verb: 'restore-all', since: '2026-01-10', network: 'Others' } },
  ],
  'show-rows': [
    { action: { verb: 'show-rows', operation, what: 'problems', page: 2 } },
    { action: { verb: 'show-rows', operation, what: 'added' } },
  ],
  'cancel-dialogue': [
    { action: { verb: 'cancel-dialogue' } },
    { action: { verb: 'cancel-dialogue', dialogue: 'form' } },
  ],
  'show-directory': [
    {
      action: {
        verb: 'show-directory',
        network: 'Employee',
        department: 'Crew',
        source: 'entra',
        after: { name: 'Ada Invented', id: person },
      },
    },
    {
      action: {
        ...{ verb: 'show-directory', network: 'Others', location: 'Bern', seen: 'ab12' },
        before: { name: 'Ada Invented', id: person },
      },
      inputs: { [`t_${person}`]: 'true', location: 'Typed' },
    },
    {
      action: { verb: 'show-directory', network: 'Others', search: 'ada', operation, columns: '' },
      inputs: { location: 'Bern', jobTitle: 'Nurse', signedIn: 'no', missing: 'email' },
    },
    {
      action: { verb: 'show-directory', network: 'Others' },
      inputs: {
        ...{ attribute: ownKey, value: 'B-1', since: '2026-01-31', what: 'added' },
        ...{ columns: `phone,${ownKey}` },
      },
    },
  ],
  'filter-directory': [
    {
      action: {
        verb: 'filter-directory',
        network: 'Employee',
        signedIn: 'yes',
        missing: ownKey,
        since: '2026-01-31',
        what: 'changed',
      },
    },
  ],
  'change-all': [
    { action: { verb: 'change-all', network: 'Employee', missing: 'email' } },
    {
      action: { verb: 'change-all', network: 'Employee', department: 'Crew', asked: true },
      inputs: { change: 'set', field: ownKey, newValue: 'B-1' },
    },
  ],
  'find-person': [
    { action: { verb: 'find-person' }, inputs: { query: 'ada' } },
    { action: { verb: 'find-person', person } },
  ],
  'show-person': [{ action: { verb: 'show-person', person } }],
  'edit-person': [{ action: { verb: 'edit-person', person } }],
  'save-person': [
    {
      action: {
        verb: 'save-person',
        person,
        seen: 'W/"seen"',
        values: { phone: '', firstName: '', [ownKey]: '' },
      },
      inputs: { phone: '+44 20 7946 0101', firstName: 'Ada', [ownKey]: '7' },
    },
    {
      action: {
        ...{ verb: 'save-person', person, seen: 'W/"seen"', draft: true },
        values: { phone: '', firstName: '' },
      },
      inputs: { phone: '12', firstName: 'Ada' },
    },
  ],
  'add-person': [
    {
      action: { verb: 'add-person', network: 'Others', values: { phone: '', lastName: '' } },
      inputs: { phone: '+44 20 7946 0102', lastName: 'Invented' },
    },
  ],
  'edit-own': [{ action: { verb: 'edit-own' } }],
  'save-own': [
    {
      action: { verb: 'save-own', seen: 'W/"seen"', values: { jobTitle: '', [ownKey]: '' } },
      inputs: { jobTitle: 'Pilot', [ownKey]: '7' },
    },
  ],
  'move-people': [{ action: { verb: 'move-people', network: 'Others', people: [person, other] } }],
  'delete-people': [
    { action: { verb: 'delete-people', people: [person] } },
    { action: { verb: 'delete-people', people: [person, other], confirmed: true } },
  ],
  'restore-person': [{ action: { verb: 'restore-person', person } }],
  'show-duplicates': [{ action: { verb: 'show-duplicates', page: 2 } }],
  'compare-people': [{ action: { verb: 'compare-people', people: [person, other] } }],
  'merge-people': [
    {
      action: {
        verb: 'merge-people',
        people: [person, other],
        seen: ['2026-11-20T07:00:00.000Z', '2026-11-20T07:05:00.000Z'],
        picks: {},
      },
      inputs: { stays: other, pick_email: person, [`pick_${ownKey}`]: other, pick_network: person },
    },
  ],
  'undo-merge': [{ action: { verb: 'undo-merge', stays: person, goes: other } }],
  'show-apart': [{ action: { verb: 'show-apart', page: 1 } }],
  'show-again': [{ action: { verb: 'show-again', people: [person, other], page: 1 } }],
  'not-same': [{ action: { verb: 'not-same', people: [person, other], page: 1 } }],
  'show-deleted': [
    { action: { verb: 'show-deleted', page: 0 }, inputs: { operation } },
    { action: { verb: 'show-deleted', operation, page: 2 } },
    {
      action: { verb: 'show-deleted', page: 0 },
      inputs: { operation: ' ', by: '00000000-0000-4000-8000-00000000abcd', since: '2026-01-10', network: 'Others' },
    },
  ],
  'restore-people': [
    { action: { verb: 'restore-people', people: [] }, inputs: { [`t_${person}`]: 'true', [`t_${other}`]: 'false' } },
  ],
  'export-person': [{ action: { verb: 'export-person', person } }],
  'erase-people': [
    { action: { verb: 'erase-people', people: [] }, inputs: { [`t_${person}`]: 'true' } },
    { action: { verb: 'erase-people', people: [person], confirmed: true } },
  ],
  'restore-operation': [{ action: { verb: 'restore-operation', operation } }],
  'person-history': [{ action: { verb: 'person-history', person, page: 2 } }],
  'show-admins': [{ action: { verb: 'show-admins' } }, { action: { verb: 'show-admins', page: 1 } }],
  'add-admin': [
    {
      action: { verb: 'add-admin', role: 'organization-admin' },
      inputs: { admin: '00000000-0000-4000-8000-000000000001' },
    },
  ],
  'remove-admin': [
    {
      action: {
        verb: 'remove-admin',
        admin: '00000000-0000-4000-8000-000000000001',
        role: 'tenant-admin',
      },
    },
  ],
  'show-attributes': [
    { action: { verb: 'show-attributes' } },
    { action: { verb: 'show-attributes', page: 1 } },
  ],
  'edit-attribute': [
    { action: { verb: 'edit-attribute' } },
    { action: { verb: 'edit-attribute', key: ownKey } },
  ],
  'save-attribute': [
    {
      action: {
        verb: 'save-attribute',
        key: ownKey,
        name: 'Badge',
        type: 'number',
        required: true,
        visibleTo: 'admins',
      },
      inputs: { name: 'Badge', type: 'number', required: 'true', visibleTo: 'admins' },
    },
    {
      action: {
        verb: 'save-attribute',
        ...{ name: '', type: 'text', required: false, visibleTo: 'admins' },
      },
      inputs: { name: 'Induction', type: 'date-time', required: 'false', visibleTo: 'all' },
    },
  ],
  'remove-attribute': [
    { action: { verb: 'remove-attribute', key: ownKey } },
    { action: { verb: 'remove-attribute', key: ownKey, confirmed: true } },
  ],
  'restore-attribute': [{ action: { verb: 'restore-attribute', key: ownKey } }],
  'export-audit': [{ action: { verb: 'export-audit', key: '0123456789abcdef' } }],
  'forget-columns': [{ action: { verb: 'forget-columns', columns: '0'.repeat(32) } }],
  'save-settings': [
    { action: { verb: 'save-settings', delimiter: ';', signIn: 'off' } },
    {
      action: { verb: 'save-settings', delimiter: ',', groupAdding: 'all', groupLimit: 20 },
      inputs: { groupAdding: 'teams', groupLimit: '5' },
    },
    {
      action: { verb: 'save-settings', delimiter: ',', inbox: 'off', inboxNetwork: 'Employee' },
      inputs: { inbox: 'preview', inboxNetwork: 'Others' },
    },
    {
      action: { verb: 'save-settings', delimiter: ',', timeZone: 'UTC' },
      inputs: { timeZone: 'Europe/Berlin', other_timeZone: 'Asia/Tokyo' },
    },
  ],
  'show-groups': [{ action: { verb: 'show-groups', page: 1 } }],
  'show-group': [{ action: { verb: 'show-group', group: 'an-invented-team', page: 1 } }],
  'add-member': [
    { action: { verb: 'add-member', group: 'an-invented-team' } },
    {
      action: { verb: 'add-member', group: 'an-invented-team' },
      inputs: { phone: '+44 20 7946 0103', name: 'Cy Invented' },
    },
  ],
  'remove-member': [
    { action: { verb: 'remove-member', group: 'an-invented-team', member: person } },
  ],
  'show-requests': [
    { action: { verb: 'show-requests' } },
    { action: { verb: 'show-requests', page: 1 } },
  ],
  'keep-deleted': [{ action: { verb: 'keep-deleted', person } }],
  'create-export': [
    { action: { verb: 'create-export', key, ...exported } },
    { action: { verb: 'create-export', key, ...exported, draft: true } },
  ],
  'save-schedule': [{ action: { verb: 'save-schedule', key, ...exported, ...rhythm } }],
  'show-schedules': [
    { action: { verb: 'show-schedules' } },
    { action: { verb: 'show-schedules', page: 1 } },
  ],
  'pause-schedule': [{ action: { verb: 'pause-schedule', schedule: key } }],
  'resume-schedule': [{ action: { verb: 'resume-schedule', schedule: key } }],
  'remove-schedule': [
    { action: { verb: 'remove-schedule', schedule: key } },
    { action: { verb: 'remove-schedule', schedule: key, confirmed: true } },
  ],
  'sync-now': [{ action: { verb: 'sync-now', key } }],
  'start-sync': [{ action: { verb: 'start-sync', operation } }],
  'apply-sync': [{ action: { verb: 'apply-sync', operation } }],
  'discard-sync': [{ action: { verb: 'discard-sync', operation } }],
  'answer-held': [
    {
      action: { verb: 'answer-held', people: ['00000000-0000-4000-8000-000000000001'], answers: {} },
      inputs: { held0: 'update', held: 'skip' },
    },
  ],
  'change-sync': [{ action: { verb: 'change-sync' } }],
  'save-sync': [
    { action: { verb: 'save-sync', ...sync } },
    { action: { verb: 'save-sync', ...sync, draft: true } },
  ],
  'reset-sync': [
    { action: { verb: 'reset-sync' } },
    { action: { verb: 'reset-sync', confirmed: true } },
  ],
};
