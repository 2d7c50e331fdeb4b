import type { TableClient } from '@azure/data-tables';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { operationId } from '../../../src/domain/operations/operation.ts';
import type { OutboxRow } from '../../../src/features/notices/ports.ts';
import { createOutboxStore } from '../../../src/infra/storage/outbox.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { otherTenant, tenant } from './sample-people.ts';

let storage: Storage;
beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

describe('the outbox', () => {
  const notice = (number: number, over: object = {}) => ({
    tenant,
    to: 'person-1',
    operation: { kind: 'import' as const, id: operationId(number, 'abcdef01') },
    at: new Date(number).toISOString(),
    ...over,
  });

  it('holds one notice for an operation, however often it is put in', async () => {
    const rows = await Promise.all([1, 2, 3].map(() => storage.outbox.put(notice(1))));
    expect(new Set(rows.map(({ etag }) => etag)).size).toBe(1);
    expect(rows[0]).toMatchObject({ state: 'pending', tries: 0, ...notice(1) });
    expect(await storage.outbox.read(tenant, 'person-1', notice(1).operation.id)).toEqual(rows[0]);
    expect(await storage.outbox.read(tenant, 'person-2', notice(1).operation.id)).toBeUndefined();
  });

  it('lets one sender only take a notice', async () => {
    const row = await storage.outbox.put(notice(2));
    const results = await Promise.all(
      [1, 2].map(() => storage.outbox.update({ ...row, state: 'sending', tries: 1 })),
    );
    expect(results.filter((result) => result === 'conflict')).toHaveLength(1);
    const sending = results.find((result) => result !== 'conflict');
    if (sending === undefined) throw new Error('nobody sends');
    const sent = await storage.outbox.update({
      ...sending,
      state: 'sent',
      activity: '1:é',
      reason: 'x',
    });
    expect(await storage.outbox.read(tenant, 'person-1', notice(2).operation.id)).toEqual(sent);
  });

  it('knows what waits for a person, oldest first, and nothing of another person', async () => {
    for (const number of [30, 10, 20]) {
      const row = await storage.outbox.put(notice(number, { to: 'waiter' }));
      await storage.outbox.update({ ...row, state: 'waiting', reason: 'blocked' });
    }
    const other = await storage.outbox.put(notice(5, { to: 'waiter-2' }));
    await storage.outbox.update({ ...other, state: 'waiting' });
    await storage.outbox.put(notice(40, { to: 'waiter' }));
    const waiting = await storage.outbox.waitingFor(tenant, 'waiter');
    expect(waiting.map(({ at }) => Date.parse(at))).toEqual([10, 20, 30]);
  });

  it('gives back of a notice all that was written', async () => {
    for (const kind of ['import', 'export', 'sync'] as const) {
      const operation = { kind, id: operationId(60, kind) };
      const row = await storage.outbox.put(notice(60, { operation }));
      expect(row).toEqual({
        ...notice(60, { operation }),
        state: 'pending',
        tries: 0,
        etag: row.etag,
      });
      const facts = { triedAt: '2026-03-01T00:00:00.000Z', nextAt: '2026-03-02T00:00:00.000Z' };
      const written = { ...row, ...facts, tries: 2, activity: '1:é\u2028', reason: 'refused 500' };
      const { etag: _etag, ...all } = written;
      expect(await storage.outbox.update(written)).toMatchObject(all);
      expect(await storage.outbox.read(tenant, 'person-1', operation.id)).toMatchObject(all);
    }
  });

  it('sends first what ended first, and at the same moment what began first', async () => {
    const at = new Date(100).toISOString();
    const ids = [3, 1, 2].map((number) => operationId(number, 'abcdef01'));
    for (const id of ids) {
      const row = await storage.outbox.put(
        notice(100, { to: 'twice', at, operation: { kind: 'import', id } }),
      );
      await storage.outbox.update({ ...row, state: 'waiting' });
    }
    const waiting = await storage.outbox.waitingFor(tenant, 'twice');
    expect(waiting.map(({ operation }) => operation.id)).toEqual(ids.toSorted().toReversed());
  });
});

