import { parseJobMessage } from '../../../../src/domain/operations/job-message.ts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createSchedules } from '../../../../src/features/exports/schedules.ts';
import { createJobHandler, type JobTable } from '../../../../src/jobs/handlers.ts';
import { Stopped, type Handling } from '../../../../src/jobs/handle-message.ts';
import { createQueueLoop } from '../../../../src/jobs/queue-loop.ts';
import { createRunScheduleJob } from '../../../../src/features/exports/jobs/run-schedule-job.ts';
import { createLog } from '../../../../src/log.ts';
import type { Storage } from '../../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../../support/storage.ts';

const admin = { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sample Admin' };
const tenant = '11111111-2222-3333-4444-555555555555';
const log = createLog('silent');
const wanted = {
  tenant,
  by: admin,
  locale: 'en-GB',
  request: { network: 'All', columns: 'all', changes: { kind: 'all' }, format: 'csv' },
  rhythm: { every: 'day', hour: 9, timeZone: 'UTC' },
} as const;

let storage: Storage;

beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

describe('the job of a schedule', () => {
  it('asks for the export of the run that its message came for, over the real queue', async () => {
    let now = Date.parse('2026-03-01T08:59:58Z');
    const clock = () => now;
    const { schedules: store, jobs } = storage;
    const schedules = createSchedules({ store, jobs, now: clock });
    const asked: string[] = [];
    const job = createRunScheduleJob({
      schedules,
      mayExport: (...who) => Promise.resolve(who.join(' ') === `${tenant} ${admin.id}`),
      ask(schedule, dueAt) {
        asked.push(`${schedule.id} ${dueAt}`);
        return Promise.resolve({ at: new Date(now).toISOString() });
      },
    });
    const others = { get: () => () => Promise.resolve('done' as const) };
    const table = { ...(new Proxy({}, others) as JobTable), 'run-schedule': job };
    const handle = createJobHandler(() => true, table);
    const { id } = await schedules.create({ ...wanted, id: '0123456789abcdef' });
    now += 5_000;
    const loop = createQueueLoop({ name: 'jobs', queue: jobs, handle, slots: 2, log });
    loop.start();
    while ((await store.read(tenant, id))?.nextAt !== '2026-03-02T09:00:00.000Z') {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await loop.stop();
    expect(asked).toEqual([`${id} 2026-03-01T09:00:00.000Z`]);
  });

  it('stops before it asks when its claim is lost: another worker is at it', async () => {
    const lost = new AbortController();
    lost.abort(new Stopped('claim-lost'));
    const handling: Handling = { signal: lost.signal, deliveries: 1, log };
    const schedules = createSchedules({
      store: storage.schedules,
      jobs: { send: () => Promise.resolve() },
      now: () => Date.parse('2026-03-01T00:00:00Z'),
    });
    const { id } = await schedules.create({ ...wanted, tenant: 'lost', id: '0123456789abcde0' });
    const later = createSchedules({
      store: storage.schedules,
      jobs: { send: () => Promise.resolve() },
      now: () => Date.parse('2026-03-01T10:00:00Z'),
    });
    let asked = 0;
    const job = createRunScheduleJob({
      schedules: later,
      mayExport: () => Promise.resolve(true),
      ask: (_schedule, at) => {
        asked += 1;
        return Promise.resolve({ at });
      },
    });
    const at = '2026-03-01T09:00:00.000Z';
    const message = { v: 1, type: 'run-schedule', tenant: 'lost', schedule: id, at } as const;
    await expect(job(message, handling)).rejects.toThrow(Stopped);
    expect(asked).toBe(0);
  });

  it('has messages that name a run by its time, and none other', () => {
    const message = { v: 1, type: 'run-schedule', tenant, schedule: '0123456789abcdef' };
    const at = '2026-03-01T09:00:00.000Z';
    expect(parseJobMessage({ ...message, at })).toEqual({ ...message, at });
    for (const wrong of [undefined, 'soon', 1]) {
      expect(parseJobMessage({ ...message, at: wrong })).toBeUndefined();
    }
  });
});
