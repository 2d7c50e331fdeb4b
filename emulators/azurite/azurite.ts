import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AppError, asAppError } from '../../src/errors.ts';
import type { AzuriteLog } from './azurite-log.ts';
import { startProcess } from './child.ts';
import { assertUndamaged } from './damage.ts';
import type { AzuriteProcess, AzuriteProcessOptions } from './child.ts';
import { holderOf, tryLock } from './lock.ts';
import type { HeldLock } from './lock.ts';
import {
  freePort,
  isFree,
  processes,
  rememberPorts,
  rememberedPorts,
  services,
  usualPorts,
} from './ports.ts';
import type { Ports, Service } from './ports.ts';

export interface Azurite {
  readonly connectionString: string;
  /** the same account, with the server of the people's tables */
  readonly peopleConnectionString: string;
  readonly ports: Ports;
  /** ids of the servers' processes */
  pids(): readonly number[];
  /** Saves, closes the servers, and releases the data directory. */
  stop(): Promise<void>;
}

export interface AzuriteOptions {
  /** where the data is kept; absent: in memory only */
  readonly dataDir?: string;
  /**
   * 'usual': those of the last start, otherwise 10000–10003, otherwise any free ones, which are logged. 'free':
   * any free ones. Numbers: these, or AppError `port-taken`.
   */
  readonly ports?: 'usual' | 'free' | Ports;
  readonly log: AzuriteLog;
  /** accounts and their keys (base64); absent: Azurite's well-known one, which works on loopback only */
  readonly accounts?: Readonly<Record<string, string>>;
  /** the servers' environment */
  readonly environment: NodeJS.ProcessEnv;
  /** whether the people's tables are in the same server as the others: a process less */
  readonly oneTableServer?: boolean;
  /** options of the servers' Node, such as those of its memory */
  readonly node?: readonly string[];
  /** how long to wait for an earlier process to end */
  readonly waitMs?: number;
}

/** Azurite's well-known account. Its key is public, so it is no secret. */
const emulatorAccount = {
  name: 'devstoreaccount1',
  key: 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==',
};

/**
 * Starts the embedded Azurite: its blob, queue and table servers, in processes of their own, on loopback.
 * Resolves when all of them answer.
 * @throws AppError `data-dir-taken` { pid, dataDir }, `port-taken` { port }, `store-damaged` { file }
 */