describe('notices that are open', () => {
  const began = Date.parse('2026-03-01T00:00:00Z');
  const iso = (ms: number) => new Date(began + ms).toISOString();
  const firstLook = 5 * 60_000;
  let count = 0;
  const add = (over: object = {}): Promise<OutboxRow> => {
    count += 1;
    const operation = { kind: 'export' as const, id: operationId(began + count, 'abcdef02') };
    return storage.outbox.put({ tenant, to: 'opener', operation, at: iso(0), ...over });
  };
  const openOf = async (row: OutboxRow, before = iso(firstLook + 1)) => {
    const all = await storage.outbox.overdue(before, 1_000);
    return all.find(({ operation }) => operation.id === row.operation.id);
  };

  it('are found five minutes after they were added, with all that is needed to send them', async () => {
    const row = await add();
    expect(await openOf(row, iso(firstLook))).toBeUndefined();
    const { to, operation } = row;
    expect(await openOf(row)).toMatchObject({ tenant, to, operation, lookAt: iso(firstLook) });
    expect(await storage.outbox.overdue(iso(firstLook + 1), 0)).toEqual([]);
  });

  it.each(['sent', 'undeliverable'] as const)('end when they are %s', async (state) => {
    const row = await add();
    const waiting = await storage.outbox.update({ ...row, state: 'waiting' });
    if (waiting === 'conflict') throw new Error('nobody else writes');
    expect(await openOf(row)).toBeDefined();
    expect(await storage.outbox.update({ ...row, state })).toBe('conflict');
    expect(await openOf(row)).toBeDefined();
    await storage.outbox.update({ ...waiting, state });
    expect(await openOf(row)).toBeUndefined();
    // Added once more by a job that is repeated: it is over, and isn’t opened again.
    expect(await storage.outbox.put(row)).toMatchObject({ state });
    expect(await openOf(row)).toBeUndefined();
  });

  it('stay open when they are added again', async () => {
    const row = await add();
    expect(await storage.outbox.put(row)).toEqual(row);
    expect(await openOf(row)).toBeDefined();
  });

  it('are looked at again later, unless another process has decided so', async () => {
    const row = await add();
    const open = await openOf(row);
    if (open === undefined) throw new Error('it is open');
    await storage.outbox.lookAgain(open, iso(firstLook + 1_000));
    expect(await openOf(row)).toBeUndefined();
    await storage.outbox.lookAgain(open, iso(0));
    await storage.outbox.close(open);
    const later = await openOf(row, iso(firstLook + 1_001));
    expect(later?.lookAt).toBe(iso(firstLook + 1_000));
    if (later !== undefined) await storage.outbox.close(later);
    expect(await openOf(row, iso(firstLook + 2_000))).toBeUndefined();
  });

  it('are kept, and finished ones go with their time', async () => {
    const of = { tenant: 'old-ones' };
    const states = ['pending', 'waiting', 'sending', 'sent', 'undeliverable'] as const;
    for (const state of states) await storage.outbox.update({ ...(await add(of)), state });
    const later = await add({ ...of, at: iso(1) });
    await storage.outbox.update({ ...later, state: 'sent' });
    const other = await add({ tenant: otherTenant });
    await storage.outbox.update({ ...other, state: 'sent' });
    const stop = new AbortController();
    stop.abort();
    expect(await storage.outbox.removeOld(of.tenant, iso(1), stop.signal)).toBe(0);
    expect(await storage.outbox.removeOld(of.tenant, iso(1))).toBe(2);
    expect(await storage.outbox.removeOld(of.tenant, iso(1))).toBe(0);
    expect(await storage.outbox.removeOld(of.tenant, iso(2), new AbortController().signal)).toBe(1);
    expect(await storage.outbox.read(otherTenant, 'opener', other.operation.id)).toBeDefined();
  });
});

describe('the rows of notices', () => {
  /** A store over these rows, which notes what is deleted. */
  function over(rows: readonly object[]) {
    let left = [...rows];
    const deleted: string[] = [];
    const client = {
      listEntities: () => ({
        async *byPage({ maxPageSize }: { maxPageSize: number }) {
          yield await Promise.resolve(left.slice(0, maxPageSize));
        },
      }),
      deleteEntity(_partition: string, rowKey: string) {
        deleted.push(rowKey);
        left = left.filter((row) => (row as { rowKey: string }).rowKey !== rowKey);
        return Promise.resolve({});
      },
    };
    return { deleted, store: createOutboxStore(client as unknown as TableClient) };
  }
  const row = (at: string, operation: string) => ({ rowKey: `${at}${operation}`, at, operation });

  it('are in the order of their operations’ ends, whatever the order of the table', async () => {
    const rows = [row('2', 'a'), row('3', 'a'), row('1', 'b'), row('1', 'c'), row('1', 'a')];
    const inOrder = ['1 c', '1 b', '1 a', '2 a', '3 a'];
    for (const some of [rows, rows.toReversed(), rows.toSorted((one) => Number(one.at) - 2)]) {
      const waiting = await over(some).store.waitingFor('sample', 'tara');
      expect(waiting.map(({ at, operation }) => `${at} ${operation.id}`)).toEqual(inOrder);
    }
  });

  it('may be odd: what is missing has its usual meaning', async () => {
    const odd = { rowKey: 'odd', etag: 'e', kind: 'painting', tries: 'many' };
    const [notice] = await over([odd]).store.waitingFor('sample', 'tara');
    expect(notice).toMatchObject({ operation: { kind: 'import', id: '' }, tries: 0, at: '' });
    const [open] = await over([odd]).store.overdue('2026', 10);
    expect(open).toMatchObject({ lookAt: '', etag: 'e' });
  });

  it.each([999, 1_000, 1_001, 2_000])('are all removed in time: %i', async (count) => {
    const { deleted, store } = over(Array.from({ length: count }, (_, at) => row(`${at}`, 'a')));
    expect(await store.removeOld('sample', '2026')).toBe(count);
    expect(deleted).toHaveLength(count);
  });
});
