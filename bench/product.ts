import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { startLocalTeams, type TestTeams } from '../test/support/local-teams.ts';
import type { StoreAddresses } from './embedded-store.ts';

/** The product in a process of its own, with local Teams in front of it. */
export interface Product {
  readonly teams: TestTeams;
  /** from the start of its process until it takes messages; ms */
  readonly startedInMs: number;
  /** the most memory that its process has had so far; MB */
  peakMB(): Promise<number>;
  stop(): Promise<void>;
}

const script = path.join(import.meta.dirname, 'product-process.ts');
/** As `npm start` has it. */
const memory = ['--max-semi-space-size=4', '--max-old-space-size=192'];

export async function startProduct(
  store: StoreAddresses,
  settings: Readonly<Record<string, string>> = {},
  concurrency = 4,
): Promise<Product> {
  const began = performance.now();
  const given = { LOG_LEVEL: 'error', MAX_FILE_MB: '500', ...settings };
  const child: ChildProcess = fork(
    script,
    [JSON.stringify({ ...store, settings: given, concurrency })],
    {
      execArgv: memory,
    },
  );
  const [message] = (await once(child, 'message')) as [{ port: number }];
  const startedInMs = performance.now() - began;
  const teams = await startLocalTeams(`http://127.0.0.1:${message.port}/api/messages`);
  return {
    teams,
    startedInMs,
    async peakMB() {
      const status = await readFile(`/proc/${child.pid ?? 0}/status`, 'utf8');
      return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
    },
    async stop() {
      await teams.stop();
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
