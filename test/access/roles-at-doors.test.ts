import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { verbs } from '../../src/bot/actions/index.ts';
import type { Verb } from '../../src/bot/actions/action.ts';
import { commands } from '../../src/bot/commands/index.ts';
import { datasets } from '../../src/bot/lookup/search-as-you-type.ts';
import { operationId, noCounts } from '../../src/domain/operations/operation.ts';
import { tableNames } from '../../src/infra/storage/ensure.ts';
import { shards } from '../../src/domain/person-id.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

/** Tenant admin, organization admin, group admin, member, guest; and the tenant admin of another organization. */
const people = ['tara', 'omar', 'gita', 'mika', 'leo', 'uma'] as const;
type Who = (typeof people)[number];

/** How a door answers somebody who may not; everybody else may. */
type Refusal =
  'not an admin' | 'tenant admins only' | 'not theirs' | 'not their group' | 'nothing there';
const refusals: Readonly<Record<Refusal, RegExp>> = {
  'not an admin': /aren’t an admin of the directory/,
  'tenant admins only': /Only tenant admins can do this/,
  'not theirs': /belongs to (?:someone else|Tara)/,
  'not their group': /don’t own (?:this|a) group/,
  'nothing there':
    /no longer (?:there|in the directory|one of)|I have not seen|Nothing is synced|can’t be undone|nothing to undo/i,
};
type Door = Partial<Readonly<Record<Who, Refusal>>>;

const forAll: Door = {};
const forAdmins: Door = { gita: 'not an admin', mika: 'not an admin', leo: 'not an admin' };
const forTenantAdmins: Door = { ...forAdmins, omar: 'tenant admins only' };
/** What another admin of the same organization made; another organization has no such thing. */
const forWhoMadeIt: Door = { ...forAdmins, omar: 'not theirs' };
const forOwners: Door = {
  tara: 'not their group',
  omar: 'not their group',
  mika: 'not their group',
  leo: 'not their group',
};
const elsewhere = (door: Door): Door => ({ ...door, uma: 'nothing there' });

const commandDoors: Readonly<Record<string, Door>> = {
  import: forAdmins,
  template: forAdmins,
  'import history': forAdmins,
  export: forAdmins,
  'export history': forAdmins,
  schedules: forAdmins,
  directory: forAdmins,
  'add user': forAdmins,
  find: forAdmins,
  admins: forTenantAdmins,
  attributes: forTenantAdmins,
  audit: forTenantAdmins,
  sync: forTenantAdmins,
  'sync history': forTenantAdmins,
  settings: forTenantAdmins,
  group: { mika: 'not their group', leo: 'not their group' },
  'group add': { ...forOwners, uma: 'not their group' },
  help: forAll,
  cancel: forAll,
};

const datasetDoors: Readonly<Record<(typeof datasets)[number], readonly Who[]>> = {
  people: ['tara', 'omar'],
  colleagues: ['tara', 'uma'],
  'entra-groups': ['tara', 'uma'],
  'entra-fields': ['tara', 'uma'],
};

/** Words that stand in the organization's own things and nowhere else. */
const secret = /Zenobia|Secretum/;

interface World {
  readonly import: string;
  readonly export: string;
  readonly sync: string;
  readonly person: string;
  readonly attribute: string;
}

const group = 'group-of-gita';
const schedule = '00000000000000aa';
const exportInputs = { network: 'All', columns: 'all', changes: 'all', format: 'csv' };
const syncInputs = {
  mapping: { phone: 'mobilePhone' },
  offered: ['phone'],
  users: 'all',
  groups: [],
  schedule: 'by-hand',
  hour: 3,
  timeZone: 'UTC',
};

