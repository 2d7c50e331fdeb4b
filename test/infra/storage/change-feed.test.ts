import { beforeAll, describe, expect, it } from '@jest/globals';
import type { StorageConnection } from '../../../src/infra/storage/connect.ts';
import { createChangeFeed } from '../../../src/infra/storage/change-feed.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import { openTestStorage } from '../../support/storage.ts';
import { otherTenant, samplePerson, tenant } from './sample-people.ts';

let connection: StorageConnection;

beforeAll(async () => {
  ({ connection } = await openTestStorage());
});

let nextTenant = 0;

/** Notes of an organization of the test's own, written at the time that the test says. */
function notesAt(time: { now: number }) {
  nextTenant += 1;
  const notes = createChangeFeed(connection.table(tableNames.changes), () => time.now);
  return { notes, organization: `${tenant.slice(0, -2)}${10 + nextTenant}` };
}

const ids = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => samplePerson(from + index).id);

describe('change notes', () => {
  it('say by time whom and which shards to look at again, of one organization only', async () => {
    const time = { now: Date.UTC(2026, 0, 1) };
    const { notes, organization } = notesAt(time);
    const [one = '', two = ''] = ids(1, 2);
    await notes.people(organization, [one]);
    time.now += 5;
    await notes.shard(organization, 'f');
    time.now += 5;
    await notes.people(organization, [two]);
    await notes.people(otherTenant, [one]);
    const all = await notes.since(organization, 0);
    expect(all.map(({ at, subject }) => ({ at, subject }))).toEqual([
      { at: time.now - 10, subject: { person: one } },
      { at: time.now - 5, subject: { shard: 'f' } },
      { at: time.now, subject: { person: two } },
    ]);
    expect(await notes.since(organization, time.now - 5)).toEqual(all.slice(1));
    expect(await notes.since(organization, time.now + 1)).toEqual([]);
  });

  it('take a hundred people at once, the same one twice, and nobody; and no more than a hundred', async () => {
    const { notes, organization } = notesAt({ now: Date.now() });
    const hundred = ids(100, 100);
    await notes.people(organization, [...hundred, ...hundred]);
    await notes.people(organization, []);
    const noted = await notes.since(organization, 0);
    expect(noted.map(({ subject }) => subject)).toEqual(hundred.map((person) => ({ person })));
    await expect(notes.people(organization, ids(0, 101))).rejects.toMatchObject({
      code: 'unexpected',
    });
  });

  it('are all found, however many there are since the last look', async () => {
    const time = { now: Date.now() };
    const { notes, organization } = notesAt(time);
    for (let batch = 0; batch < 12; batch += 1) {
      time.now += 1;
      await notes.people(organization, ids(batch * 100, 100));
    }
    expect(await notes.since(organization, 0)).toHaveLength(1_200);
  });

  it('go when they are old, and no others, also when two processes sweep', async () => {
    const time = { now: 1_000 };
    const { notes, organization } = notesAt(time);
    await notes.people(organization, ids(0, 30));
    time.now = 2_000;
    await notes.shard(organization, '0');
    await Promise.all([notes.purge(organization, 2_000), notes.purge(organization, 2_000)]);
    expect(await notes.purge(organization, 2_000)).toBe(0);
    expect((await notes.since(organization, 0)).map(({ subject }) => subject)).toEqual([
      { shard: '0' },
    ]);
  });
});
