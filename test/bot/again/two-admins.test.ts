import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../support/eventually.ts';
import type { TeamsClient } from '../../support/teams-client.ts';
import { inGroup, member, newSchedule, scheduleInputs } from './lines.ts';
import { buttonOf, cardIn, groupId, saidIn, startWorld, type Button, type World } from './world.ts';

/** Exceptions: an operation that exists afterwards and not before, the admin besides Omar, and the person concerned. */
interface Unlike {
  readonly operations?: number;
  readonly by?: (world: World) => TeamsClient;
  /** whose entries count: people of a group may come at any time */
  readonly phone?: string;
}

/** How to get a button, and how many audit entries using it leaves. */
type Line = readonly [string, (world: World) => Promise<Button>, number, Unlike?];

const packed = (verb: string, data: object): Button => ({ verb, data: { v: 1, verb, ...data } });

const lines: readonly Line[] = [
  ['start-import', async (world) => buttonOf(await world.preview('two.csv'), 'Import'), 1],
  ['cancel-operation', async (world) => buttonOf(await world.preview('off.csv'), 'Cancel'), 0],
  [
    'choose-network',
    async (world) => {
      await world.tara.say('cancel');
      await world.tara.sendFile('which.csv', 'Phone\n+44 20 7946 0980\n');
      const card = await world.tara.waitForCard((seen) => seen.titles.includes('Continue'));
      return buttonOf(card, 'Continue', { network: 'Others' });
    },
    0,
  ],
  [
    'move-people',
    async (world) =>
      packed('move-people', { people: [(await world.newPerson()).id], network: 'Others' }),
    1,
  ],
  [
    'delete-people',
    async (world) =>
      packed('delete-people', { people: [(await world.newPerson()).id], confirmed: true }),
    1,
  ],
  [
    'restore-person',
    async (world) => {
      const { id: person } = await world.newPerson();
      await world.raw(world.tara, 'delete-people', { people: [person], confirmed: true });
      return packed('restore-person', { person });
    },
    1,
  ],
  [
    'save-person',
    async (world) => {
      const { id: person } = await world.newPerson();
      const form = cardIn(await world.raw(world.tara, 'edit-person', { person }));
      return buttonOf(form, 'Save', { lastName: 'Changed' });
    },
    1,
  ],
  [
    'add-person',
    async (world) =>
      buttonOf(await world.newCard('add user', 'Add user'), 'Add user', {
        ...{ network: 'Employee', phone: '+44 20 7946 0981', firstName: 'Added' },
      }),
    1,
  ],
  ['add-admin', (world) => Promise.resolve(packed('add-admin', mika(world))), 1],
  ['remove-admin', (world) => Promise.resolve(packed('remove-admin', mika(world))), 1],
  [
    'save-attribute',
    () => Promise.resolve(packed('save-attribute', { name: 'Badge', type: 'text' })),
    1,
  ],
  [
    'remove-attribute',
    async ({ storage, tenant }) => {
      const [attribute] = (await storage.attributes.all(tenant)).attributes;
      return packed('remove-attribute', { key: attribute?.key, confirmed: true });
    },
    1,
  ],
  ['save-settings', () => Promise.resolve(packed('save-settings', { delimiter: ';' })), 1],
  [
    'save-sync',
    async (world) => buttonOf(cardIn(await world.raw(world.tara, 'change-sync')), 'Save'),
    1,
  ],
  [
    'sync-now',
    async (world) => buttonOf(await world.newCard('sync', 'Sync now'), 'Sync now'),
    0,
    { operations: 1 },
  ],
  [
    'start-sync',
    async ({ storage, tenant }) => {
      const [sync] = (await storage.operations.page(tenant, 'sync', 1)).operations;
      return packed('start-sync', { operation: sync?.id });
    },
    1,
  ],
  ['reset-sync', () => Promise.resolve(packed('reset-sync', { confirmed: true })), 1],
  [
    'undo-import',
    async (world) =>
      packed('undo-import', { operation: await world.imported('undone.csv'), confirmed: true }),
    1,
    { operations: 1 },
  ],
  [
    'pause-schedule',
    async (world) => packed('pause-schedule', { schedule: await newSchedule(world) }),
    0,
  ],
  [
    'resume-schedule',
    async (world) => {
      const schedule = await newSchedule(world);
      await world.raw(world.tara, 'pause-schedule', { schedule });
      return packed('resume-schedule', { schedule });
    },
    0,
  ],
  [
    'remove-schedule',
    async (world) =>
      packed('remove-schedule', { schedule: await newSchedule(world), confirmed: true }),
    0,
  ],
  [
    'add-member',
    () => Promise.resolve(packed('add-member', { group: groupId, ...member })),
    1,
    { by: ({ gita }) => gita, phone: '+442079460990' },
  ],
  [
    'remove-member',
    async (world) => packed('remove-member', { group: groupId, member: await inGroup(world) }),
    0,
    { by: ({ gita }) => gita },
  ],
];

