import { expect } from 'expect';
import { sampleCsv } from '../../../../scripts/sample-people.ts';
import { adminsPeople, theNotice, patience, transaction, type Life } from './killed-process.ts';

const people = 480;

/** An import whose process is killed while it is planned, and again while it is applied. */
export async function importKilled(life: Life): Promise<void> {
  const { tara } = life.teams;
  await life.dead();
  await life.alive();
  const planning = life.hold('blob PUT work');
  await tara.say('import employees');
  await tara.sendFile('many.csv', await fileOf(people));
  await planning;
  await life.dead();
  await life.alive();
  const preview = await tara.waitForCard((card) => card.titles.includes('Import'), {
    since: 'start',
    timeoutMs: patience,
  });
  const midway = life.hold(transaction, 5);
  await tara.press(preview, 'Import');
  await midway;
  await life.dead();
  await life.alive();
  const done = await life.until(({ state }) => state === 'completed');

  expect(done.counts).toEqual({ added: people, updated: 0, unchanged: 0, rejected: 0 });
  expect(await adminsPeople(life)).toHaveLength(people);
  await theNotice(life, 'Import completed');
}

/** An import whose process is asked to stop while it is applied. */
export async function importStopped(life: Life): Promise<void> {
  const { tara } = life.teams;
  await tara.say('import others');
  await tara.sendFile('many.csv', await fileOf(people));
  const preview = await tara.waitForCard((card) => card.titles.includes('Import'), {
    timeoutMs: patience,
  });
  await tara.press(preview, 'Import');
  await life.until(({ state }) => state === 'applying' || state === 'completed');
  expect(await life.dead()).toBe(0);
  const [waiting] = (await life.storage.operations.page(life.tenant, 'import', 1)).operations;
  expect(waiting?.tries ?? 0).toBeLessThanOrEqual(1);
  await life.alive();
  const done = await life.until(({ state }) => state === 'completed');
  expect(done.counts).toEqual({ added: people, updated: 0, unchanged: 0, rejected: 0 });
}

async function fileOf(count: number): Promise<string> {
  return (await Array.fromAsync(sampleCsv({ count, seed: 7 }))).join('');
}
