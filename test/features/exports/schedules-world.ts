import type { ScheduleStore } from '../../../src/features/exports/ports.ts';
import { createSchedules, type Schedules } from '../../../src/features/exports/schedules.ts';
import type { Schedule } from '../../../src/features/exports/schedule.ts';
import type { Outcome } from '../../../src/jobs/handle-message.ts';
import { createDueQueue, runsOf } from '../../support/due-queue.ts';

export const owner = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' };

/** Schedules over a queue by a clock that the test sets, with processes that die before any step that the test names. */
export function scheduleWorld(store: ScheduleStore, start: string) {
  const queue = createDueQueue('run-schedule', start, (message, deliveries): Promise<Outcome> =>
    schedules.run(message, needs(deliveries)),
  );
  const { step } = queue;
  const world = Object.assign(queue, {
    /** the exports that were asked for: which run, by `schedule dueAt`, and when */
    exports: new Map<string, { readonly at: string }>(),
    asks: 0,
    mayExport: true,
  });

  const schedules: Schedules = createSchedules({
    store: {
      list: (tenant) => step('list', () => store.list(tenant)),
      read: (tenant, id) => step('read', () => store.read(tenant, id)),
      create: (schedule) => step('create', () => store.create(schedule)),
      update: (schedule) => step('update', () => store.update(schedule)),
      remove: (tenant, id) => step('remove', () => store.remove(tenant, id)),
    },
    jobs: { send: (message, delay) => step('send', () => world.send(message, delay)) },
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

  const runs = (id?: string) =>
    runsOf([...world.exports.keys()].filter((key) => id === undefined || key.startsWith(id)));

  return Object.assign(world, { schedules, store, runs, needs });
}
