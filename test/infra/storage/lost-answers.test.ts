import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { noCounts, operationId } from '../../../src/domain/operations/operation.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage } from '../../../src/infra/storage/storage.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { testConnectionString } from '../../support/storage.ts';
import { startLosingProxy } from './losing-proxy.ts';
import type { LosingProxy } from './losing-proxy.ts';
import { samplePerson, tenant } from './sample-people.ts';

let proxy: LosingProxy;
let storage: Storage;

beforeAll(async () => {
  proxy = await startLosingProxy(testConnectionString());
  storage = createStorage(await connectStorage({ connectionString: proxy.connectionString }));
  await storage.ensure();
});

afterAll(() => proxy.stop());

describe('when the answer to a write is lost on its way', () => {
  it('a new operation is ours all the same, and so is its next state', async () => {
    proxy.loseAnswers('POST', 1);
    const operation = await storage.operations.create({
      tenant,
      kind: 'import',
      id: operationId(1, 'abcdef01'),
      state: 'choosing',
      at: '2026-01-01T00:00:00.000Z',
      by: { id: 'a', name: 'Sample' },
      locale: 'en',
      fileName: 'a.csv',
      fileBytes: 1,
      counts: noCounts,
      rowsDone: 0,
      tries: 0,
      original: 'x',
    });
    if (operation === 'conflict') throw new Error('took its own write for another’s');
    proxy.loseAnswers('PUT', 1);
    const next = await storage.operations.update({ ...operation, state: 'planning' });
    if (next === 'conflict') throw new Error('took its own write for another’s');
    expect(await storage.operations.read(operation)).toEqual(next);
  });

  it('a turn is claimed once, by the one who asked', async () => {
    proxy.loseAnswers('POST', 1);
    expect(await storage.turns.claim(tenant, 'activity-1')).toBe('claimed');
    expect(await storage.turns.claim(tenant, 'activity-1')).toBe('busy');
  });

  it('people are there, and the importer is told to look again', async () => {
    proxy.loseAnswers('POST', 1);
    const writes = [1, 2].map((number) => ({ type: 'add', person: samplePerson(number) }) as const);
    expect(await storage.people.write(tenant, '0', writes)).toBe('conflict');
    const ids = writes.map(({ person }) => person.id);
    expect((await storage.people.read(tenant, '0', ids)).size).toBe(2);
  });

  it('a notice stands in the outbox once', async () => {
    proxy.loseAnswers('POST', 1);
    const operation = { kind: 'import', id: operationId(2, 'abcdef01') } as const;
    const notice = { tenant, to: 'person-1', operation, at: '2026-01-01T00:00:00.000Z' };
    const row = await storage.outbox.put(notice);
    expect(await storage.outbox.put(notice)).toEqual(row);
  });

  it('an organization keeps the one identity secret that stands in its settings', async () => {
    proxy.loseAnswers('POST', 1);
    const { identitySecret } = await storage.organizations.facts(tenant);
    const other = createStorage(await connectStorage({ connectionString: proxy.connectionString }));
    expect((await other.organizations.facts(tenant)).identitySecret).toBe(identitySecret);
  });

  it('a file is whole', async () => {
    const bytes = Buffer.alloc(3 * 1024 * 1024, 'sample');
    proxy.loseAnswers('PUT', 3);
    async function* content() {
      yield await Promise.resolve(bytes);
    }
    await storage.files.write('lost/file', content());
    proxy.breakOff('GET', 500_000, 3);
    const read: Buffer[] = [];
    for await (const chunk of storage.files.open('lost/file')) read.push(chunk);
    expect(Buffer.concat(read).equals(bytes)).toBe(true);
  });
});

describe('when an answer breaks off in its middle', () => {
  it('it is the storage that failed, and whoever asked may ask again', async () => {
    proxy.breakOff('GET', 10, 1);
    const page = () => storage.operations.page(tenant, 'import', 1);
    await expect(page()).rejects.toMatchObject({ code: 'storage-unreachable' });
    expect((await page()).operations).toHaveLength(1);
  });
});
