import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createSchedules, maxSchedules } from '../../../src/features/exports/schedules.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { owner, scheduleWorld } from './schedules-world.ts';

const request = {
  network: 'All',
  columns: 'all',
  changes: { kind: 'since-last' },
  format: 'csv',
} as const;
const daily = { every: 'day', hour: 9, timeZone: 'UTC' } as const;
const dayMs = 24 * 3_600_000;

let storage: Storage;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

/** A world on the real store, in a tenant of its own, with a schedule that was made on March 1st at noon. */
async function world(rhythm: Parameters<typeof made>[1] = daily, start = '2026-03-01T12:00:00Z') {
  const here = scheduleWorld(storage.schedules, start);
  const tenant = `tenant-${randomBytes(4).toString('hex')}`;
  const schedule = await here.schedules.create(made(tenant, rhythm));
  const current = async () => {
    const found = await storage.schedules.read(tenant, schedule.id);
    if (found === undefined) throw new Error('the schedule is gone');
    return found;
  };
  return Object.assign(here, { tenant, id: schedule.id, current });
}

function made(
  tenant: string,
  rhythm: { every: 'day' | 'week' | 'month'; hour: number; timeZone: string; day?: number },
) {
  const id = randomBytes(8).toString('hex');
  return { tenant, id, by: owner, locale: 'en-GB', request, rhythm };
}

describe('making a schedule', () => {
  it('says when it runs first, and its message waits until then', async () => {
    const here = await world();
    expect(await here.current()).toMatchObject({
      by: owner,
      request,
      rhythm: daily,
      at: '2026-03-01T12:00:00.000Z',
      nextAt: '2026-03-02T09:00:00.000Z',
    });
    expect(here.waiting).toMatchObject([
      { message: { schedule: here.id, at: '2026-03-02T09:00:00.000Z' } },
    ]);
    expect(here.waiting[0]?.visibleAt).toBe(Date.parse('2026-03-02T09:00:00Z'));
  });

  it('twice with one card makes one, and nobody gets another’s by its id', async () => {
    const here = await world();
    const wanted = made(here.tenant, daily);
    const actionDeduplication = await Promise.all(
      [1, 2, 3].map(() => here.schedules.create(wanted)),
    );
    expect(new Set(actionDeduplication.map(({ etag }) => etag)).size).toBe(1);
    here.now += dayMs;
    expect(await here.schedules.create(wanted)).toEqual(actionDeduplication[0]);
    const other = { id: 'aaaaaaaa-0000-0000-0000-000000000002', name: 'Other Admin' };
    await expect(here.schedules.create({ ...wanted, by: other })).rejects.toMatchObject({
      code: 'schedule-not-yours',
      details: { name: owner.name },
    });
    expect(await here.schedules.list(here.tenant)).toHaveLength(2);
  });

  it('is refused when there are too many, with the number', async () => {
    const here = await world();
    for (let count = 1; count < maxSchedules; count += 1) {
      await here.schedules.create(made(here.tenant, { ...daily, hour: count % 24 }));
    }
    await expect(here.schedules.create(made(here.tenant, daily))).rejects.toMatchObject({
      code: 'too-many-schedules',
      details: { most: maxSchedules },
    });
    const times = (await here.schedules.list(here.tenant)).map(({ nextAt }) => nextAt);
    expect(times).toHaveLength(maxSchedules);
    expect(times).toEqual(times.toSorted());
  });

  it('works at the second press when the process died in the first, wherever it did', async () => {
    for (let steps = 0; steps < 4; steps += 1) {
      const here = await world();
      const wanted = made(here.tenant, daily);
      here.stepsLeft = steps;
      await expect(here.schedules.create(wanted)).rejects.toThrow();
      here.stepsLeft = Infinity;
      here.now += 1000;
      await here.schedules.create(wanted);
      await here.until('2026-03-04T12:00:00Z');
      expect(here.runs(wanted.id)).toEqual([
        '2026-03-02T09:00',
        '2026-03-03T09:00',
        '2026-03-04T09:00',
      ]);
    }
  });

  it('loses no run when its message is quicker than its row', async () => {
    const here = scheduleWorld(storage.schedules, '2026-03-01T08:59:59.500Z');
    const wanted = made('quick', daily);
    here.between = async (name) => {
      if (name !== 'create') return;
      here.between = () => Promise.resolve();
      await here.until('2026-03-01T09:00:03Z');
    };
    await here.schedules.create(wanted);
    await here.until('2026-03-01T10:00:00Z');
    expect(here.runs(wanted.id)).toEqual(['2026-03-01T09:00']);
  });
});

