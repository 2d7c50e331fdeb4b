/** The product in processes of its own that can be killed: the command that `npm start` runs. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface RollcallProcess {
  readonly child: ChildProcess;
  /** its complete log */
  log(): string;
  /** Kills it, like a power cut. */
  kill(): Promise<void>;
  /** Stops it gracefully. @returns its exit code */
  terminate(): Promise<number | null>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Room for what a start makes: most of it is garbage soon, and is else collected a megabyte at a time. */
export const roomForStart = ['--min-semi-space-size=16', '--max-semi-space-size=16'];

/**
 * Starts `src/main.ts --local` and resolves once it is ready.
 * @param preload a module to load before its own, to simulate a misbehaving library
 */
export async function startProcess(
  environment: Readonly<Record<string, string>>,
  preload?: string,
): Promise<RollcallProcess> {
  const before = preload === undefined ? [] : ['--import', preload];
  const child = spawn(process.execPath, [...roomForStart, ...before, 'src/main.ts', '--local'], {
    env: { ...process.env, NODE_OPTIONS: '', LOCAL_TEAMS_PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const up = new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('Rollcall is up')) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`the process ended before it was up:\n${output}`)));
  });
  await up;
  const exited = once(child, 'exit') as Promise<[number | null]>;
  return {
    child,
    log: () => output,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async terminate() {
      child.kill('SIGTERM');
      return (await exited)[0];
    },
  };
}
