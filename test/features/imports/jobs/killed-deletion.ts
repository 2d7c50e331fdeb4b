import { expect } from 'expect';
import { sampleCsv } from '../../../../scripts/sample-people.ts';
import type { SeenCard } from '../../../support/teams-client.ts';
import { adminsPeople, theNotice, patience, transaction, type Life } from './killed-process.ts';

const people = 400;
const kept = 40;

/** A process that is killed while it deletes deletes nobody twice, and nobody whom the file names. */
export async function deletionKilled(life: Life): Promise<void> {
  const { tara } = life.teams;
  const preview = (): Promise<SeenCard> =>
    tara.waitForCard((card) => card.titles.includes('Import'), { timeoutMs: patience });
  const file = (await Array.fromAsync(sampleCsv({ count: people, seed: 7 }))).join('');
  await life.dead();
  await life.alive();
  await tara.say('import employees');
  await tara.sendFile('many.csv', file);
  await tara.press(await preview(), 'Import');
  await life.until(({ state }) => state === 'completed');
  await life.dead();
  await life.alive();

  await tara.say('import');
  const card = await tara.waitForCard((seen) => seen.titles.includes('Continue'));
  await tara.press(card, 'Continue', { network: 'Employee', mode: 'everyone' });
  await tara.waitForCard('Send the file for');
  await tara.sendFile(
    'few.csv',
    file
      .split('\n')
      .slice(0, kept + 1)
      .join('\n'),
  );
  const asked = await preview();
  const midway = life.hold(transaction, 6);
  await tara.press(asked, 'Import', { missing: 'delete', sure: 'true' });
  await midway;
  await life.dead();
  // Some transactions were on their way, others have not begun.
  const deleted = (await adminsPeople(life)).filter(({ deletedAt }) => deletedAt !== undefined);
  expect(deleted.length).toBeLessThan(people - kept);
  await life.alive();
  const done = await life.until(({ state }) => state === 'completed' || state === 'failed');
  expect(done).toMatchObject({
    state: 'completed',
    counts: { added: 0, updated: 0, unchanged: kept, rejected: 0, deleted: people - kept },
    rowsDone: people,
    rowsTotal: people,
  });
  const all = await adminsPeople(life);
  expect(all.filter(({ deletedAt }) => deletedAt === undefined)).toHaveLength(kept);
  const deletions = all.flatMap(({ history }) =>
    history.filter(({ operation }) => operation === done.id),
  );
  expect(deletions).toHaveLength(people - kept);
  await theNotice(life, 'Import completed', 'few.csv');
}
