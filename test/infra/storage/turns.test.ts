import { setImmediate } from 'node:timers/promises';
import { mock } from 'node:test';
import type { TableClient } from '@azure/data-tables';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTurnStore } from '../../../src/infra/storage/turns.ts';
import { memoryTable } from './memory-table.ts';

const tenant = 'sample';
const began = Date.parse('2026-03-15T12:00:00Z');

/** Two processes over one table, with a clock of their own. */
function rig() {
  const { client, rows } = memoryTable();
  const clock = { now: began };
  /** what is done before a request is answered with an error */
  const fails: { write?: () => Promise<unknown> } = {};
  const table: TableClient = {
    ...client,
    async createEntity(row: never) {
      const { write } = fails;
      if (write === undefined) return client.createEntity(row);
      delete fails.write;
      await write();
      throw new Error('no answer');
    },
  } as unknown as TableClient;
  return {
    ...{ rows, clock, fails, client },
    one: createTurnStore(table, () => clock.now),
    other: createTurnStore(client, () => clock.now),
    state: () => [...rows.values()].map(({ state }) => state),
  };
}

describe('a turn', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  async function pass(ms: number): Promise<void> {
    for (let count = 0; count < 8; count += 1) await setImmediate();
    mock.timers.tick(ms);
    for (let count = 0; count < 8; count += 1) await setImmediate();
  }

  it('is one process’s alone, for as long as it may be at it', async () => {
    const { one, other, clock } = rig();
    expect(await one.claim(tenant, 'a')).toBe('claimed');
    expect(await other.claim(tenant, 'a')).toBe('busy');
    clock.now += 59_999;
    expect(await other.claim(tenant, 'a')).toBe('busy');
    clock.now += 1;
    expect(await other.claim(tenant, 'a')).toBe('claimed');
    // The first one is no longer the one that may let go of it.
    await one.release(tenant, 'a');
    expect(await one.claim(tenant, 'a')).toBe('busy');
  });

  it('isn’t taken for a running one if nobody can say when it began', async () => {
    const { one, other, rows } = rig();
    await one.claim(tenant, 'a');
    for (const [key, row] of rows) rows.set(key, { ...row, at: 'odd' });
    expect(await other.claim(tenant, 'a')).toBe('claimed');
  });

  it('is done once, with its answer or without', async () => {
    const { one, other } = rig();
    await one.claim(tenant, 'a');
    expect(await other.answerOf(tenant, 'a')).toBeUndefined();
    await one.done(tenant, 'a', '"x"');
    expect(await other.claim(tenant, 'a')).toEqual({ answer: '"x"' });
    expect(await other.answerOf(tenant, 'a')).toBe('"x"');
    await one.done(tenant, 'b');
    expect(await other.claim(tenant, 'b')).toEqual({});
    expect(await other.answerOf(tenant, 'none')).toBeUndefined();
  });

  it('stays done when its process lets go of it afterwards', async () => {
    const { one, state } = rig();
    await one.claim(tenant, 'a');
    await one.done(tenant, 'a', '1');
    await one.release(tenant, 'a');
    expect(state()).toEqual(['done']);
  });

  it('can be tried again at once after it has failed, and nobody else’s is let go', async () => {
    const { one, other, state } = rig();
    await one.claim(tenant, 'a');
    await other.release(tenant, 'a');
    expect(state()).toEqual(['begun']);
    await one.release(tenant, 'a');
    expect(state()).toEqual([]);
    await one.release(tenant, 'a');
    expect(await other.claim(tenant, 'a')).toBe('claimed');
  });

  it('can be tried again by its process even if the storage can’t be told', async () => {
    const { client, clock } = rig();
    const deaf = { ...client, deleteEntity: () => Promise.reject(new Error('no answer')) };
    const one = createTurnStore(deaf as unknown as TableClient, () => clock.now);
    await one.claim(tenant, 'a');
    await expect(one.release(tenant, 'a')).rejects.toThrow();
    expect(await one.claim(tenant, 'a')).toBe('claimed');
    await expect(one.release(tenant, 'a')).rejects.toThrow();
    // After a minute it counts as dead anyway, so nothing is remembered for good.
    await pass(60_000);
    expect(await one.claim(tenant, 'a')).toBe('busy');
  });

  it('whose claim arrives only after its process gave up is let go for the others', async () => {
    const { client, other, state } = rig();
    let late: unknown;
    const slow = createTurnStore(
      {
        ...client,
        createEntity(row: unknown) {
          late = row;
          return Promise.reject(new Error('no answer'));
        },
      } as unknown as TableClient,
      () => began,
    );
    await expect(slow.claim(tenant, 'a')).rejects.toThrow();
    await pass(1);
    await client.createEntity(late as never);
    expect(await other.claim(tenant, 'a')).toBe('busy');
    await pass(1_000);
    expect(state()).toEqual([]);
  });

  it('whose claim arrived is its process’s to try again, and somebody else’s stays theirs', async () => {
    const { one, other, client, fails, state } = rig();
    fails.write = () => other.claim(tenant, 'a');
    await expect(one.claim(tenant, 'a')).rejects.toThrow();
    for (const ms of [1, 1_000, 5_000]) await pass(ms);
    expect(state()).toEqual(['begun']);
    let row: unknown;
    const arrives = createTurnStore(
      {
        ...client,
        async createEntity(made: never) {
          if (row !== undefined) return client.createEntity(made);
          row = made;
          await client.createEntity(made);
          throw new Error('no answer');
        },
      } as unknown as TableClient,
      () => began,
    );
    await expect(arrives.claim(tenant, 'b')).rejects.toThrow();
    expect(await arrives.claim(tenant, 'b')).toBe('claimed');
    for (const ms of [1, 1_000, 5_000]) await pass(ms);
    expect(state()).toEqual(['begun', 'begun']);
  });

  it('that was done meanwhile stays done, however late its claim is looked for', async () => {
    const { client, other, state } = rig();
    const slow = createTurnStore(
      {
        ...client,
        async createEntity(row: never) {
          await client.createEntity(row);
          throw new Error('no answer');
        },
      } as unknown as TableClient,
      () => began,
    );
    await expect(slow.claim(tenant, 'a')).rejects.toThrow();
    await other.done(tenant, 'a', '1');
    for (const ms of [1, 1_000, 5_000]) await pass(ms);
    expect(state()).toEqual(['done']);
  });

  it('is forgotten with its time', async () => {
    const { one, state } = rig();
    await one.claim(tenant, 'a');
    await one.done(tenant, 'b');
    expect(await one.purge(new Date(began + 1))).toBe(2);
    expect(state()).toEqual([]);
  });
});
