import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startLocalTeams, type TestTeams } from '../test/support/local-teams.ts';
import type { StoreAddresses } from './embedded-store.ts';

interface Stretches {
  readonly longest: number;
  readonly p99: number;
  readonly requests: number;
}

/** A process of the product. */
export interface ProductProcess {
  readonly pid: number;
  /** of the web role; 0 for a worker */
  readonly port: number;
  /** from its start until it processes messages; ms */
  readonly startedInMs: number;
  /** its peak memory so far; MB */
  peakMB(): Promise<number>;
  /** processor time of all its threads so far */
  cpuSeconds(): Promise<number>;
  /** event loop delay since the last call, ms; and requests sent since then */
  stretches(): Promise<Stretches>;
  /** Kills it, like a power cut. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** The product in its own process, behind local Teams. */
export interface Product extends ProductProcess {
  readonly teams: TestTeams;
}

export interface ProductOptions {
  readonly settings?: Readonly<Record<string, string>>;
  /** concurrent transactions; 4 as on the embedded store, 16 as with an account */
  readonly concurrency?: number;
}

const script = path.join(import.meta.dirname, 'product-process.ts');
/** As under `npm start`. */
const memory = ['--max-semi-space-size=4', '--max-old-space-size=192'];
const environment = { MALLOC_ARENA_MAX: '1' };

export async function startProcess(
  store: StoreAddresses,
  { settings = {}, concurrency = 4 }: ProductOptions = {},
): Promise<ProductProcess> {
  const began = performance.now();
  const given = { LOG_LEVEL: 'error', MAX_FILE_MB: '500', ...settings };
  const child: ChildProcess = fork(
    script,
    [JSON.stringify({ ...store, settings: given, concurrency })],
    { execArgv: memory, env: { ...process.env, ...environment } },
  );
  const exited = once(child, 'exit');
  const [message] = (await once(child, 'message')) as [{ port?: number }];
  const startedInMs = performance.now() - began;
  return {
    pid: child.pid ?? 0,
    port: message.port ?? 0,
    startedInMs,
    async peakMB() {
      const status = await readFile(`/proc/${child.pid ?? 0}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    },
    async cpuSeconds() {
      const stat = await readFile(`/proc/${child.pid ?? 0}/stat`, 'utf8');
      // Behind the command's name: the 12th and 13th are its time in user and system mode, in hundredths.
      const [user = 0, system = 0] =
        stat.split(') ')[1]?.split(' ').slice(11, 13).map(Number) ?? [];
      return (user + system) / 100;
    },
    async stretches() {
      const answered = once(child, 'message');
      child.send('stretches');
      const [stretches] = (await answered) as [Stretches];
      return stretches;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await exited;
    },
  };
}

export async function startProduct(
  store: StoreAddresses,
  options: ProductOptions = {},
): Promise<Product> {
  const process = await startProcess(store, options);
  const teams = await startLocalTeams(`http://127.0.0.1:${process.port}/api/messages`);
  return {
    ...process,
    teams,
    async stop() {
      await teams.stop();
      await process.stop();
    },
  };
}
