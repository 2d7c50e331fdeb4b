import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shards } from '../../../../src/domain/person-id.ts';
import type { StoredPerson } from '../../../../src/domain/people-store.ts';
import { sampleCsv } from '../../../../scripts/sample-people.ts';
import { patience, startKilledProcess, type KilledProcess } from './killed-process.ts';
import type { SeenCard } from '../../../support/teams-client.ts';

const people = 400;
const kept = 40;

/** A process that is killed while it deletes deletes nobody twice, and nobody whom the file names. */
describe('a deletion by file whose process dies', () => {
  let killed: KilledProcess;
  let file: string;

  beforeAll(async () => {
    killed = await startKilledProcess();
    file = (await Array.fromAsync(sampleCsv({ count: people, seed: 7 }))).join('');
  }, patience);
  afterAll(() => killed.stop());

  const preview = (): Promise<SeenCard> =>
    killed.teams.tara.waitForCard((card) => card.titles.includes('Import'), {
      timeoutMs: patience,
    });

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards) {
      for await (const page of killed.storage.people.scan(killed.teams.tara.person.tenantId, shard))
        all.push(...page.filter(({ source }) => source === 'admin'));
    }
    return all;
  }

  it(
    'goes on after a kill: each is deleted once, those in the file stay, and one notice tells of it',
    async () => {
      const { tara } = killed.teams;
      await tara.say('import employees');
      await tara.sendFile('many.csv', file);
      await tara.press(await preview(), 'Import');
      await killed.until(({ state }) => state === 'completed');

      await tara.say('import');
      const card = await tara.waitForCard((seen) => seen.titles.includes('Continue'));
      await tara.press(card, 'Continue', { network: 'Employee', mode: 'everyone' });
      await tara.waitForCard('Send the file for');
      const few = file.split('\n').slice(0, kept + 1);
      await tara.sendFile('few.csv', few.join('\n'));
      const asked = await preview();
      const midway = killed.hold('table POST $batch', 6);
      await tara.press(asked, 'Import', { missing: 'delete', sure: 'true' });
      await midway;
      await killed.kill();
      // Some transactions were on their way, others have not begun.
      const deleted = (await everyone()).filter(({ deletedAt }) => deletedAt !== undefined);
      expect(deleted.length).toBeLessThan(people - kept);
      await killed.restart();
      const done = await killed.until(({ state }) => state === 'completed' || state === 'failed');
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
