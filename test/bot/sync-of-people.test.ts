import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { shards } from '../../src/domain/person-id.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { createLocalGraph, type LocalGraph } from '../../emulators/graph/local-graph.ts';
import { createLog } from '../../src/log.ts';
import { isEnded, type Operation } from '../../src/domain/operations/operation.ts';
import { eventually } from '../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { TeamsClient } from '../support/teams-client.ts';

/** Invented users, more than a page of Graph's. */
const many = 1_100;

describe('a sync with Entra, from the chat to the directory', () => {
  let graph: LocalGraph;
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  let tenant: string;

  beforeAll(async () => {
    graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: createLog('silent') });
    await graph.start();
    rollcall = await startRollcall({
      settings: { GRAPH_URL: new URL(graph.url).origin },
      parts: { retrySeconds: () => 0 },
    });
    ({ tara } = rollcall.teams);
    tenant = tara.person.tenantId;
    graph.fill(tenant, many);
  });
  afterEach(() => graph.faults.reset());
  afterAll(async () => {
    await rollcall.stop();
    await graph.stop();
  });

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards) {
      for await (const page of rollcall.storage.people.scan(tenant, shard)) all.push(...page);
    }
    return all;
  }
  const present = async () => (await everyone()).filter(({ deletedAt }) => deletedAt === undefined);

  /** The people of a sync: no guests, and no disabled accounts. */
  const members = () =>
    graph.users
      .all(tenant)
      .filter(({ userType, accountEnabled }) => userType !== 'Guest' && accountEnabled);

  async function last(): Promise<Operation | undefined> {
    return (await rollcall.storage.operations.page(tenant, 'sync', 1)).operations[0];
  }

  async function syncNow(): Promise<void> {
    await tara.say('sync');
    const card = await tara.waitForCard((seen) => seen.titles.includes('Sync now'), {
      since: 'action',
    });
    await tara.press(card, 'Sync now');
  }

  /** Asks for a sync and waits for its end. */
  async function synced(): Promise<Operation> {
    const before = await last();
    await syncNow();
    return eventually(async () => {
      const operation = await last();
      if (operation === undefined || operation.id === before?.id) throw new Error('not asked yet');
      if (!isEnded(operation.state)) throw new Error(`it is ${operation.state}`);
      return operation;
    });
  }

  it('shows what would change first, writes nothing before the yes, and then brings everybody in', async () => {
    await tara.say('sync');
    await tara.press(
      await tara.waitForCard((card) => card.titles.includes('Change mapping')),
      'Change mapping',
    );
    await tara.press(await tara.waitForCard((card) => card.titles.includes('Save')), 'Save');
    graph.faults.repeats(true);
    await syncNow();
    const preview = await tara.waitForCard((card) => card.titles.includes('Start sync'));
    expect(await everyone()).toEqual([]);
    expect(await last()).toMatchObject({ state: 'preview', sync: { full: 'first' } });
    await tara.press(preview, 'Start sync');
    await tara.waitForCard((card) => card.text.includes('Sync completed'));
    graph.faults.repeats(false);
    const operation = await last();
    const people = await present();
    expect(operation?.counts.added).toBe(people.length);
    expect(people).toHaveLength(members().length);
    expect(people[0]).toMatchObject({ network: 'Employee', source: 'entra', linked: true });
    // Not everybody has a phone in Entra.
    const phoned = people.filter(({ fields }) => fields.phone !== undefined);
    expect(phoned.length).toBeGreaterThan(many / 2);
    expect(phoned.filter(({ locked }) => locked?.includes('phone') !== true)).toEqual([]);
  });

  it('then reads only what changed: people changed, gone and disabled, each once', async () => {
    const before = members().length;
    const changed = graph.change(tenant, 40);
    graph.remove(tenant, 15);
    graph.disable(tenant);
    // Guests among them were never here.
    const gone = before - members().length;
    expect(gone).toBeGreaterThan(10);
    const stillHere = members().filter(({ id }) => changed.includes(id));
    const operation = await synced();
    expect(operation).toMatchObject({
      state: 'completed',
      counts: { added: 0, updated: stillHere.length, unchanged: 0, rejected: 0 },
      sync: { removed: gone },
    });
    expect(operation.sync?.full).toBeUndefined();
    expect(await present()).toHaveLength(before - gone);
    const again = await synced();
    expect(again.counts).toEqual({ added: 0, updated: 0, unchanged: 0, rejected: 0 });
  });

  it.each([
    [410, 7],
    [400, 11],
  ] as const)(
    'looks at everyone by itself when Entra no longer knows the last sync (%d), and removes who went meanwhile',
    async (status, oneIn) => {
      const before = members().length;
      graph.remove(tenant, oneIn);
      const gone = before - members().length;
      expect(gone).toBeGreaterThan(4);
      graph.expireDelta(status);
      const operation = await synced();
      expect(operation).toMatchObject({
        state: 'completed',
        counts: { added: 0, updated: 0 },
        sync: { full: 'expired', removed: gone },
      });
      expect(await present()).toHaveLength(before - gone);
    },
  );

  it('reads all people again when a page’s token is too old, and says so when it happens again', async () => {
    graph.expireDelta();
    graph.faults.expirePages(1);
    const { length } = await present();
    const operation = await synced();
    expect(operation).toMatchObject({ state: 'completed', counts: { added: 0, updated: 0 } });
    expect(operation.counts.unchanged).toBe(length);
    graph.expireDelta();
    graph.faults.expirePages(100);
    expect(await synced()).toMatchObject({ state: 'failed' });
    expect(await present()).toHaveLength(length);
  });

  it('waits as long as Graph asks for, and goes on after errors of its own', async () => {
    const before = members().length;
    graph.faults.throttle(2, 1);
    graph.fill(tenant, many + 30);
    const added = members().length - before;
    expect(added).toBeGreaterThan(20);
    expect(await synced()).toMatchObject({ state: 'completed', counts: { added } });
    graph.faults.fail(2);
    expect(await synced()).toMatchObject({ state: 'completed' });
  });

  it('starts over after a reset without removing anyone, and asks again before it writes', async () => {
    const before = await present();
    await tara.say('sync');
    const card = await tara.waitForCard((seen) => seen.titles.includes('Reset sync'), {
      since: 'action',
    });
    await tara.press(card, 'Reset sync');
    const question = await tara.waitForCard((seen) => seen.text.includes('No one is removed'));
    const [confirm = ''] = question.titles;
    await tara.press(question, confirm);
    expect(await present()).toEqual(before);
    await syncNow();
    const preview = await tara.waitForCard((seen) => seen.titles.includes('Start sync'), {
      since: 'action',
    });
    await tara.press(preview, 'Start sync');
    await eventually(async () => {
      const operation = await last();
      expect(operation).toMatchObject({
        state: 'completed',
        sync: { full: 'reset', removed: 0 },
        counts: { added: 0, updated: 0, unchanged: before.length },
      });
    });
  });

  it('of groups ends at once when one of them is gone in Entra, names it, and removes no one', async () => {
    const shops = '00000000-0000-4000-8000-0000000000d1';
    const { length } = await present();
    graph.groups.put(tenant, { id: shops, displayName: 'Shops' });
    await tara.say('sync');
    const card = await tara.waitForCard((seen) => seen.titles.includes('Change mapping'));
    const form = await tara.pressed(card, 'Change mapping');
    const groups = await tara.search(form, 'groups', 'shops');
    const value = 'choices' in groups ? (groups.choices[0]?.value ?? '') : '';
    await tara.press(form, 'Save', { users: 'groups', groups: value });
    graph.groups.remove(tenant, shops);
    await syncNow();
    const notice = await tara.waitForCard((seen) => seen.text.includes('Sync failed'));
    expect(notice.text).toContain('“Shops” no longer exists');
    expect((await last())?.failure?.code).toBe('entra-group-gone');
    expect(await present()).toHaveLength(length);
  });
});
