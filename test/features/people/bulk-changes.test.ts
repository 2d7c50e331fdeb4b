import { describe, expect, it } from '@jest/globals';
import type { Network } from '../../../src/domain/network.ts';
import type { StoredPerson } from '../../../src/domain/people-store.ts';
import type { Operation } from '../../../src/domain/operations/operation.ts';
import type { BulkFacts } from '../../../src/domain/operations/bulk-facts.ts';
import { createBulkChanges } from '../../../src/features/people/bulk-changes.ts';
import type { BulkOutcome } from '../../../src/features/people/change-many.ts';
import { sampleOperation } from '../../support/sample-operation.ts';
import { memoryOperations } from '../../jobs/memory-operations.ts';
import { admin, tenant } from './rig.ts';

const now = Date.parse('2026-03-15T12:00:00Z');
const asking = { by: admin, locale: 'en' };
const idOf = (digit: string) => digit.repeat(32);
const [ada, bob, cem] = ['a', 'b', 'c'].map(idOf) as [string, string, string];

/** @param people by id: their network, `deleted`, or the operation that changed them */
function rig(
  people: Readonly<Record<string, { network?: Network; deleted?: true; changedIn?: string }>>,
  before: readonly Operation[] = [],
  meanwhile: () => void = () => undefined,
) {
  const records = memoryOperations(...before);
  const did: unknown[] = [];
  const changed =
    (what: string) =>
    (_tenant: string, by: unknown, ids: readonly string[], ...rest: unknown[]) => {
      did.push([what, by, ids, ...rest]);
      meanwhile();
      return Promise.resolve({ done: ids, problems: [] } as unknown as BulkOutcome);
    };
  const bulk = createBulkChanges({
    people: { move: changed('move'), remove: changed('remove'), restoreMany: changed('restore') },
    store: {
      read: (_tenant, shard, ids) =>
        Promise.resolve(
          new Map(
            ids
              .filter((id) => id in people && id.startsWith(shard))
              .map((id) => {
                const { network = 'Others', deleted, changedIn } = people[id] ?? {};
                const history = changedIn === undefined ? [] : [{ operation: changedIn }];
                const deletedAt = deleted === true ? { deletedAt: 'then' } : {};
                return [id, { id, network, history, ...deletedAt } as unknown as StoredPerson];
              }),
          ),
        ),
    },
    operations: records.store,
    now: () => now,
  });
  const history = async () => (await records.store.page(tenant, 'import', 100)).operations;
  return { bulk, did, history, records };
}

const open = (bulk: BulkFacts, by = admin, at = now - 1_000) =>
  sampleOperation({ tenant, state: 'applying', by, bulk, at: new Date(at).toISOString() }, at);

