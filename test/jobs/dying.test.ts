import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from '../../src/operations/operation.ts';
import { shards } from '../../src/directory/person-id.ts';
import { connectStorage } from '../../src/storage/connect.ts';
import { createStorage, type Storage } from '../../src/storage/storage.ts';
import { sampleCsv } from '../../scripts/sample-people.ts';
import { startLocalTeams, type TestTeams } from '../support/local-teams.ts';
import { freePort, startProcess, type RollcallProcess } from '../support/process.ts';
import { testConnectionString } from '../support/storage.ts';

const people = 3000;
const patience = 120_000;

/** A process that is killed takes nothing with it: the import finishes, once, with one notice. */
describe('an import whose process dies', () => {
  let storage: Storage;
  let teams: TestTeams;
  let running: RollcallProcess;
  let environment: Record<string, string>;
  let file: string;

  beforeAll(async () => {
    const connectionString = testConnectionString();
    const port = await freePort();
    environment = { AZURE_STORAGE_CONNECTION_STRING: connectionString, PORT: String(port) };
    storage = createStorage(await connectStorage({ connectionString }));
    teams = await startLocalTeams(`http://127.0.0.1:${port}/api/messages`);
    running = await startProcess(environment);
    file = await text(sampleCsv({ count: people, seed: 7 }));
  }, patience);
  afterAll(async () => {
    await running.kill();
    await teams.stop();
  });

  async function restart(): Promise<void> {
    await running.kill();
    running = await startProcess(environment);
  }

  it(
    'goes on after a kill while it is planned and again while it is applied',
    async () => {
      const { tara } = teams;
      await tara.say('import employees');
      await tara.sendFile('many.csv', file);
      await until(
        storage,
        tara.person.tenantId,
        ({ state }) => state === 'planning' || state === 'preview',
      );
      await restart();
      const preview = await tara.waitForCard((card) => card.titles.includes('Import'), {
        since: 'start',
        timeoutMs: patience,
      });
      await tara.press(preview, 'Import');
      await until(
        storage,
        tara.person.tenantId,
        ({ state }) => state === 'applying' || state === 'completed',
      );
      await restart();
      const done = await until(storage, tara.person.tenantId, ({ state }) => state === 'completed');

      expect(done.counts).toEqual({ added: people, updated: 0, unchanged: 0, rejected: 0 });
      expect(await countPeople(storage, tara.person.tenantId)).toBe(people);
      await tara.waitForCard((card) => card.text.includes('Import completed'), {
        since: 'start',
        timeoutMs: patience,
      });
      const notices = tara.cards('start').filter((card) => card.text.includes('Import completed'));
      expect(notices).toHaveLength(1);
    },
    patience,
  );

  it(
    'hands its job back when it is asked to stop, and that isn’t counted as a try',
    async () => {
      const { tara } = teams;
      await tara.say('import others');
      await tara.sendFile('moved.csv', file);
      const preview = await tara.waitForCard((card) => card.titles.includes('Import'), {
        timeoutMs: patience,
      });
      await tara.press(preview, 'Import');
      await until(
        storage,
        tara.person.tenantId,
        ({ state }) => state === 'applying' || state === 'completed',
      );
      expect(await running.terminate()).toBe(0);
      const [waiting] = (await storage.operations.page(tara.person.tenantId, 'import', 1))
        .operations;
      expect(waiting?.tries ?? 0).toBeLessThanOrEqual(1);
      running = await startProcess(environment);
      const done = await until(storage, tara.person.tenantId, ({ state }) => state === 'completed');
      expect(done.counts).toEqual({ added: 0, updated: people, unchanged: 0, rejected: 0 });
    },
    patience,
  );
});

async function text(
  chunks: AsyncIterable<string | Buffer> | Iterable<string | Buffer>,
): Promise<string> {
  let all = '';
  for await (const chunk of chunks) all += chunk.toString();
  return all;
}

async function until(
  storage: Storage,
  tenant: string,
  fits: (operation: Operation) => boolean,
): Promise<Operation> {
  const deadline = Date.now() + patience;
  for (;;) {
    const [newest] = (await storage.operations.page(tenant, 'import', 1)).operations;
    if (newest !== undefined && fits(newest)) return newest;
    if (Date.now() > deadline)
      throw new Error(`waited in vain; it stands at ${newest?.state ?? 'nothing'}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function countPeople(storage: Storage, tenant: string): Promise<number> {
  let count = 0;
  for (const shard of shards)
    for await (const page of storage.people.scanHashes(tenant, shard)) count += page.length;
  return count;
}
