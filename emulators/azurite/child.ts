import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AzuriteLog } from './azurite-log.ts';
import { damageIn } from './damage.ts';
import type { Service } from './ports.ts';

/** How often a server that ended by itself is restarted. */
const maxRestarts = 5;
const maxStartMs = 60_000;

export interface AzuriteServer {
  readonly pid: () => number | undefined;
  /** Saves, closes it, and waits until it has ended. */
  stop(): Promise<void>;
}

export interface AzuriteServerOptions {
  readonly service: Service;
  readonly port: number;
  /** absent: data stays in memory */
  readonly dataDir: string | undefined;
  readonly lockFile: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly node: readonly string[];
  readonly log: AzuriteLog;
}

/**
 * Runs one of Azurite's servers and restarts it when it ends. Resolves once it answers on its port.
 * @throws AppError `store-damaged` when it can't read its files; Error with its last output when it ends for
 * another reason
 */
export async function startServer(options: AzuriteServerOptions): Promise<AzuriteServer> {
  const { service, port, dataDir, log } = options;
  let stopping = false;
  let restarts = 0;
  let running = run(options);

  const observer = (process: ServerProcess) => {
    void process.ended.then((how) => {
      if (stopping) return;
      if (restarts >= maxRestarts) {
        log.error({ service, how }, 'embedded Azurite ended too often and is not restarted');
        return;
      }
      restarts += 1;
      log.warn({ service, how, restarts }, 'embedded Azurite ended by itself; starting it again');
      running = run(options);
      observer(running);
    });
  };

  const ended = running.ended.then((how) => {
    const words = running.lastWords() || how;
    const damage = dataDir === undefined ? undefined : damageIn(words, dataDir, service);
    throw damage ?? new Error(`Azurite's ${service} server ended at its start: ${words}`);
  });
  await Promise.race([answers(port), ended]);
  observer(running);

  return {
    pid: () => running.pid,
    stop: async () => {
      stopping = true;
      running.hangUp();
      await running.ended;
    },
  };
}

/** Resolved at the start only, since production installs have no Azurite. */
function mainOf(kind: ServerKind): string {
  const require = createRequire(import.meta.url);
  if (kind === 'blob') return require.resolve('azurite/dist/src/blob/main.js');
  if (kind === 'queue') return require.resolve('azurite/dist/src/queue/main.js');
  return require.resolve('azurite/dist/src/table/main.js');
}

type ServerKind = Exclude<Service, 'people'>;

function kindOf(service: Service): ServerKind {
  return service === 'people' ? 'table' : service;
}

interface ServerProcess {
  readonly pid: number | undefined;
  readonly ended: Promise<string>;
  lastWords(): string;
  hangUp(): void;
}

function run(options: AzuriteServerOptions): ServerProcess {
  const { service, port, dataDir, lockFile, environment, node, log } = options;
  const kind = kindOf(service);
  const where =
    dataDir === undefined ? ['--inMemoryPersistence'] : ['--location', join(dataDir, service)];
  const child = spawn(
    process.execPath,
    [
      ...node,
      ...['--disable-warning=ExperimentalWarning', '--disable-warning=DEP0169'],
      fileURLToPath(new URL('./server-process.ts', import.meta.url)),
      ...[lockFile ?? '', mainOf(kind)],
      ...[`--${kind}Host`, '127.0.0.1', `--${kind}Port`, String(port)],
      ...['--silent', '--loose', '--skipApiVersionCheck', '--disableTelemetry', ...where],
    ],
    {
      // A session of its own: Ctrl-C in the terminal reaches this process alone, which needs its storage to
      // stop gracefully.
      detached: true,
      windowsHide: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: environment,
    },
  );
  let last = '';
  const listen = (chunk: Buffer) => {
    const line = chunk.toString('utf8').trim();
    if (line === '') return;
    last = line.slice(-500);
    log.debug({ service, line: last }, 'embedded Azurite says');
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${String(code)}`));
  });
  return {
    pid: child.pid,
    ended,
    lastWords: () => last,
    hangUp: () => {
      if (child.connected) child.disconnect();
    },
  };
}

async function answers(port: number): Promise<void> {
  const deadline = Date.now() + maxStartMs;
  while (!(await accepts(port))) {
    if (Date.now() > deadline) throw new Error(`Azurite did not answer on port ${port} in time`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (yes: boolean) => {
      socket.destroy();
      resolve(yes);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}
