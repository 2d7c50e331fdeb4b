import { parseJobMessage, type JobMessage } from '../../../src/domain/operations/job-message.ts';
import type { ScheduleStore } from '../../../src/features/exports/ports.ts';
import { createSchedules, type Schedules } from '../../../src/features/exports/schedules.ts';
import type { Schedule } from '../../../src/features/exports/schedule.ts';

/** The process ended before its next step. */
class Died extends Error {}

interface Waiting {
  readonly message: JobMessage<'run-schedule'>;
  visibleAt: number;
  deliveries: number;
}

export const owner = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' };
const claimMs = 20_000;
const maxDelayMs = 7 * 24 * 3_600_000;

/**
 * Schedules by a clock that the test sets, with a queue that hands messages out again like the real one, and with processes
 * that die before any step that the test names.
 */
export function scheduleWorld(store: ScheduleStore, start: string) {
  const world = {
    now: Date.parse(start),
    waiting: [] as Waiting[],
    /** the exports that were asked for: which run, by `schedule dueAt`, and when */
    exports: new Map<string, { readonly at: string }>(),
    asks: 0,
    mayExport: true,
    /** steps until the process dies */
    stepsLeft: Infinity,
    /** what happens between steps */
    between: (_step: string): Promise<void> => Promise.resolve(),
  };

  async function step<Result>(name: string, work: () => Promise<Result> | Result) {
    await world.between(name);
    if (world.stepsLeft <= 0) throw new Died(name);
    world.stepsLeft -= 1;
    return work();
  }

  function send(message: JobMessage, delaySeconds = 0): Promise<void> {
    const parsed = parseJobMessage(JSON.parse(JSON.stringify(message)));
    if (parsed?.type !== 'run-schedule') throw new Error('not a message of a schedule');
    if (delaySeconds * 1000 > maxDelayMs) throw new Error('longer than a queue allows');
    world.waiting.push({
      message: parsed,
      visibleAt: world.now + delaySeconds * 1000,
      deliveries: 0,
    });
    return Promise.resolve();
  }

  const schedules: Schedules = createSchedules({
    store: {
      list: (tenant) => step('list', () => store.list(tenant)),
      read: (tenant, id) => step('read', () => store.read(tenant, id)),
      create: (schedule) => step('create', () => store.create(schedule)),
      update: (schedule) => step('update', () => store.update(schedule)),
      remove: (tenant, id) => step('remove', () => store.remove(tenant, id)),
    },
    jobs: { send: (message, delay) => step('send', () => send(message, delay)) },
    now: () => world.now,
  });

  const needs = (deliveries: number) => ({
    deliveries,
    mayExport: (_tenant: string, person: string) =>
      step('mayExport', () => world.mayExport && person === owner.id),
    ask: (schedule: Schedule, dueAt: string) =>
      step('ask', () => {
        world.asks += 1;
        const key = `${schedule.id} ${dueAt}`;
        const asked = world.exports.get(key) ?? { at: new Date(world.now).toISOString() };
        world.exports.set(key, asked);
        return asked;
      }),
  });

  /** One delivery of a message, by a process that may die in it. @returns whether it lived */
  async function deliver(one: Waiting): Promise<boolean> {
    one.deliveries += 1;
    one.visibleAt = world.now + claimMs;
    try {
      const outcome = await schedules.run(one.message, needs(one.deliveries));
      if (outcome === 'done') world.waiting = world.waiting.filter((other) => other !== one);
      else one.visibleAt = world.now + outcome.againInSeconds * 1000;
      return true;
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      return false;
    }
  }

  /** Time passes, and whatever becomes visible is delivered, one after another. */
  async function until(time: string): Promise<void> {
    const end = Date.parse(time);
    for (;;) {
      const next = world.waiting.toSorted((one, other) => one.visibleAt - other.visibleAt)[0];
      if (next === undefined || next.visibleAt > end) break;
      world.now = Math.max(world.now, next.visibleAt);
      await deliver(next);
      world.stepsLeft = Infinity;
    }
    world.now = end;
  }

  /** The runs for which an export was asked, oldest first, without seconds. */
  function runs(id?: string): string[] {
    return [...world.exports.keys()]
      .filter((key) => id === undefined || key.startsWith(id))
      .map((key) => (key.split(' ')[1] ?? '').replace(':00.000Z', ''))
      .toSorted();
  }

  return Object.assign(world, { schedules, store, deliver, until, runs, send, needs });
}