describe('a change of several people by card', () => {
  it('has a record, which ends with how many it changed', async () => {
    const { bulk, did, history } = rig({ [ada]: {}, [bob]: {} });
    const { operation } = await bulk.move(tenant, asking, [ada, bob, ada], 'Employee');
    const [record, ...others] = await history();
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      id: operation,
      state: 'completed',
      by: admin,
      bulk: { what: 'moved', network: 'Employee', people: [ada, bob] },
      rowsTotal: 2,
      rowsDone: 2,
      counts: { updated: 2 },
      confirmedBy: admin,
      endedAt: '2026-03-15T12:00:00.000Z',
    });
    expect(record).not.toHaveProperty('timeZone');
    expect(did).toEqual([['move', admin, [ada, bob], 'Employee', operation]]);
  });

  it('has none for one person, except for a restoration', async () => {
    const { bulk, did, history } = rig({ [ada]: { deleted: true }, [bob]: {} });
    await bulk.remove(tenant, asking, [bob]);
    expect(await history()).toEqual([]);
    expect(did).toEqual([['remove', admin, [bob], undefined]]);
    const { operation = 'none' } = await bulk.restore(tenant, asking, [ada]);
    expect((await history()).map(({ id }) => id)).toEqual([operation]);
    expect(did[1]).toEqual(['restore', admin, [ada], { operation }]);
  });

  it('has none where no one would be changed', async () => {
    const { bulk, history } = rig({ [ada]: { network: 'Employee' }, [bob]: { deleted: true } });
    await bulk.move(tenant, asking, [ada, bob, cem], 'Employee');
    await bulk.remove(tenant, asking, [bob, cem]);
    await bulk.restore(tenant, asking, [ada, cem]);
    expect(await history()).toEqual([]);
    await bulk.move(tenant, asking, [ada, bob], 'Others');
    await bulk.remove(tenant, asking, [ada, bob]);
    await bulk.restore(tenant, asking, [ada, bob]);
    expect((await history()).map((one) => one.bulk?.what).toSorted()).toEqual([
      'deleted',
      'moved',
      'restored',
    ]);
  });

  it('isn’t of more people than a card can name', async () => {
    const { bulk, did } = rig({});
    const ids = Array.from({ length: 101 }, (_, place) => String(place).padStart(32, '0'));
    await expect(bulk.remove(tenant, asking, ids)).rejects.toMatchObject({
      code: 'too-many-people',
      details: { most: 100 },
    });
    expect(did).toEqual([]);
    await bulk.remove(tenant, asking, ids.slice(1));
    expect(did).toHaveLength(1);
  });

  it('goes on in the record of a process that died, and counts what the people’s records say', async () => {
    const left = open({ what: 'moved', network: 'Employee', people: [bob, ada] });
    const people = { [ada]: { changedIn: left.id }, [bob]: {} };
    const { bulk, history } = rig(people, [left]);
    const { operation } = await bulk.move(tenant, asking, [ada, bob], 'Employee');
    expect(operation).toBe(left.id);
    expect(await history()).toMatchObject([{ id: left.id, state: 'completed', rowsDone: 1 }]);
  });

  it.each<[string, ReturnType<typeof open>]>([
    [
      'another admin’s',
      open(
        { what: 'moved', network: 'Employee', people: [ada, bob] },
        { id: 'other', name: 'Other' },
      ),
    ],
    ['another network’s', open({ what: 'moved', network: 'Others', people: [ada, bob] })],
    ['another change', open({ what: 'deleted', people: [ada, bob] })],
    ['of more people', open({ what: 'moved', network: 'Employee', people: [ada, bob, cem] })],
    ['of other people', open({ what: 'moved', network: 'Employee', people: [ada, cem] })],
    [
      'over',
      { ...open({ what: 'moved', network: 'Employee', people: [ada, bob] }), state: 'completed' },
    ],
  ])('has a record of its own beside one that is %s', async (_why, other) => {
    const { bulk, history } = rig({ [ada]: {}, [bob]: {} }, [other]);
    const { operation } = await bulk.move(tenant, asking, [ada, bob], 'Employee');
    expect(operation).not.toBe(other.id);
    expect(await history()).toHaveLength(2);
  });

  it('leaves the end alone that another process wrote', async () => {
    const left = open({ what: 'deleted', people: [ada, bob] });
    const { bulk, history, records } = rig({ [ada]: {}, [bob]: {} }, [left], () => {
      records.change(left, { state: 'completed', rowsDone: 2 });
    });
    await bulk.remove(tenant, asking, [ada, bob]);
    expect(await history()).toMatchObject([{ state: 'completed', rowsDone: 2 }]);
  });

  it('that was left open for an hour is ended by the daily round, and no other is', async () => {
    const hour = 3_600_000;
    const facts: BulkFacts = { what: 'deleted', people: [ada, bob] };
    const left = open(facts, admin, now - hour - 1);
    const { bulk: _none, ...file } = open(facts, admin, now - hour - 2);
    const before = [
      left,
      file,
      open(facts, admin, now - hour),
      { ...open(facts, admin, now - hour - 3), state: 'completed' as const },
    ];
    const { bulk, history } = rig({ [ada]: { changedIn: left.id }, [bob]: {} }, before);
    expect(await bulk.settle(tenant)).toBe(1);
    const ended = (await history()).filter(({ endedAt }) => endedAt !== undefined);
    expect(ended).toMatchObject([{ id: left.id, state: 'completed', rowsDone: 1 }]);
  });
});
