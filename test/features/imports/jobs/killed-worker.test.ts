import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import { shards } from '../../../../src/domain/person-id.ts';
import { createLocalGraph } from '../../../../emulators/graph/local-graph.ts';
import { createLog } from '../../../../src/log.ts';
import { sampleCsv } from '../../../../scripts/sample-people.ts';
import type { Storage } from '../../../../src/infra/storage/storage.ts';
import { patience, startKilledProcess, type KilledProcess } from './killed-process.ts';
import { samplePerson } from '../../../infra/storage/sample-people.ts';

const people = 480;
const users = 200;
const everyone = 320;
/** Writes of people: some have been written when the process dies. */
const transaction = 'table POST $batch';

/**
 * Each lives through its deaths in an account of its own. All at once, since they mostly wait until what the dead
 * process had claimed is free.
 */
const lives: Readonly<Record<string, () => Promise<void>>> = {
  'an import finishes, once, with one notice: it goes on after a kill while it is planned and again while it is applied':
    importKilled,
  'an import that is asked to stop hands its job back, and that isn’t counted as a try':
    importStopped,
  'an export is completed by the next process: one file, with everyone in it, and one notice':
    exportKilled,
  'a sync goes on after a kill while Entra is read, and again while people are brought in: nobody is added twice, and there is one notice':
    syncKilled,
};

describe('a process that dies takes nothing with it', () => {
  const lived = new Map<string, Promise<void>>();
  beforeAll(() => {
    for (const [name, live] of Object.entries(lives)) {
      const living = live();
      living.catch(() => undefined);
      lived.set(name, living);
    }
  });

  it.each(Object.keys(lives))('%s', (name) => lived.get(name), patience);
});

async function withProcess(
  live: (killed: KilledProcess) => Promise<void>,
  settings: Readonly<Record<string, string>> = {},
): Promise<void> {
  const killed = await startKilledProcess(settings);
  try {
    await live(killed);
  } finally {
    await killed.stop();
  }
}

const fileOf = async (count: number) =>
  (await Array.fromAsync(sampleCsv({ count, seed: 7 }))).join('');

function importKilled(): Promise<void> {
  return withProcess(async (killed) => {
    const { tara } = killed.teams;
    await tara.say('import employees');
    await tara.sendFile('many.csv', await fileOf(people));
    await killed.until(({ state }) => state === 'planning' || state === 'preview');
    await killed.restart();
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'), {
      since: 'start',
      timeoutMs: patience,
    });
    const midway = killed.hold(transaction, 5);
    await tara.press(preview, 'Import');
    await midway;
    await killed.restart();
    const done = await killed.until(({ state }) => state === 'completed');

    expect(done.counts).toEqual({ added: people, updated: 0, unchanged: 0, rejected: 0 });
    expect(await countImported(killed.storage, tara.person.tenantId)).toBe(people);
    await tara.waitForCard((card) => card.text.includes('Import completed'), {
      since: 'start',
      timeoutMs: patience,
    });
    const notices = tara.cards('start').filter((card) => card.text.includes('Import completed'));
    expect(notices).toHaveLength(1);
  });
}

function importStopped(): Promise<void> {
  return withProcess(async (killed) => {
    const { tara } = killed.teams;
    await tara.say('import others');
    await tara.sendFile('many.csv', await fileOf(people));
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'), {
      timeoutMs: patience,
    });
    await tara.press(preview, 'Import');
    await killed.until(({ state }) => state === 'applying' || state === 'completed');
    expect(await killed.terminate()).toBe(0);
    const [waiting] = (await killed.storage.operations.page(tara.person.tenantId, 'import', 1))
      .operations;
    expect(waiting?.tries ?? 0).toBeLessThanOrEqual(1);
    await killed.start();
    const done = await killed.until(({ state }) => state === 'completed');
    expect(done.counts).toEqual({ added: people, updated: 0, unchanged: 0, rejected: 0 });
  });
}

