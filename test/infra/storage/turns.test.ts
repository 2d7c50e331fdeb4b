import { setImmediate } from 'node:timers/promises';
import { mock } from 'node:test';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTurnStore, type TurnStorage } from '../../../src/infra/storage/turns.ts';
import { memoryTable, refusal } from './memory-table.ts';

const tenant = 'sample';
const began = Date.parse('2026-03-15T12:00:00Z');

/** Two processes over one table, with a clock of their own. */
function rig() {
  const { client, rows, otherwise } = memoryTable();
  const clock = { now: began };
  return {
    ...{ rows, clock, client, otherwise },
    one: createTurnStore(client, () => clock.now),
    other: createTurnStore(client, () => clock.now),
    state: () => [...rows.values()].map(({ state }) => state),
  };
}

/** A rest that is over when the test says so, and all that follows of it until the next one. */
function rests() {
  const waiting: { readonly ms: number; readonly over: () => void }[] = [];
  return {
    rest: (ms: number) => new Promise<void>((over) => waiting.push({ ms, over })),
    /** @returns how long it was */
    next: async (): Promise<number | undefined> => {
      const one = waiting.shift();
      one?.over();
      for (let count = 0; count < 20; count += 1) await setImmediate();
      return one?.ms;
    },
  };
}

describe('a turn', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

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

  it('is left to the process that was quicker', async () => {
    const { otherwise, one, clock } = rig();
    const conflict = () => Promise.reject(refusal(409, 'EntityAlreadyExists'));
    // It was there, and is gone.
    const gone = otherwise({ createEntity: conflict });
    expect(await createTurnStore(gone, () => began).claim(tenant, 'a')).toBe('busy');
    await one.claim(tenant, 'a');
    clock.now += 60_000;
    const updateEntity = () => Promise.reject(refusal(412, 'UpdateConditionNotSatisfied'));
    const overtaken = otherwise({ updateEntity });
    expect(await createTurnStore(overtaken, () => clock.now).claim(tenant, 'a')).toBe('busy');
  });

  it('is done once, with its answer or without', async () => {
    const { one, other } = rig();
    await one.claim(tenant, 'a');
    expect(await other.answerOf(tenant, 'a')).toBeUndefined();
    await one.done(tenant, 'a', '"x"');
    expect(await other.claim(tenant, 'a')).toEqual({ answer: '"x"' });
    expect(await other.answerOf(tenant, 'a')).toBe('"x"');
    await one.done(tenant, 'b');
    expect(await other.claim(tenant, 'b')).toStrictEqual({});
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
    const { otherwise, clock } = rig();
    const deaf = otherwise({ deleteEntity: () => Promise.reject(new Error('no answer')) });
    const one = createTurnStore(deaf, () => clock.now);
    await one.claim(tenant, 'a');
    await expect(one.release(tenant, 'a')).rejects.toThrow();
    expect(await one.claim(tenant, 'a')).toBe('claimed');
    await expect(one.release(tenant, 'a')).rejects.toThrow();
    // After a minute it counts as dead anyway, so nothing is remembered for good.
    mock.timers.tick(60_000);
    expect(await one.claim(tenant, 'a')).toBe('busy');
  });

  it('whose claim arrives only after its process gave up is let go for the others', async () => {
    const { client, otherwise, other, state } = rig();
    const { rest, next } = rests();
    let late: unknown;
    const createEntity = (row: unknown) => {
      late = row;
      return Promise.reject(new Error('no answer'));
    };
    const table = otherwise({ createEntity });
    const slow = createTurnStore(table, () => began, rest);
    await expect(slow.claim(tenant, 'a')).rejects.toThrow();
    expect(await next()).toBe(0);
    await client.createEntity(late as never);
    expect(await other.claim(tenant, 'a')).toBe('busy');
    expect(await next()).toBe(1_000);
    expect(state()).toEqual([]);
    expect(await next()).toBeUndefined();
  });

  it('whose claim never arrives is looked for three times', async () => {
    const { otherwise } = rig();
    const { rest, next } = rests();
    const createEntity = () => Promise.reject(new Error('no answer'));
    const table = otherwise({ createEntity });
    await expect(createTurnStore(table, () => began, rest).claim(tenant, 'a')).rejects.toThrow();
    expect([await next(), await next(), await next(), await next()]).toEqual([
      ...[0, 1_000, 5_000, undefined],
    ]);
  });

  it.each([
    ['claimed by another process', 'begun', (store: TurnStorage) => store.claim(tenant, 'a')],
    ['done', 'done', (store: TurnStorage) => store.done(tenant, 'a')],
  ])('that was %s stays so, however late a claim is looked for', async (_what, stays, does) => {
    const { otherwise, other, state } = rig();
    const { rest, next } = rests();
    const createEntity = async () => {
      await does(other);
      throw new Error('no answer');
    };
    const table = otherwise({ createEntity });
    await expect(createTurnStore(table, () => began, rest).claim(tenant, 'a')).rejects.toThrow();
    expect(await next()).toBe(0);
    expect(await next()).toBeUndefined();
    expect(state()).toEqual([stays]);
  });

  it('whose claim arrived without an answer is its process’s to try again', async () => {
    const { client, otherwise, state } = rig();
    const { rest, next } = rests();
    let isFirst = true;
    const createEntity = async (row: never) => {
      const made = await client.createEntity(row);
      if (!isFirst) return made;
      isFirst = false;
      throw new Error('no answer');
    };
    const table = otherwise({ createEntity });
    const store = createTurnStore(table, () => began, rest);
    await expect(store.claim(tenant, 'a')).rejects.toThrow();
    expect(await store.claim(tenant, 'a')).toBe('claimed');
    expect(await next()).toBe(0);
    expect(state()).toEqual(['begun']);
  });

  it('whose claim arrived isn’t remembered for good', async () => {
    const { client, otherwise } = rig();
    let isFirst = true;
    const createEntity = async (row: never) => {
      const made = await client.createEntity(row);
      if (!isFirst) return made;
      throw new Error('no answer');
    };
    const store = createTurnStore(
      otherwise({ createEntity }),
      () => began,
      () => new Promise(() => undefined),
    );
    await expect(store.claim(tenant, 'a')).rejects.toThrow();
    mock.timers.tick(60_000);
    isFirst = false;
    expect(await store.claim(tenant, 'a')).toBe('busy');
  });

  it('is forgotten with its time', async () => {
    const { one, state } = rig();
    await one.claim(tenant, 'a');
    await one.done(tenant, 'b');
    expect(await one.purge(new Date(began + 1))).toBe(2);
    expect(state()).toEqual([]);
  });
});