/** Each verb with data of the organization's own things, as a stolen card would carry them, and whom its door refuses. */
const verbDoors: Readonly<Record<Verb, readonly [Door, (world: World) => object]>> = {
  'run-command': [forTenantAdmins, () => ({ command: 'admins' })],
  'cancel-dialogue': [forAll, () => ({})],
  'choose-network': [
    elsewhere(forWhoMadeIt),
    ({ import: operation }) => ({ operation, network: 'Others' }),
  ],
  'start-import': [elsewhere(forWhoMadeIt), ({ import: operation }) => ({ operation })],
  'undo-import': [elsewhere(forWhoMadeIt), ({ import: operation }) => ({ operation })],
  'cancel-operation': [
    elsewhere(forWhoMadeIt),
    ({ import: operation }) => ({ operation, kind: 'import' }),
  ],
  'refresh-operation': [
    elsewhere(forAdmins),
    ({ import: operation }) => ({ operation, kind: 'import' }),
  ],
  'show-history': [forAdmins, () => ({ kind: 'import', trail: [] })],
  'show-directory': [forAdmins, () => ({ network: 'Employee' })],
  'find-person': [elsewhere(forAdmins), ({ person }) => ({ person })],
  'show-person': [elsewhere(forAdmins), ({ person }) => ({ person })],
  'edit-person': [elsewhere(forAdmins), ({ person }) => ({ person })],
  'save-person': [
    elsewhere(forAdmins),
    ({ person }) => ({ person, seen: 'x', fields: ['firstName'], firstName: 'Mallory' }),
  ],
  'add-person': [
    forAdmins,
    () => ({
      network: 'Employee',
      fields: ['phone', 'firstName'],
      phone: '+442079460199',
      firstName: 'Mallory',
    }),
  ],
  'move-people': [forTenantAdmins, ({ person }) => ({ network: 'Others', people: [person] })],
  'delete-people': [forAdmins, ({ person }) => ({ people: [person], confirmed: true })],
  'restore-person': [elsewhere(forAdmins), ({ person }) => ({ person })],
  'person-history': [elsewhere(forAdmins), ({ person }) => ({ person, page: 0 })],
  'show-group': [
    elsewhere({ mika: 'not their group', leo: 'not their group' }),
    () => ({ group, page: 0 }),
  ],
  'add-member': [elsewhere(forOwners), () => ({ group, phone: '+442079460198', name: 'Mallory' })],
  'remove-member': [elsewhere(forOwners), () => ({ group, member: 'zenobia' })],
  'show-admins': [forTenantAdmins, () => ({})],
  'add-admin': [
    elsewhere(forTenantAdmins),
    () => ({ admin: '00000000-0000-4000-8000-000000000004', role: 'tenant-admin' }),
  ],
  'remove-admin': [
    forTenantAdmins,
    () => ({ admin: '00000000-0000-4000-8000-000000000002', role: 'organization-admin' }),
  ],
  'show-attributes': [forTenantAdmins, () => ({})],
  'edit-attribute': [elsewhere(forTenantAdmins), ({ attribute: key }) => ({ key })],
  'save-attribute': [
    elsewhere(forTenantAdmins),
    ({ attribute: key }) => ({
      key,
      name: 'Mallory',
      type: 'text',
      required: false,
      visibleTo: 'all',
    }),
  ],
  'remove-attribute': [
    elsewhere(forTenantAdmins),
    ({ attribute: key }) => ({ key, confirmed: true }),
  ],
  'restore-attribute': [elsewhere(forTenantAdmins), ({ attribute: key }) => ({ key })],
  'export-audit': [forTenantAdmins, () => ({})],
  'save-settings': [forTenantAdmins, () => ({ delimiter: ';', signIn: 'off' })],
  'create-export': [forAdmins, () => ({ key: '00000000000000bb', ...exportInputs })],
  'save-schedule': [
    forAdmins,
    () => ({
      key: '00000000000000cc',
      ...exportInputs,
      every: 'month',
      hour: 3,
      weekday: 1,
      day: 1,
    }),
  ],
  'show-schedules': [forAdmins, () => ({})],
  'pause-schedule': [forWhoMadeIt, () => ({ schedule })],
  'resume-schedule': [forWhoMadeIt, () => ({ schedule })],
  'remove-schedule': [forWhoMadeIt, () => ({ schedule, confirmed: true })],
  'sync-now': [forTenantAdmins, () => ({ key: '00000000000000dd' })],
  'start-sync': [elsewhere(forTenantAdmins), ({ sync: operation }) => ({ operation })],
  'change-sync': [forTenantAdmins, () => ({})],
  'save-sync': [forTenantAdmins, () => syncInputs],
  'reset-sync': [forTenantAdmins, () => ({ confirmed: true })],
};