describe('a schedule', () => {
  it('asks for its export when it is due, again and again, and keeps one message', async () => {
    const here = await world();
    await here.until('2026-03-02T08:59:59Z');
    expect(here.runs()).toEqual([]);
    await here.until('2026-03-05T12:00:00Z');
    expect(here.runs()).toEqual([
      '2026-03-02T09:00',
      '2026-03-03T09:00',
      '2026-03-04T09:00',
      '2026-03-05T09:00',
    ]);
    expect(here.asks).toBe(4);
    expect(here.waiting).toMatchObject([{ message: { at: '2026-03-06T09:00:00.000Z' } }]);
  });

  it('runs once though several workers get its message, and however many copies there are', async () => {
    const here = await world();
    const { nextAt } = await here.current();
    const copy = { v: 1, type: 'run-schedule', tenant: here.tenant, schedule: here.id } as const;
    for (let count = 0; count < 6; count += 1) await here.send({ ...copy, at: nextAt });
    here.now = Date.parse(nextAt) + 500;
    await Promise.all(here.waiting.slice(0, 4).map((message) => here.deliver(message)));
    await here.until('2026-03-02T09:10:00Z');
    expect(here.runs()).toEqual(['2026-03-02T09:00']);
    await here.until('2026-03-04T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-02T09:00', '2026-03-03T09:00', '2026-03-04T09:00']);
    expect(here.waiting).toHaveLength(1);
  });

  it('neither loses nor doubles a run when its process dies, wherever it does', async () => {
    for (let steps = 0; steps < 7; steps += 1) {
      const here = await world();
      here.now = Date.parse('2026-03-02T09:00:00Z');
      const [first] = here.waiting;
      if (first === undefined) throw new Error('no message');
      here.stepsLeft = steps;
      const lived = await here.deliver(first);
      expect(lived).toBe(steps === 6);
      // It did everything, and died before its message was off the queue.
      if (lived) here.waiting.push(first);
      here.stepsLeft = Infinity;
      await here.until('2026-03-04T12:00:00Z');
      expect(here.runs()).toEqual(['2026-03-02T09:00', '2026-03-03T09:00', '2026-03-04T09:00']);
      expect(here.waiting).toHaveLength(1);
    }
  });

  it('that a dead process left half done, just before the next run, comes to that run as well', async () => {
    for (let steps = 0; steps < 6; steps += 1) {
      const here = await world();
      // A run that is nearly a day late.
      here.now = Date.parse('2026-03-03T08:59:59.500Z');
      const [first] = here.waiting;
      if (first === undefined) throw new Error('no message');
      here.stepsLeft = steps;
      expect(await here.deliver(first)).toBe(false);
      here.stepsLeft = Infinity;
      await here.until('2026-03-04T12:00:00Z');
      // One that wasn't asked for in time catches up with both.
      const asked = steps >= 3 ? ['2026-03-03T09:00'] : [];
      expect(here.runs()).toEqual(['2026-03-02T09:00', ...asked, '2026-03-04T09:00']);
    }
  });

  it('catches up once after three days without a worker', async () => {
    const here = await world();
    here.now = Date.parse('2026-03-05T10:30:00Z');
    await here.until('2026-03-06T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-02T09:00', '2026-03-06T09:00']);
    expect(here.exports.get(`${here.id} 2026-03-02T09:00:00.000Z`)?.at).toMatch(/^2026-03-05/);
  });

  it('of every month waits longer than a queue keeps a message', async () => {
    const monthly = { every: 'month', day: 31, hour: 7, timeZone: 'Europe/Berlin' } as const;
    const here = await world(monthly, '2026-01-31T12:00:00Z');
    await here.until('2026-05-31T12:00:00Z');
    expect(here.runs()).toEqual([
      '2026-02-28T06:00',
      '2026-03-31T05:00',
      '2026-04-30T05:00',
      '2026-05-31T05:00',
    ]);
    for (const { at } of here.exports.values()) expect(at).toMatch(/T0[56]:00:00/);
  });

  it('stops, and says why, when who made it may no longer export', async () => {
    const here = await world();
    here.mayExport = false;
    await here.until('2026-03-03T12:00:00Z');
    expect(here.runs()).toEqual([]);
    expect(await here.current()).toMatchObject({ paused: 'not-an-admin' });
    expect(here.waiting).toEqual([]);
    here.mayExport = true;
    await here.schedules.resume(here.tenant, here.id);
    await here.until('2026-03-04T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-04T09:00']);
  });
});

