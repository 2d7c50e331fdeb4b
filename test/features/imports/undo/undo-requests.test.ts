import { describe, expect, it } from '@jest/globals';
import type { JobMessage } from '../../../../src/domain/operations/job-message.ts';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import type { FileStore } from '../../../../src/domain/operations/ports.ts';
import type { PeopleStore } from '../../../../src/domain/people-store.ts';
import { importFiles } from '../../../../src/features/imports/import-files.ts';
import { createUndoRequests } from '../../../../src/features/imports/undo/undo-requests.ts';
import { defined } from '../../../../src/lib/defined.ts';
import { memoryOperations } from '../../../jobs/memory-operations.ts';
import { sampleOperation } from '../../../support/sample-operation.ts';
import { MemoryStores } from '../../people/memory-stores.ts';

const tenant = 'sample';
const day = 24 * 3_600_000;
const start = Date.parse('2026-03-01T00:00:00Z');
const by = { id: 'admin-2', name: 'Omar' };
const asked = { by, locale: 'de', timeZone: 'Europe/Berlin' };
const counts = { added: 3, updated: 2, unchanged: 1, rejected: 0 };

/** An operation that ended a moment ago, and whatever asks for its undo. */
function world(facts: Partial<Operation> = {}) {
  const of = sampleOperation({
    ...{ tenant, state: 'completed', counts, rowsDone: 6, network: 'Employee' },
    confirmedAt: new Date(start).toISOString(),
    endedAt: new Date(start).toISOString(),
    ...facts,
  });
  const operations = memoryOperations(of);
  const clock = { time: start + 1_000 };
  const did: string[] = [];
  const sent: JobMessage[] = [];
  const { store } = new MemoryStores().seenThrough(() => Promise.resolve());
  const requests = (people: PeopleStore = store, longestLookMs?: number) =>
    createUndoRequests({
      operations: operations.store,
      jobs: { send: (message) => Promise.resolve(void sent.push(message)) },
      resetSync: (_tenant, who) => Promise.resolve(void did.push(`reset by ${who.name}`)),
      now: () => clock.time,
      work: {
        exists: (name: string) => Promise.resolve(name === importFiles.plan(of, 'a')),
        async *open() {
          yield await Promise.resolve(Buffer.from('{"id":"a1"}\n'));
        },
      } as unknown as FileStore,
      people,
      changeFeed: { people: () => Promise.resolve(), shard: () => Promise.resolve() },
      phones: { write: () => Promise.reject(new Error('only a look')) },
      concurrency: 1,
      ...defined({ longestLookMs }),
    });
  return {
    of,
    operations,
    clock,
    did,
    sent,
    requests,
    store,
    all: () => operations.store.page(tenant, of.kind, 10),
  };
}

