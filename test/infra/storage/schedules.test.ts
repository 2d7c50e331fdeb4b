import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Schedule } from '../../../src/features/exports/schedule.ts';
import { connectStorage, type StorageConnection } from '../../../src/infra/storage/connect.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import { createStorage, type Storage } from '../../../src/infra/storage/storage.ts';
import { testConnectionString } from '../../support/storage.ts';
import { startLosingProxy, type LosingProxy } from './losing-proxy.ts';
import { otherTenant, tenant } from './sample-people.ts';

let proxy: LosingProxy;
let connection: StorageConnection;
let storage: Storage;

beforeAll(async () => {
  proxy = await startLosingProxy(testConnectionString());
  connection = await connectStorage({ connectionString: proxy.connectionString });
  storage = createStorage(connection);
  await storage.ensure();
});

afterAll(() => proxy.stop());

const sample = (number: number, over: Partial<Schedule> = {}): Omit<Schedule, 'etag'> => ({
  tenant,
  id: number.toString(16).padStart(16, '0'),
  by: { id: 'aaaaaaaa-0000-0000-0000-000000000001', name: 'Sämple \u2028 Admin' },
  locale: 'de-DE',
  request: {
    network: 'Employee',
    columns: ['firstName', 'own_badge000'],
    changes: { kind: 'since-last' },
    format: 'xlsx',
  },
  rhythm: { every: 'week', hour: 9, weekday: 1, timeZone: 'Europe/Berlin' },
  at: '2026-03-01T00:00:00.000Z',
  nextAt: '2026-03-02T08:00:00.000Z',
  ...over,
});

describe('schedules in their table', () => {
  it('come back as they were written, each in its organization', async () => {
    const { schedules } = storage;
    const one = await schedules.create(sample(1));
    const other = await schedules.create(
      sample(2, {
        request: { network: 'All', columns: 'all', changes: { kind: 'all' }, format: 'csv' },
        rhythm: { every: 'month', hour: 0, day: 31, timeZone: 'UTC' },
        paused: 'not-an-admin',
        last: '8000000000000-aaaaaaaaaaaaaaaa',
      }),
    );
    expect(await schedules.read(tenant, sample(1).id)).toEqual(one);
    const all = await schedules.list(tenant);
    expect(all.toSorted((a, b) => a.id.localeCompare(b.id))).toEqual([one, other]);
    expect(await schedules.list(otherTenant)).toEqual([]);
    expect(await schedules.read(otherTenant, sample(1).id)).toBeUndefined();
  });

  it('are made once, and changed by one of those who read the same version', async () => {
    const { schedules } = storage;
    const made = await Promise.all([1, 2, 3].map(() => schedules.create(sample(3))));
    const written = made.filter((outcome) => outcome !== 'conflict');
    expect(written).toHaveLength(1);
    const [schedule] = written;
    if (schedule === undefined) throw new Error('nobody made it');
    const changes = await Promise.all(
      [1, 2, 3].map(() => schedules.update({ ...schedule, paused: 'by-hand' })),
    );
    expect(changes.filter((outcome) => outcome !== 'conflict')).toHaveLength(1);
    await schedules.remove(tenant, schedule.id);
    await schedules.remove(tenant, schedule.id);
    expect(await schedules.read(tenant, schedule.id)).toBeUndefined();
    expect(await schedules.update(schedule)).toBe('conflict');
  });

  it('are ours all the same where the answer to the change was lost', async () => {
    const { schedules } = storage;
    proxy.loseAnswers('POST', 1);
    const made = await schedules.create(sample(4));
    if (made === 'conflict') throw new Error('ours was taken for another’s');
    proxy.loseAnswers('PUT', 1);
    const changed = await schedules.update({ ...made, nextAt: '2026-03-09T08:00:00.000Z' });
    expect(changed).toMatchObject({ nextAt: '2026-03-09T08:00:00.000Z' });
    expect(await schedules.read(tenant, made.id)).toEqual(changed);
  });

  it('that a later version wrote are left out and left alone', async () => {
    const table = connection.table(tableNames.organizations);
    const row = (id: string, schedule: string) => ({
      partitionKey: 'later',
      rowKey: `schedule|${id}`,
      schedule,
    });
    const { tenant: _tenant, id: _id, ...facts } = sample(5);
    const odd = { ...facts, rhythm: { ...facts.rhythm, every: 'hour' } };
    await table.createEntity(row('odd', JSON.stringify(odd)));
    await table.createEntity(row('broken', '{'));
    await table.createEntity(row('none', ''));
    await storage.schedules.create(sample(5, { tenant: 'later' }));
    expect((await storage.schedules.list('later')).map(({ id }) => id)).toEqual([sample(5).id]);
    expect(await storage.schedules.read('later', 'odd')).toBeUndefined();
    expect(await storage.schedules.create(sample(5, { tenant: 'later', id: 'odd' }))).toBe(
      'conflict',
    );
  });
});
