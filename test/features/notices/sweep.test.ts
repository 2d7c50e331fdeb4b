import { describe, expect, it } from '@jest/globals';
import type { OutboxRow } from '../../../src/features/notices/ports.ts';
import { createOutboxSweep } from '../../../src/features/notices/sweep.ts';
import { began, chatOf, iso, memoryNotices, tara, tenant } from './memory-notices.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

function rig() {
  const memory = memoryNotices();
  const opened = (row: OutboxRow): OutboxRow => {
    const { id } = row.operation;
    memory.open.set(id, { ...row, lookAt: iso(began - 1), etag: 'open' });
    return row;
  };
  return {
    ...memory,
    /** A notice that is to be looked at now. */
    notice: (over: Partial<OutboxRow> = {}) => opened(memory.row(over)),
    other: (over: Partial<OutboxRow> = {}) => opened(memory.another(over)),
    sweep: createOutboxSweep(memory.deps),
    lookAt: () => memory.open.get(memory.operation.id)?.lookAt,
  };
}

const waitingFor = { v: 1, type: 'waiting', tenant, to: tara } as const;
const none = { woken: 0, givenUp: 0 };

describe('notices that no process delivers', () => {
  it('are woken once their attempt is five minutes late, and then looked at half an hour later', async () => {
    const { notice, sweep, sent, said, operation, lookAt } = rig();
    notice({ at: iso(began - 5 * minute) });
    expect(await sweep()).toEqual({ woken: 1, givenUp: 0 });
    const message = { v: 1, type: 'notice', tenant, to: tara, operation: operation.id };
    expect(sent).toEqual([{ message: { ...message, kind: 'import' } }]);
    expect(lookAt()).toBe(iso(began + 30 * minute));
    expect(await sweep()).toEqual(none);
    expect(said).toEqual(['abandoned notices were woken']);
  });

  it.each([
    ['nextAt', { at: iso(began - day), triedAt: iso(began - day) }],
    ['triedAt', { at: iso(began - day) }],
    ['at', {}],
  ] as const)('are left alone until then, by %s', async (column, over) => {
    const { notice, sweep, sent, lookAt } = rig();
    const time = began - 5 * minute + 1;
    notice({ ...over, [column]: iso(time) });
    expect(await sweep()).toEqual(none);
    expect(sent).toEqual([]);
    expect(lookAt()).toBe(iso(time + 5 * minute));
  });

  it.each(['sent', 'undeliverable'] as const)(
    'are no longer open once they are %s',
    async (state) => {
      const { notice, sweep, open } = rig();
      notice({ state });
      expect(await sweep()).toEqual(none);
      expect(open.size).toBe(0);
    },
  );

  it('are no longer open once they are gone', async () => {
    const { notice, sweep, open, rows, operation } = rig();
    notice();
    rows.delete(operation.id);
    await sweep();
    expect(open.size).toBe(0);
  });

  it('and wait for someone who is back are asked for once, however many they are', async () => {
    const { notice, other, sweep, sent, lookAt } = rig();
    notice({ state: 'waiting' });
    other({ state: 'waiting' });
    expect(await sweep()).toEqual({ woken: 2, givenUp: 0 });
    expect(sent).toEqual([{ message: waitingFor }]);
    expect(lookAt()).toBe(iso(began + hour));
  });

  it('wait on for someone who isn’t back', async () => {
    for (const chat of [undefined, chatOf({ reachable: false, reason: 'uninstalled' })]) {
      const { notice, sweep, sent, state, lookAt, there } = rig();
      state.chat = chat;
      notice({ state: 'waiting', at: iso(began - 2 * day) });
      expect(await sweep()).toEqual(none);
      expect(sent).toEqual([]);
      expect(there()?.state).toBe('waiting');
      expect(lookAt()).toBe(iso(began + hour));
    }
  });

  it('that were refused are tried again after a day', async () => {
    for (const [triedAt, woken] of [
      [began - day, 0],
      [began - day - 1, 1],
    ] as const) {
      const { notice, sweep, state } = rig();
      state.chat = chatOf({ reachable: false, reason: 'refused 500' });
      notice({ state: 'waiting', at: iso(began - 3 * day), triedAt: iso(triedAt) });
      expect(await sweep()).toEqual({ woken, givenUp: 0 });
    }
    const { notice, sweep, state } = rig();
    state.chat = chatOf({ reachable: false, reason: 'refused 500' });
    notice({ state: 'waiting', at: iso(began - 3 * day) });
    expect(await sweep()).toEqual({ woken: 1, givenUp: 0 });
  });

  it('are given up after 180 days, with the reason for which they waited', async () => {
    const long = { state: 'waiting', at: iso(began - 180 * day - 1) } as const;
    for (const [reason, waited] of [
      ['uninstalled', 'waited-too-long uninstalled'],
      [undefined, 'waited-too-long'],
    ] as const) {
      const { notice, sweep, there, said, state } = rig();
      state.chat = undefined;
      notice({ ...long, ...(reason !== undefined && { reason }) });
      expect(await sweep()).toEqual({ woken: 0, givenUp: 1 });
      expect(there()).toMatchObject({ state: 'undeliverable', reason: waited });
      expect(said).toEqual(['a notice was given up']);
    }
    const { notice, sweep, there, state } = rig();
    state.chat = undefined;
    notice({ state: 'waiting', at: iso(began - 180 * day) });
    expect(await sweep()).toEqual(none);
    expect(there()?.state).toBe('waiting');
  });

  it('are left to the process that was quicker', async () => {
    const { notice, sweep, state, lookAt } = rig();
    state.chat = undefined;
    state.overtaken = true;
    notice({ state: 'waiting', at: iso(began - 181 * day) });
    expect(await sweep()).toEqual(none);
    expect(lookAt()).toBe(iso(began - 1));
  });

  it('are all found, page by page, and no more once the process stops', async () => {
    const { notice, other, sweep, sent } = rig();
    notice({ at: iso(began - hour) });
    for (let count = 0; count < 1_000; count += 1) other({ at: iso(began - hour) });
    const stop = new AbortController();
    stop.abort();
    expect(await sweep(stop.signal)).toEqual(none);
    expect(await sweep()).toEqual({ woken: 1_001, givenUp: 0 });
    expect(sent).toHaveLength(1_001);
  });
});