describe('an undo that is asked for', () => {
  it('is queued, named by what it undoes, and told to a worker', async () => {
    const { of, operations, requests, sent, did } = world();
    const undo = await requests().ask(of, asked);
    expect(undo).toMatchObject({
      ...{ state: 'queued', by, locale: 'de', timeZone: 'Europe/Berlin', network: 'Employee' },
      ...{ confirmedBy: by, rowsTotal: 5, fileName: of.fileName, kind: 'import' },
      undo: { of: of.id, ofAt: of.at, again: false, removed: 0 },
    });
    expect(undo.undo).not.toHaveProperty('bulk');
    expect(undo.undo).not.toHaveProperty('merged');
    expect(operations.now(of)?.undone).toEqual({ by: undo.id });
    expect(sent).toEqual([{ v: 1, type: 'undo-import', tenant, operation: undo.id }]);
    expect(did).toEqual([]);
  });

  it('is one, however often it is asked for', async () => {
    const { of, operations, requests, sent, clock, all } = world();
    const first = await requests().ask(of, asked);
    // Also by another admin, and when its time is over.
    clock.time += 31 * day;
    const again = await requests().ask(of, { by: { id: 'x', name: 'Gita' }, locale: 'en' });
    expect(again).toEqual(operations.now(first));
    expect(sent).toHaveLength(1);
    expect((await all()).operations).toHaveLength(2);
  });

  it('is told to a worker again if the process died before it had a record', async () => {
    const { of, operations, requests, sent } = world();
    const first = await requests().ask(of, asked);
    operations.lose(first);
    expect((await requests().ask(of, asked)).id).toBe(first.id);
    expect(sent.map((message) => 'operation' in message && message.operation)).toEqual([
      first.id,
      first.id,
    ]);
  });

  it('of a sync lets the next sync ask before it writes, and tells whom it had merged', async () => {
    const sync = { removed: 0, merged: 2 } as unknown as NonNullable<Operation['sync']>;
    const { of, requests, sent, did } = world({ kind: 'sync', sync });
    const undo = await requests().ask(of, asked);
    expect(undo).toMatchObject({ kind: 'sync', undo: { merged: 2 } });
    expect(undo.undo).not.toHaveProperty('bulk');
    expect(did).toEqual(['reset by Omar']);
    expect(sent).toEqual([{ v: 1, type: 'undo-import', tenant, operation: undo.id, kind: 'sync' }]);
    const none = world({ kind: 'sync', sync: { ...sync, merged: 0 } });
    expect((await none.requests().ask(none.of, asked)).undo).not.toHaveProperty('merged');
  });

  it('of a bulk change or of an undo says so', async () => {
    const bulk = { what: 'deleted', people: ['a1'] } as const;
    const one = world({ bulk });
    expect((await one.requests().ask(one.of, asked)).undo?.bulk).toBe('deleted');
    const restored = world({ restores: { named: true } });
    expect((await restored.requests().ask(restored.of, asked)).undo?.bulk).toBe('restored');
    for (const again of [false, true]) {
      const undo = { of: 'x', ofAt: '', again, removed: 1 };
      const two = world({ undo });
      expect((await two.requests().ask(two.of, asked)).undo?.again).toBe(!again);
    }
  });

  it('has no network where what it undoes has none', async () => {
    const { of, requests, operations } = world();
    const { network: _network, ...without } = of;
    operations.lose(of);
    await operations.store.create(without);
    expect(await requests().ask(of, { by, locale: 'en' })).not.toHaveProperty('network');
  });

  it.each([
    [{ rowsDone: 0 }, 'nothing-to-undo'],
    [{ state: 'applying' as const }, 'nothing-to-undo'],
    [{ endedAt: new Date(start - 30 * day).toISOString() }, 'undo-too-late'],
  ])('is refused for %j', async (facts, code) => {
    const { of, requests, operations, sent } = world(facts);
    await expect(requests().ask(of, asked)).rejects.toMatchObject({ code });
    await expect(requests().forecast(of)).rejects.toMatchObject({ code });
    expect(operations.now(of)).not.toHaveProperty('undone');
    expect(sent).toEqual([]);
  });

  it('is refused where nothing is left of what it would undo', async () => {
    const { of, requests, operations } = world();
    operations.lose(of);
    const gone = { code: 'operation-gone' };
    await expect(requests().ask(of, asked)).rejects.toMatchObject(gone);
    await expect(requests().forecast(of)).rejects.toMatchObject(gone);
  });
});

describe('what an undo would do', () => {
  it('is looked at without writing anything, once', async () => {
    const { of, requests, operations } = world();
    expect(await requests().forecast(of)).toEqual({ removed: 0, updated: 0, back: 0, left: 0 });
    expect(operations.now(of)).toEqual({ ...of, etag: 'v0' });
    await requests().ask(of, asked);
    expect(await requests().forecast(of)).toBeUndefined();
  });

  it('is told by the record where looking would take too long', async () => {
    const slow = ({ store }: ReturnType<typeof world>): PeopleStore => ({
      ...store,
      read: () => new Promise((_resolve, reject) => setTimeout(reject, 50, new Error('late'))),
    });
    const deleted = { ...counts, deleted: 4 };
    const sync = { removed: 5 } as unknown as NonNullable<Operation['sync']>;
    const undo = { of: 'x', ofAt: '', again: false, removed: 7 };
    const worlds = [{}, { counts: deleted }, { sync }, { undo }].map(world);
    const looks = worlds.map((one) => one.requests(slow(one), 1).forecast(one.of));
    const forecast = { removed: 3, updated: 2 };
    expect(await Promise.all(looks)).toEqual([0, 4, 5, 7].map((back) => ({ ...forecast, back })));
  });

  it('fails where looking fails', async () => {
    const one = world();
    const people = { ...one.store, read: () => Promise.reject(new Error('no answer')) };
    await expect(one.requests(people).forecast(one.of)).rejects.toThrow('no answer');
  });
});
