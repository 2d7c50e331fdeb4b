import { setTimeout as pause } from 'node:timers/promises';
import { sampleCsv } from '../scripts/sample-people.ts';
import { shards } from '../src/domain/person-id.ts';
import { isEnded, type Operation } from '../src/domain/operations/operation.ts';
import type { Storage } from '../src/infra/storage/storage.ts';
import { startLocalTeams, type TestTeams } from '../test/support/local-teams.ts';
import type { TeamsClient } from '../test/support/teams-client.ts';
import { startProxy } from '../test/faults/proxy.ts';
import { withEmbeddedStore, type StoreAddresses } from './embedded-store.ts';
import { keepFigures, rounded } from './figures.ts';
import { startProcess, type ProductProcess } from './product.ts';

/*
 * Runs two web and four worker processes on one store for three admins, and ends some of the processes with
 * SIGKILL: the result has to equal that of a single process. The same work by one process is measured in the
 * same run.
 */
const files = { tara: 30_000, omar: 3_000, gita: 3_000 } as const;
type Key = keyof typeof files;
const patienceMs = 600_000;

interface Place {
  readonly role: 'web' | 'worker' | 'all';
  process: ProductProcess;
}

async function startPlaces(store: StoreAddresses, roles: readonly Place['role'][]) {
  return Promise.all(
    roles.map(async (role): Promise<Place> => {
      return { role, process: await startProcess(store, { settings: { ROLE: role } }) };
    }),
  );
}

/** Sends each request to the next web process, like a load balancer. */
async function inFrontOf(places: readonly Place[]) {
  const webs = places.filter(({ role }) => role !== 'worker');
  let turn = 0;
  return startProxy({
    target: () => webs[(turn += 1) % webs.length]?.process.port,
    classOf: () => ({ service: 'bot', name: 'activity', isPoll: false, isRead: false }),
    faultFor: () => undefined,
  });
}

/** Kills one of these processes and starts another in its place. */
async function replace(store: StoreAddresses, place: Place | undefined): Promise<void> {
  if (place === undefined) throw new Error('there is no such place');
  await place.process.kill();
  place.process = await startProcess(store, { settings: { ROLE: place.role } });
}

async function until<T>(look: () => Promise<T | undefined>, what: string): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`in vain: ${what}`);
    await pause(100);
  }
}

async function newest(storage: Storage, who: TeamsClient): Promise<Operation | undefined> {
  const { tenantId, aadObjectId } = who.person;
  const { operations } = await storage.operations.page(tenantId, 'import', 20);
  return operations.find(({ by }) => by.id === aadObjectId);
}

/** One admin's import, from the file to the end. */
async function importAs(teams: TestTeams, storage: Storage, key: Key, seed: number) {
  const who = teams[key];
  const csv = [...sampleCsv({ count: files[key], seed })].join('');
  await who.say('import employees');
  await who.sendFile(`${key}.csv`, csv);
  const preview = await who.waitForCard((card) => card.titles.includes('Import'), {
    since: 'start',
    timeoutMs: patienceMs,
  });
  // A web process that dies at this moment leaves the admin with an error and a button, which is selected
  // again.
  await until(async () => {
    await who.press(who.now(preview), 'Import').catch(() => undefined);
    const state = (await newest(storage, who))?.state;
    return state === 'preview' ? undefined : state;
  }, `${key}'s press`);
  return until(async () => {
    const operation = await newest(storage, who);
    return operation !== undefined && isEnded(operation.state) ? operation : undefined;
  }, `${key}'s import`);
}

/** People added by an import, by their own records: the admins are in the directory too, by signing in. */
async function countAdded(storage: Storage, { tenant, id }: Operation): Promise<number> {
  let count = 0;
  for (const shard of shards) {
    for await (const page of storage.people.scan(tenant, shard)) {
      count += page.filter(({ addedIn }) => addedIn === id).length;
    }
  }
  return count;
}

/** All three at once. @param kills called once the large import is being written */
async function oneRun(
  roles: readonly Place['role'][],
  kills: (store: StoreAddresses, places: readonly Place[]) => Promise<number>,
) {
  return withEmbeddedStore(async ({ storage, addresses }) => {
    const places = await startPlaces(addresses, roles);
    const front = await inFrontOf(places);
    const teams = await startLocalTeams(`http://127.0.0.1:${front.port}/api/messages`);
    try {
      const tenant = teams.tara.person.tenantId;
      for (const { person } of [teams.omar, teams.gita]) {
        await storage.roles.give(tenant, person.aadObjectId, 'organization-admin');
      }
      const began = performance.now();
      const large = async () => {
        await until(async () => {
          const operation = await newest(storage, teams.tara);
          return operation?.state === 'applying' ? operation : undefined;
        }, 'the large import');
        return kills(addresses, places);
      };
      const [killed, ...ended] = await Promise.all([
        large(),
        importAs(teams, storage, 'tara', 1),
        importAs(teams, storage, 'omar', 2),
        importAs(teams, storage, 'gita', 3),
      ]);
      const seconds = (performance.now() - began) / 1_000;
      for (const operation of ended) await expectWhole(storage, operation);
      const notices = await until(() => {
        const told = [teams.tara, teams.omar, teams.gita].map(noticesOf);
        return Promise.resolve(told.every((count) => count > 0) ? told.join(', ') : undefined);
      }, 'the notices');
      return { processes: roles.length, killed, seconds: rounded(seconds), notices };
    } finally {
      await teams.stop();
      await front.stop();
      await Promise.all(places.map(({ process }) => process.stop()));
    }
  });
}

async function expectWhole(storage: Storage, operation: Operation): Promise<void> {
  const { state, fileName, counts } = operation;
  const rows = counts.added + counts.updated + counts.unchanged + counts.rejected;
  const wanted = files[fileName.split('.')[0] as Key];
  const there = await countAdded(storage, operation);
  if (state === 'completed' && rows === wanted && there === counts.added) return;
  throw new Error(
    `${fileName} is ${state}: ${rows} of ${wanted} rows, ${counts.added} added, ${there} there`,
  );
}

/** Number of completion notices that an admin received. */
function noticesOf(who: TeamsClient): number {
  return who.cards('start').filter(({ text }) => text.includes('Import completed')).length;
}

/** @param _sizes ignored, since one size is enough */
export async function benchProcesses(_sizes: readonly number[]): Promise<void> {
  const one = await oneRun(['all'], () => Promise.resolve(0));
  const six = await oneRun(
    ['web', 'web', 'worker', 'worker', 'worker', 'worker'],
    async (store, places) => {
      const [firstWeb] = places;
      const [, , firstWorker, secondWorker] = places;
      await pause(500);
      await replace(store, firstWorker);
      await Promise.all([replace(store, firstWeb), replace(store, secondWorker)]);
      return 3;
    },
  );
  const results = [one, six];
  console.log('three imports at once, by one process and by six of which three were killed');
  console.table(results);
  await keepFigures('processes', { files, results });
}