let rollcall: TestRollcall;
let connection: StorageConnection;
let world: World;

beforeAll(async () => {
  const opened = await openTestStorage();
  connection = opened.connection;
  rollcall = await startRollcall({
    storage: opened.storage,
    parts: {
      entraGroups: { find: () => Promise.resolve([{ id: 'g', name: 'Secretum group' }]) },
    },
  });
  world = await make();
});
afterAll(() => rollcall.stop());

/** An organization with one of everything, all of it Tara's but the group, which is Gita's. */
async function make(): Promise<World> {
  const { teams, storage } = rollcall;
  const { tara, omar, gita } = teams;
  const { tenantId: tenant, aadObjectId: id, name } = tara.person;
  await storage.roles.give(tenant, omar.person.aadObjectId, 'organization-admin');
  for (const who of people) await teams.client(who).say('help');
  const attribute = await press('tara', 'save-attribute', {
    name: 'Secretum',
    type: 'text',
    required: false,
    visibleTo: 'admins',
  });
  const added = await press('tara', 'add-person', {
    network: 'Employee',
    fields: ['phone', 'firstName'],
    phone: '+442079460150',
    firstName: 'Zenobia',
  });
  await press('tara', 'save-schedule', {
    key: schedule,
    ...exportInputs,
    every: 'month',
    hour: 3,
    weekday: 1,
    day: 1,
  });
  await press('tara', 'create-export', { key: '00000000000000ee', ...exportInputs });
  await storage.groups.create({
    tenant,
    id: group,
    kind: 'team',
    name: 'Secretum',
    reference: '{}',
    installedAt: '2026-01-01T00:00:00.000Z',
    owners: [gita.person.aadObjectId],
  });
  await storage.memberships.put(tenant, [
    {
      group,
      member: 'zenobia',
      name: 'Zenobia',
      how: 'by-hand',
      isEmployee: false,
      fields: {},
      toArrive: false,
      since: '2026-01-01T00:00:00.000Z',
    },
  ]);
  const sync = await storage.operations.create({
    tenant,
    kind: 'sync',
    id: operationId(Date.now(), '1'.repeat(16)),
    state: 'preview',
    at: new Date().toISOString(),
    by: { id, name },
    locale: 'en',
    fileName: 'Microsoft Entra',
    fileBytes: 0,
    counts: noCounts,
    rowsDone: 0,
    tries: 0,
    original: '',
    sync: { full: 'first', removed: 0, restored: 0, merged: 0 },
  });
  await tara.sendFile('Secretum.csv', 'Phone,First name\n+44 20 7946 0151,Zenobia\n');
  await tara.press(await tara.waitForCard((card) => card.titles.includes('Continue')), 'Continue', {
    network: 'Employee',
  });
  await tara.waitForCard((card) => card.titles.includes('Import'));
  await tara.waitForMessage(/./, { since: 'start' }).catch(() => undefined);
  return {
    import: (await storage.operations.page(tenant, 'import', 1)).operations[0]?.id ?? '',
    export: (await storage.operations.page(tenant, 'export', 1)).operations[0]?.id ?? '',
    sync: sync === 'conflict' ? '' : sync.id,
    person: /"person":"([0-9a-f]{32})"/.exec(added)?.[1] ?? '',
    attribute: /"key":"(own_[0-9a-z]{8})"/.exec(attribute)?.[1] ?? '',
  };
}

/** The answer to a press with this data, whoever's card it is from. */
async function press(who: Who, verb: string, data: object): Promise<string> {
  const client = rollcall.teams.client(who);
  return JSON.stringify(await client.send(pressBy(client, verb, { v: 1, verb, ...data })));
}