describe('pausing, resuming and removing a schedule', () => {
  it('may be pressed twice, and ends and begins its runs', async () => {
    const here = await world();
    const paused = await here.schedules.pause(here.tenant, here.id);
    expect(paused.paused).toBe('by-hand');
    expect(await here.schedules.pause(here.tenant, here.id)).toEqual(paused);
    await here.until('2026-03-04T12:00:00Z');
    expect(here.waiting).toEqual([]);
    const resumed = await here.schedules.resume(here.tenant, here.id);
    expect(resumed).toMatchObject({ nextAt: '2026-03-05T09:00:00.000Z' });
    expect(resumed.paused).toBeUndefined();
    expect(await here.schedules.resume(here.tenant, here.id)).toEqual(resumed);
    await here.until('2026-03-06T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-05T09:00', '2026-03-06T09:00']);
    await here.schedules.remove(here.tenant, here.id);
    await here.schedules.remove(here.tenant, here.id);
    await here.until('2026-03-08T12:00:00Z');
    expect(here.runs()).toHaveLength(2);
    expect(here.waiting).toEqual([]);
  });

  it('one after the other before it is due leaves one run', async () => {
    const here = await world();
    for (let times = 0; times < 3; times += 1) {
      await here.schedules.pause(here.tenant, here.id);
      await here.schedules.resume(here.tenant, here.id);
    }
    await here.until('2026-03-03T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-02T09:00', '2026-03-03T09:00']);
    expect(here.waiting).toHaveLength(1);
  });

  it('works at the second press when the process died in the first', async () => {
    for (let steps = 0; steps < 3; steps += 1) {
      const here = await world();
      await here.schedules.pause(here.tenant, here.id);
      here.now = Date.parse('2026-03-03T08:59:59.500Z');
      here.stepsLeft = steps;
      await expect(here.schedules.resume(here.tenant, here.id)).rejects.toThrow();
      here.stepsLeft = Infinity;
      await here.until('2026-03-03T09:00:05Z');
      await here.schedules.resume(here.tenant, here.id);
      await here.until('2026-03-04T12:00:00Z');
      expect(here.runs()).toEqual(['2026-03-04T09:00']);
    }
  });

  it('loses no run when the message is quicker than the resumed row', async () => {
    const here = await world();
    await here.schedules.pause(here.tenant, here.id);
    await here.until('2026-03-03T08:59:59.500Z');
    here.between = async (name) => {
      if (name !== 'update') return;
      here.between = () => Promise.resolve();
      await here.until('2026-03-03T09:00:04Z');
    };
    await here.schedules.resume(here.tenant, here.id);
    await here.until('2026-03-03T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-03T09:00']);
  });

  it('in the middle of a run wins, and the run does no harm', async () => {
    for (const change of ['pause', 'remove'] as const) {
      for (const before of ['mayExport', 'ask', 'send', 'update']) {
        const here = await world();
        here.between = async (name) => {
          if (name !== before) return;
          here.between = () => Promise.resolve();
          await here.schedules[change](here.tenant, here.id);
        };
        await here.until('2026-03-02T09:30:00Z');
        const asked = here.runs().length;
        await here.until('2026-03-05T12:00:00Z');
        expect(here.runs()).toHaveLength(asked);
        expect(here.waiting).toEqual([]);
        const all = await here.schedules.list(here.tenant);
        expect(all.map(({ paused }) => paused)).toEqual(change === 'pause' ? ['by-hand'] : []);
      }
    }
  });

  it('of one that is gone is said to be so', async () => {
    const here = await world();
    await here.schedules.remove(here.tenant, here.id);
    for (const change of ['pause', 'resume'] as const) {
      await expect(here.schedules[change](here.tenant, here.id)).rejects.toMatchObject({
        code: 'schedule-gone',
      });
    }
  });
});

