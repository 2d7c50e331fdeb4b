import { expect } from 'expect';
import { shards } from '../../../../src/domain/person-id.ts';
import { samplePerson } from '../../../infra/storage/sample-people.ts';
import { theNotice, patience, type Life } from './killed-process.ts';

const everyone = 320;

/** An export whose process is killed before its file is there, and again. */
export async function exportKilled(life: Life): Promise<void> {
  const { storage, tenant, teams } = life;
  const { tara } = teams;
  await fill(life);
  await tara.say('export');
  const form = await tara.waitForCard((card) => card.titles.includes('Create request'), {
    timeoutMs: patience,
  });
  await life.dead();
  await life.alive();
  for (const death of ['first', 'second']) {
    const midway = life.hold('blob PUT files');
    if (death === 'first') await tara.press(form, 'Create request');
    await midway;
    await life.dead();
    await life.alive();
  }
  const done = await life.until(
    ({ state }) => state === 'completed' || state === 'failed',
    'export',
  );
  expect(done.state).toBe('completed');
  const notice = await theNotice(life, 'Export completed');
  const lines = await (await tara.follow(notice, 'Download')).text();
  const phones = lines.trim().split('\r\n').slice(1);
  expect(done.exported?.people).toBe(phones.length);
  // Tara, who may or may not have signed in before the kill, has no phone.
  const filled = phones.filter((line) => line.includes('+'));
  expect(new Set(filled).size).toBe(everyone);
  expect(filled).toHaveLength(everyone);
  const files = (await Array.fromAsync(storage.files.list(`${tenant}/${done.id}/`))).flat();
  expect(files.map(({ name }) => name.split('/').at(-1))).toEqual(['export.csv', 'roster.txt']);
}

async function fill({ storage, tenant }: Life): Promise<void> {
  const perShard = everyone / shards.length;
  for (const [index, shard] of shards.entries()) {
    const writes = Array.from({ length: perShard }, (_, place) => {
      const person = samplePerson(index * perShard + place);
      const id = `${shard}${person.id.slice(1)}`;
      return { type: 'add' as const, person: { ...person, id } };
    });
    await storage.people.write(tenant, shard, writes);
  }
}