function exportKilled(): Promise<void> {
  return withProcess(async (killed) => {
    const { storage, teams } = killed;
    const { tara } = teams;
    const { tenantId } = tara.person;
    await fill(storage, tenantId, everyone);
    await tara.say('export');
    const form = await tara.waitForCard((card) => card.titles.includes('Create request'), {
      timeoutMs: patience,
    });
    for (const death of ['first', 'second']) {
      const midway = killed.hold('blob PUT files');
      if (death === 'first') await tara.press(form, 'Create request');
      await midway;
      await killed.restart();
    }
    const done = await killed.until(
      ({ state }) => state === 'completed' || state === 'failed',
      'export',
    );
    expect(done.state).toBe('completed');
    await tara.waitForCard((card) => card.text.includes('Export completed'), {
      since: 'start',
      timeoutMs: patience,
    });
    const notices = tara
      .cards('start')
      .filter(({ text: words }) => words.includes('Export completed'));
    expect(notices).toHaveLength(1);
    const [notice] = notices;
    const lines = notice === undefined ? '' : await (await tara.follow(notice, 'Download')).text();
    const phones = lines.trim().split('\r\n').slice(1);
    expect(done.exported?.people).toBe(phones.length);
    // Tara, who may or may not have signed in before the kill, has no phone.
    const filled = phones.filter((line) => line.includes('+'));
    expect(new Set(filled).size).toBe(everyone);
    expect(filled).toHaveLength(everyone);
    const files = (await Array.fromAsync(storage.files.list(`${tenantId}/${done.id}/`))).flat();
    expect(files.map(({ name }) => name.split('/').at(-1))).toEqual(['export.csv', 'roster.txt']);
  });
}

async function syncKilled(): Promise<void> {
  const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: createLog('silent') });
  await graph.start();
  const settings = { GRAPH_URL: new URL(graph.url).origin };
  const living = withProcess(async (killed) => {
    const { storage, teams } = killed;
    const { tara } = teams;
    const { tenantId } = tara.person;
    const step = (...states: Operation['state'][]) =>
      killed.until(({ state }) => states.includes(state), 'sync');
    graph.fill(tenantId, users);
    const members = graph.users
      .all(tenantId)
      .filter(({ userType, accountEnabled }) => userType !== 'Guest' && accountEnabled);
    const title = (name: string) =>
      tara.waitForCard((card) => card.titles.includes(name), { timeoutMs: patience });
    await tara.say('sync');
    await tara.press(await title('Change mapping'), 'Change mapping');
    await tara.press(await title('Save'), 'Save');
    graph.faults.hang(true);
    await tara.press(await title('Sync now'), 'Sync now');
    await step('planning');
    await killed.restart();
    graph.faults.hang(false);
    await step('preview');
    const preview = await tara.waitForCard((card) => card.titles.includes('Start sync'), {
      since: 'start',
      timeoutMs: patience,
    });
    const midway = killed.hold(transaction, 1);
    await tara.press(preview, 'Start sync');
    await midway;
    await killed.restart();
    const done = await step('completed', 'failed');
    expect(done).toMatchObject({
      state: 'completed',
      sync: { removed: 0 },
      counts: { added: members.length, updated: 0, unchanged: 0, rejected: 0 },
    });
    const ids = new Map<string, number>();
    for (const shard of shards) {
      for await (const page of storage.people.scan(tenantId, shard)) {
        for (const { entraId = '' } of page) ids.set(entraId, (ids.get(entraId) ?? 0) + 1);
      }
    }
    expect(members.filter(({ id }) => ids.get(id) !== 1)).toEqual([]);
    await tara.waitForCard((card) => card.text.includes('Sync completed'), {
      since: 'start',
      timeoutMs: patience,
    });
    const notices = tara.cards('start').filter((card) => card.text.includes('Sync completed'));
    expect(notices).toHaveLength(1);
  }, settings);
  await living.finally(() => graph.stop());
}

async function fill(storage: Storage, tenant: string, count: number): Promise<void> {
  const perShard = count / shards.length;
  for (const [index, shard] of shards.entries()) {
    for (let from = 0; from < perShard; from += 50) {
      const writes = Array.from({ length: Math.min(50, perShard - from) }, (_, place) => {
        const person = samplePerson(index * perShard + from + place);
        const id = `${shard}${person.id.slice(1)}`;
        return { type: 'add' as const, person: { ...person, id } };
      });
      await storage.people.write(tenant, shard, writes);
    }
  }
}

/** Without Tara, who may or may not have signed in before the kill. */
async function countImported(storage: Storage, tenant: string): Promise<number> {
  let count = 0;
  for (const shard of shards) {
    for await (const page of storage.people.scan(tenant, shard)) {
      count += page.filter(({ source }) => source === 'admin').length;
    }
  }
  return count;
}
