import { createLocalGraph, type LocalGraph } from '../../emulators/graph/local-graph.ts';
import { putSamplePeople } from '../../emulators/sample-directory.ts';
import { createLog } from '../../src/log.ts';
import { connectStorage, type StorageConnection } from '../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../src/infra/storage/storage.ts';
import { createRoles } from '../../src/features/admin/roles.ts';
import { startLocalTeams, type TestTeams } from '../support/local-teams.ts';
import { testConnectionString } from '../support/storage.ts';
import type { TeamsClient } from '../support/teams-client.ts';
import { chanceOf } from './chance.ts';
import { createWeather, type Passing, type Weather } from './faults.ts';
import { createKiller, type Killer, type Role } from './killer.ts';
import { toBlob, toBot, toConnector, toGraph, toQueue, toTable } from './passing.ts';
import type { Processes, ServingProcess } from './processes.ts';
import { startProxy, type Proxy, type ProxyOptions } from './proxy.ts';

/** An organization and its admins, as far as their steps need them. */
export interface Office {
  readonly seed: number;
  readonly tenant: string;
  /** by key: a tenant admin and two organization admins */
  readonly admins: Readonly<Record<'tara' | 'omar' | 'gita', TeamsClient>>;
  readonly graph: LocalGraph;
  /** The storage without a proxy, for the actual state. */
  readonly storage: Storage;
  /** where other systems put files; absent: none do */
  readonly inbox?: StorageConnection['inbox'];
  /** how many of the newest operations its admins look through; absent: all */
  readonly looksBack?: number;
}

/** The environment of a run: the office, the product in three processes, and the faults between them. */
export interface World extends Office {
  readonly teams: TestTeams;
  readonly connection: StorageConnection;
  readonly weather: Weather;
  readonly killer: Killer;
  /** how many of the killed processes got SIGKILL */
  signals(): number;
  /** No more faults and kills from here on. */
  clear(): Promise<void>;
  /** log of the processes, including dead ones */
  log(): string;
  stop(): Promise<void>;
}

/** A position in the deployment, and the process that fills it. */
interface Slot {
  readonly name: string;
  readonly role: Role;
  current: ServingProcess | undefined;
  /** of the current one */
  life: Life | undefined;
  starting: Promise<void> | undefined;
  /** how often a process was started here */
  starts: number;
}

/** One process in a slot, from its start to its death. */
interface Life {
  isOver: boolean;
  /** only its own requests pass here */
  readonly proxies: Proxy[];
}

/** The others are cut off from everything, which is the same to all others. */
const signalShare = 0.25;

const steady = { aheadMs: 0, afterMs: 0 };

const restless = { error: () => undefined };

