import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ScheduleStore } from '../../../src/features/exports/ports.ts';
import type { Schedule } from '../../../src/features/exports/schedule.ts';
import { owner, scheduleWorld } from './schedules-world.ts';

/** Keeps what a table would, on the same terms; so quickly that chance can have many tries. */
function memoryStore(): ScheduleStore {
  const rows = new Map<string, Schedule>();
  let version = 0;
  const keep = (schedule: Omit<Schedule, 'etag'>): Schedule => {
    const kept = { ...schedule, etag: String((version += 1)) };
    rows.set(schedule.id, kept);
    return kept;
  };
  const later = async <Result>(work: () => Result): Promise<Result> => {
    await Promise.resolve();
    return work();
  };
  return {
    list: () => later(() => [...rows.values()]),
    read: (_tenant, id) => later(() => rows.get(id)),
    create: (schedule) => later(() => (rows.has(schedule.id) ? 'conflict' : keep(schedule))),
    update: (schedule) =>
      later(() =>
        rows.get(schedule.id)?.etag === schedule.etag ? keep(schedule) : ('conflict' as const),
      ),
    remove: async (_tenant, id) => later(() => void rows.delete(id)),
  };
}

/** The numbers of a list, over and over. */
function endless(numbers: readonly number[]): () => number {
  let turn = 0;
  return () => numbers[turn++ % numbers.length] ?? 0;
}

const tenant = 'chance';
const id = '0123456789abcdef';
const minuteMs = 60_000;
const days = 8;

describe('whatever chance does to workers and messages for a week', () => {
  it('each day has its run, once', async () => {
    const chances = fc.record({
      // How many steps each process lives, how slow each step is, which messages come once more.
      lives: fc.array(fc.nat(12), { maxLength: 20 }).map((lives) => [...lives, Infinity]),
      pauses: fc.array(fc.nat(6), { minLength: 1, maxLength: 60 }),
      copies: fc.array(fc.nat(3), { minLength: 1, maxLength: 20 }),
      hour: fc.nat(23),
      offset: fc.nat(24 * 60),
    });
    await fc.assert(
      fc.asyncProperty(chances, async ({ lives, pauses, copies, hour, offset }) => {
        const start = Date.UTC(2026, 2, 1) + offset * minuteMs;
        const here = scheduleWorld(memoryStore(), new Date(start).toISOString());
        const rhythm = { every: 'day', hour, timeZone: 'UTC' } as const;
        const request = {
          network: 'All',
          columns: 'all',
          changes: { kind: 'all' },
          format: 'csv',
        } as const;
        const made = await here.schedules.create({
          tenant,
          id,
          by: owner,
          locale: 'en',
          request,
          rhythm,
        });
        const [life, pauseOf, copiesOf] = [lives, pauses, copies].map(endless);
        here.between = async () => {
          for (let pause = pauseOf?.() ?? 0; pause > 0; pause -= 1) await setImmediate();
        };
        const end = Date.parse(made.nextAt) + days * 24 * 60 * minuteMs - minuteMs;
        for (;;) {
          const visible = here.waiting.toSorted((one, other) => one.visibleAt - other.visibleAt);
          const [first] = visible;
          if (first === undefined) throw new Error('no message is left');
          if (first.visibleAt > end) break;
          here.now = Math.max(here.now, first.visibleAt);
          const copied = copiesOf?.() ?? 0;
          for (let copy = 0; copy < copied && here.waiting.length < 8; copy += 1) {
            await here.send(first.message);
          }
          here.stepsLeft = life?.() ?? Infinity;
          const now = here.waiting.filter(({ visibleAt }) => visibleAt <= here.now).slice(0, 4);
          await Promise.all(now.map((message) => here.deliver(message)));
          here.stepsLeft = Infinity;
        }
        const due = Array.from({ length: days }, (_, day) =>
          new Date(Date.parse(made.nextAt) + day * 24 * 60 * minuteMs)
            .toISOString()
            .replace(':00.000Z', ''),
        );
        expect(here.runs()).toEqual(due);
      }),
      { numRuns: 60 },
    );
  });
});
