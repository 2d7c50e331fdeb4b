import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';

export type Order = 'look' | 'stop';

/** The memory and handles of a process, as it knows them itself; after a collection of garbage. */
export interface Inside {
  readonly heapMB: number;
  readonly externalMB: number;
  readonly handles: number;
}

/** The same, at a moment. */
export interface Held extends Inside {
  readonly rssMB: number;
  readonly files: number;
  readonly sockets: number;
  /** files and folders in its temporary folder */
  readonly temporary: number;
}

export interface DayProcess {
  look(): Promise<Held>;
  /** Kills it, like a power cut. */
  kill(): Promise<void>;
  /** Stops it gracefully. */
  stop(): Promise<void>;
}

export interface DayProcessOptions {
  readonly name: string;
  /** of the day: logs, temporary folders */
  readonly folder: string;
  /** in the form of settings.ts */
  readonly environment: Readonly<Record<string, string>>;
}

const entry = join(import.meta.dirname, 'product-process.ts');
export const calendar = join(import.meta.dirname, 'calendar.ts');
/** As under `npm start`, and able to collect garbage when it is looked at. */
const node = ['--max-semi-space-size=4', '--max-old-space-size=192', '--expose-gc'];

export async function startDayProcess(options: DayProcessOptions): Promise<DayProcess> {
  const { name, folder, environment } = options;
  // Like that of a container: another one with each start.
  const temporary = await mkdtemp(join(await made(join(folder, 'temporary')), `${name}-`));
  const child = fork(entry, [], {
    execArgv: [...node, '--import', calendar],
    env: {
      PATH: process.env.PATH ?? '',
      MALLOC_ARENA_MAX: '1',
      TMPDIR: temporary,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  const exited = once(child, 'exit').then(() => log.end());
  await Promise.race([
    once(child, 'message'),
    exited.then(() => Promise.reject(new Error(`${name} ended at its start: see its log`))),
  ]);
  return {
    async look() {
      const answer = once(child, 'message');
      child.send('look' satisfies Order);
      const inside = (await answer) as [Inside];
      return { ...inside[0], ...(await outside(child)), temporary: await countIn(temporary) };
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      child.send('stop' satisfies Order);
      await exited;
    },
  };
}

async function outside({
  pid = 0,
}: ChildProcess): Promise<Pick<Held, 'rssMB' | 'files' | 'sockets'>> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const rssMB = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_000;
  const open = await readdir(`/proc/${pid}/fd`);
  const targets = await Promise.all(
    // One may have been closed meanwhile.
    open.map((number) => readlink(`/proc/${pid}/fd/${number}`).catch(() => '')),
  );
  const sockets = targets.filter((target) => target.startsWith('socket:')).length;
  return { rssMB, sockets, files: targets.filter((target) => target !== '').length - sockets };
}

async function countIn(folder: string): Promise<number> {
  return (await readdir(folder, { recursive: true })).length;
}

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return folder;
}
