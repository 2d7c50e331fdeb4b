import { parseJobMessage } from '../../../src/domain/operations/job-message.ts';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { shardOf } from '../../../src/domain/person-id.ts';
import type { Person } from '../../../src/domain/person.ts';
import { createRefreshViewJob } from '../../../src/features/search/jobs/refresh-view-job.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../../src/infra/storage/storage.ts';
import {
  createDirectoryView,
  type DirectoryView,
} from '../../../src/features/search/directory-view.ts';
import { testConnectionString } from '../../support/storage.ts';
import { personNumber } from './people-for-view.ts';

const tenant = '11111111-2222-3333-4444-555555555555';
const query = { network: 'Employee', locale: 'en', size: 200 } as const;

interface Process {
  readonly storage: Storage;
  readonly view: DirectoryView;
}

let one: Process;
let other: Process;
let startProcess: () => Promise<Process>;

beforeAll(async () => {
  const connectionString = testConnectionString();
  startProcess = async () => {
    const storage = createStorage(await connectStorage({ connectionString }));
    await storage.ensure();
    const { people, segments: segments, changes } = storage;
    return { storage, view: createDirectoryView({ people, segments, changes, now: Date.now }) };
  };
  one = await startProcess();
  other = await startProcess();
});

async function write(
  { storage }: Process,
  id: string,
  change: (before: Person | undefined) => Person,
) {
  const before = (await storage.people.read(tenant, shardOf(id), [id])).get(id);
  await storage.changes.people(tenant, [id]);
  const person = change(before);
  const written = await storage.people.write(tenant, shardOf(id), [
    before === undefined ? { type: 'add', person } : { type: 'update', person, etag: before.etag },
  ]);
  expect(written).toBe('written');
}

const names = async ({ view }: Process) =>
  (await view.page(tenant, query)).entries.map(({ name }) => name);

describe('two processes on one store', () => {
  it('see at once what the other has written', async () => {
    expect([await names(one), await names(other)]).toEqual([[], []]);
    for (let number = 0; number < 20; number += 1) {
      const person = personNumber(number, { displayName: `Sample ${number}` });
      const [writer, reader] = number % 2 === 0 ? [one, other] : [other, one];
      await write(writer, person.id, () => person);
      expect(await names(reader)).toHaveLength(number + 1);
      expect((await reader.view.find(tenant, `sample ${number}`, 1, 'en')).entries[0]?.id).toBe(
        person.id,
      );
    }
    const { id } = personNumber(3, {});
    const deletedAt = new Date().toISOString();
    await write(one, id, (before) => ({ ...(before ?? personNumber(3, {})), deletedAt }));
    expect(await names(other)).not.toContain('Sample 3');
    expect(await other.view.totals(tenant)).toEqual({ Employee: 19, Others: 0 });
  });

  it('and so does one that starts later, from kept parts and from none, with the job in between', async () => {
    expect(await names(await startProcess())).toHaveLength(19);
    const job = createRefreshViewJob({
      view: other.view,
      afterwards: () => Promise.resolve(),
      now: Date.now,
    });
    const message = parseJobMessage({ v: 1, type: 'refresh-view', tenant });
    if (message?.type !== 'refresh-view') throw new Error('the message is not understood');
    const log = { info: () => undefined, warn: () => undefined } as never;
    const handling = { signal: new AbortController().signal, deliveries: 1, log };
    expect(await Promise.all([job(message, handling), job(message, handling)])).toEqual([
      'done',
      'done',
    ]);
    expect(await one.storage.segments.read(tenant, 'f')).not.toBeUndefined();
    await write(one, personNumber(50, {}).id, () => personNumber(50, { displayName: 'Newest' }));
    expect(await names(await startProcess())).toContain('Newest');
    expect(await names(other)).toContain('Newest');
  });

  it('an import that one writes is seen by the other when its shard’s end is noted', async () => {
    const person = personNumber(60, { displayName: 'Imported' });
    const shard = shardOf(person.id);
    await one.storage.changes.shard(tenant, shard);
    await names(other);
    await one.storage.people.write(tenant, shard, [{ type: 'add', person }]);
    await one.storage.changes.shard(tenant, shard);
    // An answer that comes before the shard has been read again says so.
    let answer = await other.view.page(tenant, query);
    while (answer.updating) answer = await other.view.page(tenant, query);
    expect(answer.entries.map(({ name }) => name)).toContain('Imported');
  });
});
