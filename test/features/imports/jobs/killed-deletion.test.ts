import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import { shards } from '../../../../src/domain/person-id.ts';
import type { StoredPerson } from '../../../../src/domain/people-store.ts';
import { connectStorage } from '../../../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../../../src/infra/storage/storage.ts';
import { sampleCsv } from '../../../../scripts/sample-people.ts';
import { startLocalTeams, type TestTeams } from '../../../support/local-teams.ts';
import { freePort, startProcess, type RollcallProcess } from '../../../support/process.ts';
import type { SeenCard } from '../../../support/teams-client.ts';
import { testConnectionString } from '../../../support/storage.ts';

const people = 4000;
const kept = 40;
const patience = 120_000;

/** A process that is killed while it deletes deletes nobody twice, and nobody whom the file names. */
describe('a deletion by file whose process dies', () => {
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
    file = (await Array.fromAsync(sampleCsv({ count: people, seed: 7 }))).join('');
  }, patience);
  afterAll(async () => {
    await running.kill();
    await teams.stop();
  });

  async function until(fits: (operation: Operation) => boolean): Promise<Operation> {
    const deadline = Date.now() + patience;
    for (;;) {
      const page = await storage.operations.page(teams.tara.person.tenantId, 'import', 1);
      const [newest] = page.operations;
      if (newest !== undefined && fits(newest)) return newest;
      if (Date.now() > deadline) throw new Error(`waited in vain at ${newest?.state ?? 'nothing'}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  const preview = (): Promise<SeenCard> =>
    teams.tara.waitForCard((card) => card.titles.includes('Import'), { timeoutMs: patience });

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards) {
      for await (const page of storage.people.scan(teams.tara.person.tenantId, shard))
        all.push(...page.filter(({ source }) => source === 'admin'));
    }
    return all;
  }

  it(
    'goes on after a kill: each is deleted once, those in the file stay, and one notice tells of it',
    async () => {
      const { tara } = teams;
      await tara.say('import employees');
      await tara.sendFile('many.csv', file);
      await tara.press(await preview(), 'Import');
      await until(({ state }) => state === 'completed');

      await tara.say('import');
      const card = await tara.waitForCard((seen) => seen.titles.includes('Continue'));
      await tara.press(card, 'Continue', { network: 'Employee', mode: 'everyone' });
      await tara.waitForCard('Send the file for');
      const few = file.split('\n').slice(0, kept + 1);
      await tara.sendFile('few.csv', few.join('\n'));
      const asked = await preview();
      await tara.press(asked, 'Import', { missing: 'delete', sure: 'true' });
      const midway = await until(({ counts }) => (counts.deleted ?? 0) > 0);
      await running.kill();
      expect(midway.counts.deleted).toBeLessThan(people - kept);
      running = await startProcess(environment);
      const done = await until(({ state }) => state === 'completed' || state === 'failed');
      expect(done).toMatchObject({
        state: 'completed',
        counts: { added: 0, updated: 0, unchanged: kept, rejected: 0, deleted: people - kept },
        rowsDone: people,
        rowsTotal: people,
      });
      const all = await everyone();
      expect(all.filter(({ deletedAt }) => deletedAt === undefined)).toHaveLength(kept);
      const deletions = all.flatMap(({ history }) =>
        history.filter(({ operation }) => operation === done.id),
      );
      expect(deletions).toHaveLength(people - kept);
      await tara.waitForCard((seen) => seen.text.includes('few.csv') && isNotice(seen), {
        since: 'start',
        timeoutMs: patience,
      });
      const notices = tara
        .cards('start')
        .filter((seen) => isNotice(seen) && seen.text.includes('few.csv'));
      expect(notices).toHaveLength(1);
    },
    patience,
  );
});

function isNotice({ text }: SeenCard): boolean {
  return text.includes('Import completed');
}
