import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { roomForStart } from '../support/process.ts';

/** A message to a process of the product. */
export type Order =
  | { readonly do: 'start'; readonly with: Readonly<Record<string, string>>; readonly clock: Clock }
  | { readonly do: 'stop' }
  | { readonly do: 'die' };

/** How far the clock of a process jumps ahead, and how long after its start; both in milliseconds. */
export interface Clock {
  readonly aheadMs: number;
  readonly afterMs: number;
}

export type Reply = { readonly is: 'free' } | { readonly is: 'up'; readonly port?: number };

/** A process of the product that serves a run. */
export interface ServingProcess {
  /** of the web role */
  readonly port: number | undefined;
  /** its log in this run */
  log(): string;
  /**
   * Ends it, like a power cut.
   * @param bySignal SIGKILL; otherwise it is cut off from everything, which is the same to all others, and used again for another
   * start: loading and warming up costs more than a run. It must not reach its storage any longer.
   * @returns whether it was a signal: one that is suspended, or of a former version, can't be told
   */
  kill(bySignal: boolean): boolean;
  /** Suspends it at its current line for so many milliseconds. */
  pause(ms: number): void;
  /** Resolves when it isn't suspended. */
  awake(): Promise<void>;
  /** The run is over: it stops gracefully and is free for another one. */
  release(): Promise<void>;
}

export interface Processes {
  /** Whether there is a former version, which runs beside this one. */
  readonly hasFormer: boolean;
  /**
   * @param environment in the form of settings.ts
   * @param isFormer of the former version
   */
  start(
    environment: Readonly<Record<string, string>>,
    clock: Clock,
    isFormer?: boolean,
  ): Promise<ServingProcess>;
  stop(): Promise<void>;
}

const ownEntry = fileURLToPath(new URL('rollcall-process.ts', import.meta.url));
/** A process that takes longer hangs because of a fault: it isn't waited for. */
const stopTimeoutMs = 10_000;
/** The same, when nothing answers: its requests have to give up first. */
const dyingTimeoutMs = 90_000;

/**
 * Processes of the product, reused for the next start unless a signal killed them.
 * @param former the root of a former version's source, with what it needs installed; absent: there is none
 */
export function createProcesses(former?: string): Processes {
  const formerEntry = join(former ?? '', 'test/faults/rollcall-process.ts');
  const waiting: Record<string, ChildProcess[]> = {};
  const all = new Set<ChildProcess>();

  async function fresh(entry: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, [...roomForStart, entry], {
      env: {
        PATH: process.env.PATH ?? '',
        // Compiling the product's and the libraries' code is most of a start.
        NODE_COMPILE_CACHE:
          process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'rollcall-faults-compiled'),
      },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    all.add(child);
    child.once('exit', () => all.delete(child));
    await reply(child, 'free');
    return child;
  }

  return {
    hasFormer: former !== undefined,
    async start(environment, clock, isFormer = false) {
      const entry = isFormer ? formerEntry : ownEntry;
      const child = waiting[entry]?.pop() ?? (await fresh(entry));
      const said: string[] = [];
      const hear = (chunk: Buffer) => void said.push(chunk.toString());
      child.stdout?.on('data', hear);
      child.stderr?.on('data', hear);
      const up = reply(child, 'up');
      tell(child, { do: 'start', with: environment, clock });
      const { port } = await up;
      let standing: Promise<void> = Promise.resolve();
      let pauses = 0;
      const free = async (order: Order, timeoutMs: number) => {
        const stopped = reply(child, 'free').then(() => true);
        tell(child, order);
        const isFree = await Promise.race([stopped, passing(timeoutMs)]).catch(() => false);
        child.stdout?.off('data', hear);
        child.stderr?.off('data', hear);
        if (isFree) (waiting[entry] ??= []).push(child);
        else child.kill('SIGKILL');
      };
      return {
        port,
        log: () => said.join(''),
        kill(bySignal) {
          if (bySignal || isFormer || pauses > 0) return child.kill('SIGKILL');
          void free({ do: 'die' }, dyingTimeoutMs);
          return false;
        },
        pause(ms) {
          child.kill('SIGSTOP');
          pauses += 1;
          standing = standing
            .then(() => new Promise((resolve) => setTimeout(resolve, ms)))
            .then(() => {
              pauses -= 1;
              child.kill('SIGCONT');
            });
        },
        awake: () => standing,
        async release() {
          await standing;
          if (child.exitCode === null && child.signalCode === null)
            await free({ do: 'stop' }, stopTimeoutMs);
        },
      };
    },
    async stop() {
      const ends = [...all].map((child) => once(child, 'exit'));
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(ends);
    },
  };
}

function tell(child: ChildProcess, order: Order): void {
  child.send(order, () => undefined);
}

function reply<Is extends Reply['is']>(
  child: ChildProcess,
  is: Is,
): Promise<Extract<Reply, { is: Is }>> {
  return new Promise((resolve, reject) => {
    const words: string[] = [];
    const listen = (chunk: Buffer) => void words.push(chunk.toString());
    // A process serves many runs, and would be listened to by all of them.
    const quiet = () => {
      child.off('message', hear);
      child.off('exit', ended);
      child.stderr?.off('data', listen);
    };
    const hear = (said: Reply) => {
      if (said.is !== is) return;
      quiet();
      resolve(said as Extract<Reply, { is: Is }>);
    };
    child.stderr?.on('data', listen);
    const ended = () => {
      quiet();
      const last = words.join('').slice(-2_000);
      reject(new Error(`a process of the product ended before it was ${is}: ${last}`));
    };
    child.on('message', hear);
    child.once('exit', ended);
  });
}

async function passing(ms: number): Promise<false> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref());
  return false;
}