export async function createWorld(seed: number, processes: Processes): Promise<World> {
  const connectionString = testConnectionString();
  const connection = await connectStorage({ connectionString });
  const storage = createStorage(connection);
  await storage.ensure();
  const weather = createWeather(seed);
  const killer = createKiller(seed);
  const proxies: Proxy[] = [];
  const served: ServingProcess[] = [];
  const luck = chanceOf(seed, 'clock');
  const clock = luck.yes(0.25) ? { aheadMs: 90_000, afterMs: luck.whole(0, 15_000) } : steady;
  let isOver = false;
  let signals = 0;

  const open = async (options: Omit<ProxyOptions, 'faultFor'> & { readonly who: string }) => {
    const { who, ...rest } = options;
    const faultFor = (passing: Passing) => weather.faultFor(who, passing);
    const proxy = await startProxy({ ...rest, faultFor });
    proxies.push(proxy);
    return proxy;
  };

  const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: createLog('silent') });
  await graph.start();
  putSamplePeople(graph);
  const graphOrigin = new URL(graph.url).origin;
  const graphProxy: Proxy = await open({
    who: 'graph',
    target: () => Number(new URL(graph.url).port),
    classOf: toGraph,
    rewriteAnswer: (body) => body.replaceAll(graphOrigin, `http://127.0.0.1:${graphProxy.port}`),
  });

  const web: Slot = {
    name: 'web',
    role: 'web',
    current: undefined,
    life: undefined,
    starting: undefined,
    starts: 0,
  };
  const workers: readonly Slot[] = ['worker-1', 'worker-2'].map((name) => ({
    name,
    role: 'worker',
    current: undefined,
    life: undefined,
    starting: undefined,
    starts: 0,
  }));
  const slots = [web, ...workers];

  const botProxy = await open({
    who: 'teams',
    target: () => web.current?.port,
    classOf: toBot,
    // The address of Teams in activities, and the addresses of files, lead through the proxy too.
    rewrite: (body) => body.replaceAll(teams.url, `http://127.0.0.1:${connectorProxy.port}`),
  });
  const teams = await startLocalTeams(`http://127.0.0.1:${botProxy.port}/api/messages`);
  const connectorProxy = await open({
    who: 'web',
    target: () => Number(new URL(teams.url).port),
    classOf: toConnector,
  });

  /** The connection string of a process: every service behind a proxy of its own. */
  async function behindProxies(slot: Slot, life: Life): Promise<string> {
    const observer = (passing: Passing, moment: 'asked' | 'done') => {
      // Requests of a dead one that are on their way are carried out; later ones aren’t.
      if (life.isOver) return false;
      // One that is still starting has nothing that could end.
      if (slot.life !== life) return true;
      const pause = killer.death(slot.role, passing, moment);
      if (pause !== undefined) {
        die(slot, pause);
        return false;
      }
      const standing = passing.isPoll ? undefined : killer.pause(slot.role, moment);
      if (standing !== undefined) slot.current?.pause(standing);
      return true;
    };
    let behind = connectionString;
    for (const [part, classOf] of [
      ['BlobEndpoint', toBlob],
      ['QueueEndpoint', toQueue],
      ['TableEndpoint', toTable],
    ] as const) {
      const found = new RegExp(`${part}=http://127\\.0\\.0\\.1:(\\d+)`).exec(connectionString);
      const target = () => Number(found?.[1]);
      const proxy = await open({ who: slot.name, target, classOf, observer });
      life.proxies.push(proxy);
      behind = behind.replace(
        new RegExp(`(${part}=http://127\\.0\\.0\\.1:)\\d+`),
        `$1${proxy.port}`,
      );
    }
    return behind;
  }

  async function start(slot: Slot): Promise<void> {
    const life: Life = { isOver: false, proxies: [] };
    const environment = {
      ROLE: slot.role,
      AZURE_STORAGE_CONNECTION_STRING: await behindProxies(slot, life),
      GRAPH_URL: `http://127.0.0.1:${graphProxy.port}`,
      LOG_LEVEL: 'info',
    };
    // With a former version, each place is taken by the one or the other, and by another one after a death: an upgrade, or
    // the way back.
    const version = chanceOf(seed, 'version', slot.name, slot.starts);
    const isFormer = processes.hasFormer && version.yes(0.5);
    slot.starts += 1;
    // The order of what admins confirm is that of the web's clock; the workers' may be apart from it.
    const slotsClock = slot.role === 'worker' ? clock : steady;
    const process = await processes.start(environment, slotsClock, isFormer);
    served.push(process);
    slot.current = process;
    slot.life = life;
  }

  function die(slot: Slot, pauseMs: number): void {
    const { current, life, starts } = slot;
    if (life !== undefined) life.isOver = true;
    if (current?.kill(chanceOf(seed, 'signal', slot.name, starts).yes(signalShare)) === true)
      signals += 1;
    slot.current = undefined;
    slot.life = undefined;
    const again = async () => {
      await Promise.all(life?.proxies.map((proxy) => proxy.stop()) ?? []);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      if (!isOver) await start(slot);
    };
    slot.starting = again();
    slot.starting.catch(restless.error);
  }

  await Promise.all(slots.map(start));

  const { tara, omar, gita } = teams;
  const { tenantId: tenant } = tara.person;
  const roles = createRoles({
    store: storage.roles,
    tenantAdmins: [`${tenant}/${tara.person.aadObjectId}`],
  });
  const by = { id: tara.person.aadObjectId, name: tara.person.name };
  for (const { person } of [omar, gita]) {
    const admin = { id: person.aadObjectId, name: person.name };
    await roles.give(tenant, by, admin, 'organization-admin');
  }

  return {
    seed,
    tenant,
    teams,
    admins: { tara, omar, gita },
    graph,
    storage,
    inbox: connection.inbox,
    connection,
    weather,
    killer,
    signals: () => signals,
    async clear() {
      weather.clear();
      killer.rest();
      for (const { starting } of slots) await starting;
      for (const { current } of slots) await current?.awake();
    },
    log: () => served.map((process) => process.log()).join(''),
    async stop() {
      isOver = true;
      weather.clear();
      killer.rest();
      for (const { starting } of slots) await starting?.catch(restless.error);
      await Promise.all(slots.map(async ({ current }) => current?.release()));
      await teams.stop();
      await Promise.all(proxies.map((proxy) => proxy.stop()));
      await graph.stop();
      await removeFiles(connection);
    },
  };
}

/**
 * Each run has the same organization in an account of its own, so files have the same names. Above 5,000 files,
 * Azurite's clean-up, every ten minutes, treats as orphaned any file with the same name as the last one of a
 * page; so no files are left.
 */
async function removeFiles({ blobs }: StorageConnection): Promise<void> {
  for await (const { name } of blobs.listContainers()) await blobs.deleteContainer(name);
}