const tarasOwn = ({ tara }: World) => tara;

function mika({ rollcall }: World) {
  return { admin: rollcall.teams.mika.person.aadObjectId, role: 'organization-admin' };
}

describe('two admins press the same button at the same moment', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    const { storage, tenant, omar, rollcall } = world;
    await storage.roles.give(tenant, omar.person.aadObjectId, 'tenant-admin');
    await rollcall.teams.mika.say('hi');
  });
  afterAll(() => world.stop());

  it.each(lines)(
    '%s is done once, both are told, and another organization’s admin gets nothing of it',
    async (verb, make, entries, { operations = 0, by = tarasOwn, phone } = {}) => {
      const { omar, uma } = world;
      const one = by(world);
      const button = await make(world);
      const before = await world.settled();
      // Each uses a card of their own, with the card's own key.
      const own = { ...button, data: { ...(button.data as object), ...keyFor(verb) } };
      const [first, second, strangers] = await Promise.all([
        world.send(one, button),
        world.send(omar, own),
        world.send(uma, own),
      ]);
      saidIn(first);
      saidIn(second);
      expect(saidIn(strangers)).not.toMatch(/Invented|Sample group|two\.csv|off\.csv|which\.csv/u);
      const after = await world.settled();
      expect(after).not.toEqual(before);
      const id = after.people.find(
        ({ fields }) => phone !== undefined && fields.phone === phone,
      )?.id;
      expect([verb, entriesAdded(before.audit, after.audit, verb, id)]).toEqual([verb, entries]);
      expect(after.operations.length - before.operations.length).toBe(operations);

      saidIn(await world.send(omar, own));
      saidIn(await world.send(one, button));
      expect(await world.settled()).toEqual(after);
    },
  );

  it.each([
    ['an export', 'Create request', {}, 1],
    ['a schedule', 'Save schedule', scheduleInputs, 0],
  ] as const)(
    '%s that each asks for on a card of their own is one for each, and nobody’s is taken for the other’s',
    async (_what, title, inputs, operations) => {
      const { tara, omar, storage, tenant } = world;
      const [hers, his] = [
        buttonOf(await world.newCard('export', title), title, inputs),
        buttonOf(await world.newCard('export', title, omar), title, inputs),
      ];
      const before = await world.settled();
      const answers = await Promise.all([world.send(tara, hers), world.send(omar, his)]);
      expect(answers.map(saidIn)).not.toContain('');
      // Each has its entry in the audit, which comes after its end.
      const after = await eventually(async () => {
        const now = await world.settled();
        expect(now.audit).toHaveLength(before.audit.length + 2 * operations);
        return now;
      });
      expect(after.operations).toHaveLength(before.operations.length + 2 * operations);
      const theirs =
        operations > 0
          ? (await world.operations()).filter(({ kind }) => kind === 'export').slice(0, 2)
          : (await storage.schedules.list(tenant)).filter(
              ({ id }) => !before.schedules.some((one) => one.startsWith(id)),
            );
      expect(theirs.map(({ by }) => by.name).toSorted()).toEqual(
        [tara.person.name, omar.person.name].toSorted(),
      );

      saidIn(await world.send(omar, his));
      saidIn(await world.send(tara, hers));
      expect(await world.settled()).toEqual(after);
    },
  );

  it('one pauses a schedule and the other removes it: it is gone, and doesn’t come back', async () => {
    const { tara, omar, storage, tenant } = world;
    for (const first of ['pause-schedule', 'resume-schedule']) {
      const schedule = await newSchedule(world);
      if (first === 'resume-schedule') await world.raw(tara, 'pause-schedule', { schedule });
      const answers = await Promise.all([
        world.raw(omar, first, { schedule }),
        world.raw(tara, 'remove-schedule', { schedule, confirmed: true }),
      ]);
      expect(answers.map(saidIn)).not.toContain('');
      const left = (await storage.schedules.list(tenant)).map(({ id }) => id);
      expect(left).not.toContain(schedule);
    }
  });
});

function keyFor(verb: string): object {
  return verb === 'sync-now' ? { ref: '0123456789abcdef' } : {};
}

/** A sync writes entries of the people whom it brings as well. */
function entriesAdded(
  before: readonly string[],
  after: readonly string[],
  verb: string,
  person: string | undefined,
): number {
  const counted = (entries: readonly string[]) =>
    entries.filter(
      (entry) =>
        (verb !== 'start-sync' || entry.startsWith('sync-')) &&
        (person === undefined || entry.endsWith(` ${person}`)),
    ).length;
  return counted(after) - counted(before);
}
