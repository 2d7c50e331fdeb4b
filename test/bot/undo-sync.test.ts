import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LocalGraph } from '../../emulators/graph/local-graph.ts';
import { isEnded, type Operation } from '../../src/domain/operations/operation.ts';
import { shards } from '../../src/domain/person-id.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/invokes.ts';
import { startBesideGraph } from '../support/beside-graph.ts';
import type { TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const dayMs = 24 * 3_600_000;
const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const user = (n: number, givenName: string, more: object = {}) => ({
  id: id(n),
  displayName: `${givenName} Example`,
  givenName,
  surname: 'Example',
  mail: `${givenName.toLowerCase()}@example.com`,
  mobilePhone: `+1 202 555 011${n}`,
  department: 'Sales',
  ...more,
});
/** In the directory by file before Entra tells of her. */
const bea =
  'Phone number,First name,Last name,Email,Department\r\n+1 202 555 0112,Bea,Example,bea@example.com,Front desk\r\n';

/** A sync that went wrong takes nothing away for good: everybody is again as they were, and Entra's values come back only when asked. */
describe('undoing a sync', () => {
  let graph: LocalGraph;
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  let tenant: string;
  let later = 0;

  beforeAll(async () => {
    ({ graph, rollcall, tara, tenant } = await startBesideGraph(bea, () => Date.now() + later));
    graph.users.putAll(tenant, [user(1, 'Ada'), user(4, 'Dora'), user(5, 'Eve')]);
    await tara.say('sync');
    await tara.press(await button('Change mapping'), 'Change mapping');
    await tara.press(await button('Save'), 'Save', { schedule: 'daily', hour: '3' });
    await syncNow('Start sync');
  });
  afterAll(async () => {
    await rollcall.stop();
    await graph.stop();
  });

  const button = (title: string) => tara.waitForCard((card) => card.titles.includes(title));
  const operations = async () =>
    (await rollcall.storage.operations.page(tenant, 'sync', 20)).operations;

  async function ended(before: Operation | undefined): Promise<Operation> {
    return eventually(async () => {
      const [newest] = await operations();
      if (newest === undefined || newest.id === before?.id) throw new Error('not asked yet');
      if (!isEnded(newest.state)) throw new Error(`it is ${newest.state}`);
      return newest;
    });
  }

  async function syncNow(confirm?: string): Promise<Operation> {
    const [before] = await operations();
    await tara.say('sync');
    await tara.press(await button('Sync now'), 'Sync now');
    if (confirm !== undefined) await tara.press(await button(confirm), confirm);
    return ended(before);
  }

  async function people(): Promise<Record<string, StoredPerson>> {
    const all: Record<string, StoredPerson> = {};
    for (const shard of shards) {
      for await (const page of rollcall.storage.people.scan(tenant, shard)) {
        for (const person of page) all[person.fields.firstName ?? person.id] = person;
      }
    }
    return all;
  }

  const state = ({ fields, linked, locked, source, deletedAt, network }: StoredPerson) => ({
    fields,
    linked,
    locked,
    source,
    network,
    isDeleted: deletedAt !== undefined,
  });
  const states = async () =>
    Object.fromEntries(Object.entries(await people()).map(([name, one]) => [name, state(one)]));

  async function openNewest(): Promise<SeenCard> {
    await tara.say('sync history');
    const history = await tara.waitForCard((card) => card.text.includes('Sync history'));
    await tara.press(history, 'Open');
    return tara.waitForCard((card) => /Undo sync|Redo sync/.test(card.titles.join(' ')));
  }

  async function asked(card: SeenCard, title: string): Promise<SeenCard> {
    await tara.press(card, title);
    return tara.waitForCard((seen) => seen.titles.includes('Keep'));
  }

  let before: Record<string, ReturnType<typeof state>>;
  let after: Record<string, ReturnType<typeof state>>;

  it('asks first, and says what becomes of how many', async () => {
    before = await states();
    graph.users.putAll(tenant, [
      user(1, 'Ada', { department: 'Wrong' }),
      user(2, 'Bea', { department: 'Wrong' }),
      user(3, 'Cora'),
      user(5, 'Eve', { department: 'Wrong' }),
    ]);
    graph.users.remove(tenant, id(4));
    const sync = await syncNow();
    expect(sync).toMatchObject({
      state: 'completed',
      counts: { added: 1, updated: 3 },
      sync: { removed: 1 },
    });
    // Somebody is changed by hand before the mistake is noticed.
    await tara.say('find Eve');
    await tara.press(await button('Edit'), 'Edit');
    await tara.press(await button('Save'), 'Save', { jobTitle: 'Guide' });
    await tara.waitForCard((card) => card.text.includes('Guide'));
    after = await states();

    const card = await openNewest();
    const log = await (await tara.follow(card, 'Download log')).text();
    expect(log).toMatch(/Cora Example.*Added/);
    expect(log).toMatch(/Ada Example.*Department.*Changed,Sales,Wrong/);
    expect(log).toMatch(/Dora Example.*Removed/);
    const question = await asked(card, 'Undo sync');
    expect(question.text).toContain('Undo sync?');
    expect(question.text).toContain(
      '1 person will be deleted, 2 people get their earlier values back, and 1 person will be restored.',
    );
    expect(question.text).toContain('1 person stays as is because of a later change.');
    expect(question.text).toContain('The next sync compares everyone again.');
    expect(await states()).toEqual(after);
  });

  it('puts everybody back whom nobody changed since, once, however often it is asked for', async () => {
    const [sync] = await operations();
    const data = { v: 1, verb: 'undo-import', operation: sync?.id, kind: 'sync', confirmed: true };
    const { omar, uma } = rollcall.teams;
    // An organization admin may not sync, so they may not undo one either; nor may another organization.
    await omar.send(pressBy(omar, 'undo-import', data));
    await uma.send(pressBy(uma, 'undo-import', data));
    await tara.send(pressBy(tara, 'undo-import', { ...data, kind: 'import' }));
    expect((await operations())[0]?.id).toBe(sync?.id);

    const question = await asked(await openNewest(), 'Undo sync');
    await Promise.all([
      tara.press(question, 'Undo sync', { stopDaily: 'true' }),
      tara.send(pressBy(tara, 'undo-import', data)),
      tara.send(pressBy(tara, 'undo-import', data)),
    ]);
    const undo = await ended(sync);
    expect((await operations()).filter((one) => one.undo?.of === sync?.id)).toHaveLength(1);
    expect(undo).toMatchObject({
      state: 'completed',
      counts: { added: 1, updated: 2, rejected: 1 },
      undo: { removed: 1 },
    });
    const now = await states();
    expect(now.Ada).toEqual(before.Ada);
    expect(now.Bea).toEqual(before.Bea);
    expect(now.Dora).toEqual(before.Dora);
    expect(now.Cora).toMatchObject({ isDeleted: true, linked: false });
    expect(now.Eve).toEqual(after.Eve);
    const settings = await rollcall.storage.syncSettings.read(tenant);
    expect(settings?.settings.schedule).toEqual({ kind: 'by-hand' });
  });

  it('can be redone', async () => {
    const [undo] = await operations();
    const question = await asked(await openNewest(), 'Redo sync');
    expect(question.text).toContain('Redo sync?');
    await tara.press(question, 'Redo sync');
    expect(await ended(undo)).toMatchObject({
      undo: { again: true, removed: 1 },
      counts: { added: 1, updated: 2, rejected: 0 },
    });
    expect(await states()).toEqual(after);
    await tara.waitForCard((card) => card.text.includes('Redo completed'), { since: 'start' });
  });

  it.each([
    ['Ada', /By undoing a sync[\s\S]*By a sync[\s\S]*Added by a sync/],
    ['Bea', /By a sync[\s\S]*Added by Tara.* from people\.csv/],
  ])('%s’s history says where each change came from', async (name, told) => {
    await tara.say(`find ${name}`);
    await tara.press(await button('History'), 'History');
    const history = await tara.waitForCard((card) => card.text.includes('History of'));
    expect(history.text).toMatch(told);
    expect(history.titles).toContain('Open');
  });

  it('doesn’t silently come back with the next sync, which asks', async () => {
    const [redo] = await operations();
    await tara.press(await asked(await openNewest(), 'Undo sync'), 'Undo sync');
    await ended(redo);
    await tara.say('sync');
    await tara.press(await button('Sync now'), 'Sync now');
    const preview = await button('Start sync');
    expect(preview.text).toContain('If you sync');
    expect((await states()).Ada).toEqual(before.Ada);
    await tara.press(preview, 'Cancel');
  });

  it('is refused with a sentence after 30 days', async () => {
    const undoable = (await operations()).find(
      ({ undo, undone, state: is }) =>
        undo === undefined && undone === undefined && is === 'completed',
    );
    later = 31 * dayMs;
    const answer = await tara.send(
      pressBy(tara, 'undo-import', {
        v: 1,
        verb: 'undo-import',
        operation: undoable?.id,
        kind: 'sync',
        confirmed: true,
      }),
    );
    later = 0;
    expect(JSON.stringify(answer)).toContain('Too late to undo');
  });
});