/** Everything that the organization has, but what was said of late and where people are reached. */
async function everything(): Promise<string[]> {
  const { people: peopleIn, turns: _turns, chats: _chats, ...others } = tableNames;
  const { tenantId } = rollcall.teams.tara.person;
  const rows: string[] = [];
  for (const table of [...shards.map(peopleIn), ...Object.values(others)])
    for await (const { timestamp: _timestamp, ...row } of connection.table(table).listEntities())
      if (row.partitionKey?.startsWith(tenantId) === true)
        rows.push(`${table} ${JSON.stringify(row)}`);
  return rows.toSorted();
}

/** What a person may not, is told in its sentence; nothing of it shows anything, or leaves anything. */
function expectDoor(answer: string, who: Who, door: Door): void {
  const refusal = door[who];
  if (refusal !== undefined) expect(answer).toMatch(refusals[refusal]);
  else
    for (const [, sentence] of Object.entries(refusals).slice(0, 2))
      expect(answer).not.toMatch(sentence);
  const seesNothing = who === 'uma' || refusal !== undefined;
  if (seesNothing) expect(answer).not.toMatch(secret);
  expect(answer).not.toMatch(/my side|don’t know this button/);
}

const refusedOnes = (door: Door) =>
  people.filter((who) => who === 'uma' || door[who] !== undefined);

describe('every door has its line', () => {
  it('for each verb, command and dataset that there is', () => {
    expect(Object.keys(verbDoors).toSorted()).toEqual(verbs.toSorted());
    expect(Object.keys(commandDoors).toSorted()).toEqual(
      commands.map(({ name }) => name).toSorted(),
    );
    expect(Object.keys(datasetDoors).toSorted()).toEqual(datasets.toSorted());
    expect(Object.values(world)).not.toContain('');
  });
});

describe('what somebody may not', () => {
  let before: string[];
  beforeAll(async () => {
    before = await everything();
    expect(before.join()).toMatch(secret);
  });

  it.each(Object.entries(verbDoors))(
    '%s with an organization’s own ids is refused to them',
    async (verb, [door, data]) => {
      for (const who of refusedOnes(door))
        expectDoor(await press(who, verb, data(world)), who, door);
    },
  );

  it.each(Object.entries(commandDoors))(
    'the command %s is refused to them, pressed and said',
    async (command, door) => {
      for (const who of refusedOnes(door)) {
        expectDoor(await press(who, 'run-command', { command }), who, door);
        const client = rollcall.teams.client(who);
        await client.say(command);
        const said = await client.waitForMessage(() => true);
        expectDoor(JSON.stringify(said), who, door);
      }
    },
  );

  it.each(Object.entries(datasetDoors))('a search of %s finds nothing', async (dataset, may) => {
    for (const who of people) {
      const client = rollcall.teams.client(who);
      for (const queryText of ['Zen', 'Secretum', 'omar', 'e', ' ', '']) {
        const value = { kind: 'search', queryText, dataset, queryOptions: { skip: 0, top: 15 } };
        const answer = JSON.stringify(
          await client.send(invokeBy(client, 'application/search', value)),
        );
        if (!may.includes(who)) expect(answer).toContain('"results":[]');
        if (who === 'uma' && dataset !== 'entra-groups') expect(answer).not.toMatch(/Zenobia|Omar/);
      }
    }
  });

  it('leaves nothing changed, in any table', async () => {
    expect(await everything()).toEqual(before);
  });
});

describe('what somebody may', () => {
  // One of the doors takes his role away, another gives one to somebody else.
  beforeEach(async () => {
    const { tara, omar, mika } = rollcall.teams;
    const { tenantId } = tara.person;
    await rollcall.storage.roles.give(tenantId, omar.person.aadObjectId, 'organization-admin');
    await rollcall.storage.roles.give(tenantId, mika.person.aadObjectId, 'member');
  });

  it.each(Object.entries(verbDoors))('%s is not refused to them', async (verb, [door, data]) => {
    for (const who of people.filter((one) => one !== 'uma' && door[one] === undefined))
      expectDoor(await press(who, verb, data(world)), who, door);
  });
});