describe('a schedule’s last export', () => {
  it('is the newest that was completed, in whatever order that is told', async () => {
    const here = await world();
    const completed = (id: string, schedule = here.id) =>
      here.schedules.completed({ tenant: here.tenant, id, schedule });
    await completed('8000000000500-aaaaaaaaaaaaaaaa');
    await completed('8000000000400-aaaaaaaaaaaaaaaa');
    await Promise.all(
      ['300', '200', '100'].map((end) => completed(`8000000000${end}-aaaaaaaaaaaaaaaa`)),
    );
    await completed('8000000000400-aaaaaaaaaaaaaaaa');
    expect((await here.current()).last).toBe('8000000000100-aaaaaaaaaaaaaaaa');
    await completed('8000000000000-aaaaaaaaaaaaaaaa', 'ffffffffffffffff');
    await here.schedules.completed({ tenant: here.tenant, id: '8000000000000-aaaaaaaaaaaaaaaa' });
    await here.until('2026-03-02T12:00:00Z');
    expect(await here.current()).toMatchObject({
      last: '8000000000100-aaaaaaaaaaaaaaaa',
      nextAt: '2026-03-03T09:00:00.000Z',
    });
  });
});

describe('the daily round', () => {
  it('wakes every schedule although the message of one can’t be sent', async () => {
    const here = await world();
    for (let more = 0; more < 2; more += 1) {
      await here.schedules.create(made(here.tenant, daily));
    }
    const sent: string[] = [];
    const schedules = createSchedules({
      store: storage.schedules,
      now: () => here.now,
      jobs: {
        send(message) {
          if (message.type !== 'run-schedule') throw new Error('not a schedule’s');
          sent.push(message.schedule);
          return sent.length === 1 ? Promise.reject(new Error('away')) : Promise.resolve();
        },
      },
    });
    await expect(schedules.wakeAll(here.tenant)).rejects.toThrow(AggregateError);
    expect(new Set(sent).size).toBe(3);
  });

  it('brings back the runs of a queue that was emptied, and no heap of messages', async () => {
    const here = await world();
    const far = await here.schedules.create(
      made(here.tenant, { every: 'month', day: 20, hour: 9, timeZone: 'UTC' }),
    );
    const paused = await here.schedules.create(made(here.tenant, daily));
    await here.schedules.pause(here.tenant, paused.id);
    here.waiting = [];
    await here.until('2026-03-04T06:00:00Z');
    for (let day = 4; day <= 31; day += 1) {
      await here.schedules.wakeAll(here.tenant);
      await here.until(`2026-03-${String(day).padStart(2, '0')}T23:00:00Z`);
      expect(here.waiting.length).toBeLessThanOrEqual(6);
    }
    expect(here.runs(far.id)).toEqual(['2026-03-20T09:00']);
    expect(here.runs(paused.id)).toEqual([]);
    const missed = ['2026-03-02T09:00'];
    const all = Array.from({ length: 28 }, (_, index) => String(index + 4).padStart(2, '0'));
    expect(here.runs(here.id)).toEqual([...missed, ...all.map((day) => `2026-03-${day}T09:00`)]);
  });
});
