import { describe, expect, it } from '@jest/globals';
import { composeDailyTasks } from '../../src/app/daily-tasks.ts';
import { composeShared } from '../../src/app/shared.ts';
import type { JobMessage } from '../../src/domain/operations/job-message.ts';
import { createJobHandler, type JobTable } from '../../src/jobs/handlers.ts';
import type { Outcome } from '../../src/jobs/handle-message.ts';
import { createLog } from '../../src/log.ts';
import { readSettings } from '../../src/settings.ts';
import { openTestStorage } from '../support/storage.ts';

const dayMs = 24 * 3_600_000;
const log = createLog('silent');
const here = '00000000-0000-4000-8000-0000000000a1';
const former = '00000000-0000-4000-8000-0000000000f0';
const admin = { id: 'an-admin', name: 'Ada' };

/** A handler that says which jobs it was given. */
function handler(done: JobMessage[]) {
  const job = (message: JobMessage): Promise<Outcome> => {
    done.push(message);
    return Promise.resolve('done');
  };
  const table = new Proxy({}, { get: () => job }) as JobTable;
  const handle = createJobHandler((tenant) => tenant === here, table);
  return (body: object, deliveries = 1) =>
    handle(body, { deliveries, log, signal: new AbortController().signal });
}

describe('a job that a newer version has asked for', () => {
  it.each([
    ['of an unknown kind', { v: 1, type: 'paint-people', tenant: here }],
    [
      'of a known kind with another meaning',
      { v: 2, type: 'restore-deleted', tenant: here, operation: 'one' },
    ],
  ])('%s stays in the queue for a week, until a newer worker takes it', async (_what, body) => {
    const done: JobMessage[] = [];
    const handle = handler(done);
    let seconds = 0;
    for (let deliveries = 1; ; deliveries += 1) {
      const outcome = await handle(body, deliveries);
      if (outcome === 'done') break;
      expect(outcome.againInSeconds).toBeLessThanOrEqual(3_600);
      seconds += outcome.againInSeconds;
    }
    expect(seconds * 1_000).toBeGreaterThan(6.9 * dayMs);
    expect(done).toEqual([]);
  });
});

/** A deployment can be given to another tenant. */
describe('the tenant that a deployment served before', () => {
  it('has no job done, which would read the directory of the one that is served now, but an erasure', async () => {
    const done: JobMessage[] = [];
    const handle = handler(done);
    const at = '2026-03-01T09:00:00.000Z';
    const sync = { v: 1, type: 'run-sync', at };
    await handle({ ...sync, tenant: former });
    await handle({ ...sync, tenant: here });
    const person = 'a'.repeat(32);
    const erasure = { v: 1, type: 'erase-person', tenant: former, person, by: 'an-admin', at };
    await handle({ ...erasure, reference: '0'.repeat(16) });
    expect(done.map(({ type, tenant }) => [type, tenant])).toEqual([
      ['run-sync', here],
      ['erase-person', former],
    ]);
  });

  it('loses what was deleted there, on time, and its schedules stay asleep', async () => {
    const { storage } = await openTestStorage();
    let later = 0;
    const now = () => Date.now() + later;
    const settings = readSettings({ MicrosoftAppTenantId: here }, true);
    const deps = { settings, storage, log, concurrency: 2, now };
    const shared = composeShared(deps);
    const ids: string[] = [];
    for (const tenant of [former, here]) {
      const added = await shared.people.add(tenant, admin, { values: { phone: '+442079460101' } });
      if (!('added' in added)) throw new Error('nobody was added');
      await shared.people.remove(tenant, admin, [added.added.id]);
      ids.push(added.added.id);
      await shared.schedules.create({
        ...{ id: '0123456789abcdef', tenant, by: admin, locale: 'en-GB' },
        request: { network: 'All', columns: 'all', changes: { kind: 'all' }, format: 'csv' },
        rhythm: { every: 'day', hour: 9, timeZone: 'UTC' },
      });
    }
    while ((await storage.jobs.claim(32, 3_600)).length > 0);
    later = 31 * dayMs;
    await composeDailyTasks(deps, shared).runOnce();
    for (const [at, tenant] of [former, here].entries())
      expect(await shared.people.get(tenant, ids[at] ?? '')).toBeUndefined();
    const woken = await storage.jobs.claim(32, 60);
    const tenants = woken.map(({ body }) => (body as JobMessage).tenant);
    expect(tenants).toContain(here);
    expect(tenants).not.toContain(former);
  });
});
