import { expect } from 'expect';
import type { LocalGraph } from '../../../../emulators/graph/local-graph.ts';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import { theNotice, peopleOf, patience, transaction, type Life } from './killed-process.ts';

const users = 200;

/** A sync whose process is killed while Entra is read, and again while people are brought in. */
export async function syncKilled(life: Life, graph: LocalGraph): Promise<void> {
  const { tenant, teams } = life;
  const { tara } = teams;
  const step = (...states: Operation['state'][]) =>
    life.until(({ state }) => states.includes(state), 'sync');
  graph.fill(tenant, users);
  const members = graph.users
    .all(tenant)
    .filter(({ userType, accountEnabled }) => userType !== 'Guest' && accountEnabled);
  const title = (name: string) =>
    tara.waitForCard((card) => card.titles.includes(name), { timeoutMs: patience });
  await tara.say('sync');
  await tara.press(await title('Change mapping'), 'Change mapping');
  await tara.press(await title('Save'), 'Save');
  const ready = await title('Sync now');
  await life.dead();
  await life.alive();
  graph.faults.hang(true);
  await tara.press(ready, 'Sync now');
  await step('planning');
  await life.dead();
  graph.faults.hang(false);
  await life.alive();
  await step('preview');
  const preview = await tara.waitForCard((card) => card.titles.includes('Start sync'), {
    since: 'start',
    timeoutMs: patience,
  });
  const midway = life.hold(transaction, 1);
  await tara.press(preview, 'Start sync');
  await midway;
  await life.dead();
  await life.alive();
  const done = await step('completed', 'failed');
  expect(done).toMatchObject({
    state: 'completed',
    sync: { removed: 0 },
    counts: { added: members.length, updated: 0, unchanged: 0, rejected: 0 },
  });
  const ids = new Map<string, number>();
  for (const { entraId = '' } of await peopleOf(life))
    ids.set(entraId, (ids.get(entraId) ?? 0) + 1);
  expect(members.filter(({ id }) => ids.get(id) !== 1)).toEqual([]);
  await theNotice(life, 'Sync completed');
}
