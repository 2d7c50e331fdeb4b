import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { createSyncSettings } from '../../../src/features/sync/sync-settings-use.ts';
import { usualMapping } from '../../../src/features/sync/sync-settings.ts';
import type { Outcome } from '../../../src/jobs/handle-message.ts';
import { createDueQueue, runsOf } from '../../support/due-queue.ts';
import { openTestStorage } from '../../support/storage.ts';

const admin = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' };
const choice = {
  mapping: usualMapping,
  offered: [],
  users: { kind: 'all' },
  schedule: { kind: 'daily', hour: 9, timeZone: 'UTC' },
} as const;

let storage: Storage;
let worlds = 0;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

/** A daily sync over a queue by a clock that the test sets, with processes that die. */
function dailyWorld(start = '2026-03-01T12:00:00Z') {
  worlds += 1;
  const queue = createDueQueue('run-sync', start, (message, deliveries): Promise<Outcome> =>
    settings.run(message, {
      deliveries,
      maySync: (_tenant, person) => step('maySync', () => world.maySync && person === admin.id),
      ask: (_tenant, { by }, dueAt) =>
        step('ask', () => {
          const key = `${by.id} ${dueAt}`;
          const asked = world.syncs.get(key) ?? { at: new Date(world.now).toISOString() };
          world.syncs.set(key, asked);
          return asked;
        }),
    }),
  );
  const { step } = queue;
  const world = Object.assign(queue, {
    tenant: `world-${worlds}`,
    /** the syncs that were asked for: when, by key */
    syncs: new Map<string, { readonly at: string }>(),
    maySync: true,
  });
  const { syncSettings: store } = storage;
  const settings = createSyncSettings({
    store: {
      read: (of) => step('read', () => store.read(of)),
      write: (...change) => step('write', () => store.write(...change)),
    },
    audit: { record: () => Promise.resolve() },
    jobs: { send: (message, delay) => step('send', () => world.send(message, delay)) },
    attributes: () => Promise.resolve([]),
    now: () => world.now,
  });
  return Object.assign(world, { settings, runs: () => runsOf(world.syncs.keys()) });
}

async function chosen() {
  const here = dailyWorld();
  await here.settings.save(here.tenant, admin, 'en', choice);
  return here;
}

describe('the daily sync', () => {
  it('is asked for at its hour, day by day, and keeps one message', async () => {
    const here = await chosen();
    await here.until('2026-03-02T08:59:59Z');
    expect(here.runs()).toEqual([]);
    await here.until('2026-03-04T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-02T09:00', '2026-03-03T09:00', '2026-03-04T09:00']);
    expect(here.waiting).toMatchObject([{ message: { at: '2026-03-05T09:00:00.000Z' } }]);
  });

  it('is neither lost nor doubled when a process dies, wherever it does', async () => {
    for (let steps = 0; steps < 8; steps += 1) {
      const here = await chosen();
      here.stepsLeft = steps;
      await here.until('2026-03-04T12:00:00Z');
      expect(here.runs()).toEqual(['2026-03-02T09:00', '2026-03-03T09:00', '2026-03-04T09:00']);
    }
  });

  it('is caught up with once after an outage, however long it was', async () => {
    const here = await chosen();
    here.now = Date.parse('2026-03-07T15:00:00Z');
    await here.until('2026-03-08T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-02T09:00', '2026-03-08T09:00']);
  });

  it('goes on after the queue was emptied, from the daily round', async () => {
    const here = await chosen();
    here.waiting = [];
    await here.settings.wake(here.tenant);
    await here.until('2026-03-02T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-02T09:00']);
  });

  it('is not run in the name of somebody who is no tenant admin any more, until another saves it', async () => {
    const here = await chosen();
    here.maySync = false;
    await here.until('2026-03-03T12:00:00Z');
    expect(here.runs()).toEqual([]);
    expect((await here.settings.read(here.tenant))?.daily?.paused).toBe('not-an-admin');
    here.maySync = true;
    await here.settings.save(here.tenant, admin, 'en', choice);
    await here.until('2026-03-04T12:00:00Z');
    expect(here.runs()).toEqual(['2026-03-04T09:00']);
  });

  it('ends when an admin chooses to sync by hand', async () => {
    const here = await chosen();
    const byHand = { ...choice, schedule: { kind: 'by-hand' } } as const;
    await here.settings.save(here.tenant, admin, 'en', byHand);
    await here.until('2026-03-05T12:00:00Z');
    expect(here.runs()).toEqual([]);
    expect(here.waiting).toEqual([]);
  });

  it('moved to another hour runs then and not at the old one', async () => {
    const here = await chosen();
    const later = { ...choice, schedule: { ...choice.schedule, hour: 15 } } as const;
    await here.settings.save(here.tenant, admin, 'en', later);
    await here.until('2026-03-02T23:00:00Z');
    expect(here.runs()).toEqual(['2026-03-01T15:00', '2026-03-02T15:00']);
  });
});