export async function startAzurite(options: AzuriteOptions): Promise<Azurite> {
  const { log } = options;
  const dataDir = options.dataDir === undefined ? undefined : resolve(options.dataDir);
  if (dataDir !== undefined) await mkdir(dataDir, { recursive: true });
  const lock =
    dataDir === undefined ? undefined : await takeDirectory(dataDir, options.waitMs ?? 20_000);
  const started: AzuriteProcess[] = [];
  const stop = async () => {
    await Promise.all(started.map((server) => server.stop()));
    lock?.release();
  };
  try {
    if (dataDir !== undefined) await assertUndamaged(dataDir);
    const wanted = options.ports ?? 'usual';
    const ports = await choosePorts(wanted, dataDir, log);
    const environment = withAccounts(options.environment, options.accounts);
    const results = await Promise.allSettled(
      processes
        .filter(([first]) => first !== 'people' || options.oneTableServer !== true)
        .map(async (together) => {
          const lockFile = dataDir === undefined ? undefined : lockOf(dataDir, together[0]);
          const asked = together.map((service) => ({ service, port: ports[service] }));
          const { node = [] } = options;
          const one = { servers: asked, dataDir, lockFile, environment, node, log };
          const { running, servers } =
            typeof wanted === 'object'
              ? { running: await startProcess(one), servers: asked }
              : await startSomewhere(one);
          started.push(running);
          for (const { service, port } of servers) ports[service] = port;
        }),
    );
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    if (options.oneTableServer === true) ports.people = ports.table;
    if (dataDir !== undefined) rememberPorts(join(dataDir, 'azurite-ports.json'), ports);
    const [name, key] = Object.entries(options.accounts ?? {})[0] ?? [
      emulatorAccount.name,
      emulatorAccount.key,
    ];
    return {
      connectionString: connectionStringFor(ports, name, key),
      peopleConnectionString: connectionStringFor(ports, name, key, 'people'),
      ports,
      pids: () => started.map((server) => server.pid()).filter((pid) => pid !== undefined),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts servers on other ports when another program took the ones found for them. */
async function startSomewhere(
  options: AzuriteProcessOptions,
): Promise<{ readonly running: AzuriteProcess } & Pick<AzuriteProcessOptions, 'servers'>> {
  let { servers } = options;
  for (let tries = 1; ; tries += 1) {
    try {
      return { running: await startProcess({ ...options, servers }), servers };
    } catch (error) {
      const { code, details } = asAppError(error);
      if (code !== 'port-taken' || tries === maxPortTries) throw error;
      options.log.info(
        details,
        'another program took the port of the embedded storage; it takes another one',
      );
      const other = await freePort();
      servers = servers.map((one) => (one.port === details.port ? { ...one, port: other } : one));
    }
  }
}

/** The connection string of an account on these ports. */
export function connectionStringFor(
  ports: Ports,
  account: string,
  key: string,
  tables: 'table' | 'people' = 'table',
): string {
  const at = (service: Service) => `http://127.0.0.1:${ports[service]}/${account};`;
  return (
    `DefaultEndpointsProtocol=http;AccountName=${account};AccountKey=${key};` +
    `BlobEndpoint=${at('blob')}QueueEndpoint=${at('queue')}TableEndpoint=${at(tables)}`
  );
}

const stopTimeoutMs = 6_000;
/** Ports that are taken between a look and the start. */
const maxPortTries = 5;

const lockOf = (dataDir: string, name: string) => join(dataDir, `${name}.lock`);

/**
 * Waits until no other process of the product and none of its servers use the directory. After a kill the
 * servers take a moment to save; two servers on the same files would lose data.
 */
async function takeDirectory(dataDir: string, waitMs: number): Promise<HeldLock> {
  const deadline = Date.now() + waitMs;
  // A stopping process is gone within seconds; a running one stays.
  const runningDeadline = Date.now() + Math.min(waitMs, stopTimeoutMs);
  const pause = () => new Promise((resume) => setTimeout(resume, 100));
  let lock = await tryLock(lockOf(dataDir, 'rollcall'));
  while (typeof lock === 'number') {
    if (Date.now() > runningDeadline) {
      throw new AppError('data-dir-taken', { pid: lock, dataDir });
    }
    await pause();
    lock = await tryLock(lockOf(dataDir, 'rollcall'));
  }
  for (const service of services) {
    for (;;) {
      const pid = holderOf(lockOf(dataDir, service));
      if (pid === undefined) break;
      if (Date.now() > deadline) {
        lock.release();
        throw new AppError('data-dir-taken', { pid, dataDir });
      }
      await pause();
    }
  }
  return lock;
}

async function choosePorts(
  wanted: 'usual' | 'free' | Ports,
  dataDir: string | undefined,
  log: AzuriteLog,
): Promise<Record<Service, number>> {
  if (typeof wanted === 'object') {
    for (const service of services) {
      const port = wanted[service];
      if (!(await isFree(port))) throw new AppError('port-taken', { port });
    }
    return { ...wanted };
  }
  const remembered =
    dataDir === undefined ? {} : rememberedPorts(join(dataDir, 'azurite-ports.json'));
  const chosen = { blob: 0, queue: 0, table: 0, people: 0 };
  for (const service of services) {
    const candidates = wanted === 'free' ? [] : [remembered[service], usualPorts[service]];
    chosen[service] = (await firstFree(candidates)) ?? (await freePort());
    if (wanted === 'usual' && chosen[service] !== usualPorts[service]) {
      log.info(
        { service, usual: usualPorts[service], port: chosen[service] },
        'the usual port of the embedded storage is not used; it listens on another',
      );
    }
  }
  return chosen;
}

async function firstFree(ports: readonly (number | undefined)[]): Promise<number | undefined> {
  for (const port of ports) {
    if (port !== undefined && (await isFree(port))) return port;
  }
  return undefined;
}

function withAccounts(
  environment: NodeJS.ProcessEnv,
  accounts: Readonly<Record<string, string>> | undefined,
): NodeJS.ProcessEnv {
  // The servers must not inherit configured accounts or the inspector's port of this process.
  const others = Object.entries(environment).filter(
    ([name]) => name !== 'AZURITE_ACCOUNTS' && name !== 'NODE_OPTIONS',
  );
  const list = Object.entries(accounts ?? {}).map(([name, key]) => `${name}:${key}`);
  return {
    ...Object.fromEntries(others),
    ...(list.length > 0 && { AZURITE_ACCOUNTS: list.join(';') }),
  };
}
