import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../src/errors.ts';
import type { AzuriteLog } from './azurite-log.ts';
import { damageIn } from './damage.ts';
import type { Service } from './ports.ts';
import type { ServerToStart } from './server-process.ts';

/** How often a process that ended by itself is restarted. */
const maxRestarts = 5;
const maxStartMs = 60_000;
/** The words that Azurite's servers print once they do. */
const itListens = /successfully (?:listens|started) on/g;
const takenPort = /EADDRINUSE.*:(\d+)/;

/** A process with one or more of Azurite's servers. */
export interface AzuriteProcess {
  readonly pid: () => number | undefined;
  /** Saves, closes its servers, and waits until it has ended. */
  stop(): Promise<void>;
}

/** how a process ended that nothing kept alive any more */
const itself = 'by itself';

export interface AzuriteProcessOptions {
  /** they start one after the other */
  readonly servers: readonly { readonly service: Service; readonly port: number }[];
  /** absent: data stays in memory */
  readonly dataDir: string | undefined;
  readonly lockFile: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly node: readonly string[];
  readonly log: AzuriteLog;
}

/**
 * Runs a process with some of Azurite's servers and restarts it when it ends. Resolves once they say that they listen, since
 * the program that answers on a port may be another one, which took it after it was found free.
 * @throws AppError `port-taken` { port }; `store-damaged` when one can't read its files; Error with its last output when it ends
 * for another reason, or says nothing in time
 */
export async function startProcess(options: AzuriteProcessOptions): Promise<AzuriteProcess> {
  const { servers, dataDir, log } = options;
  const service = namesOf(options);
  let stopping = false;
  let restarts = 0;
  let running = run(options);

  const observer = (process: RunningProcess) => {
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
    const [, port] = takenPort.exec(words) ?? [];
    if (port !== undefined) throw new AppError('port-taken', { port: Number(port) });
    const starting = servers[running.listening()]?.service;
    const damage =
      dataDir === undefined || starting === undefined
        ? undefined
        : damageIn(words, dataDir, starting);
    throw damage ?? new Error(`Azurite's ${starting} server ended at its start: ${words}`);
  });
  await Promise.race([beforeTooLong(running.listens, service), ended]);
  observer(running);

  return {
    pid: () => running.pid,
    stop: async () => {
      stopping = true;
      running.hangUp();
      const how = await running.ended;
      if (how !== itself) log.warn({ service, how }, 'embedded Azurite had to be ended');
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

function namesOf({ servers }: AzuriteProcessOptions): string {
  return servers.map(({ service }) => service).join(' and ');
}

interface RunningProcess {
  readonly pid: number | undefined;
  /** how many of its servers have said that they listen */
  readonly listening: () => number;
  /** resolved when all have */
  readonly listens: Promise<unknown>;
  readonly ended: Promise<string>;
  lastWords(): string;
  hangUp(): void;
}

function run(options: AzuriteProcessOptions): RunningProcess {
  const { servers, dataDir, lockFile, environment, node, log } = options;
  const toStart = servers.map(({ service, port }): ServerToStart => {
    const kind = kindOf(service);
    const where =
      dataDir === undefined ? ['--inMemoryPersistence'] : ['--location', join(dataDir, service)];
    const at = [`--${kind}Host`, '127.0.0.1', `--${kind}Port`, String(port)];
    const how = ['--silent', '--loose', '--skipApiVersionCheck', '--disableTelemetry'];
    return { main: mainOf(kind), port, options: [...at, ...how, ...where] };
  });
  const child = spawn(
    process.execPath,
    [
      ...node,
      ...['--disable-warning=ExperimentalWarning', '--disable-warning=DEP0169'],
      fileURLToPath(new URL('./server-process.ts', import.meta.url)),
      ...[lockFile ?? '', JSON.stringify(toStart)],
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
  let listening = 0;
  const allListen = Promise.withResolvers<undefined>();
  const listen = (chunk: Buffer) => {
    const line = chunk.toString('utf8').trim();
    if (line === '') return;
    last = line.slice(-500);
    listening += line.match(itListens)?.length ?? 0;
    if (listening >= servers.length) allListen.resolve(undefined);
    log.debug({ service: namesOf(options), line: last }, 'embedded Azurite says');
  };
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(signal ?? (code === 0 ? itself : `exit code ${code}`)),
    );
  });
  return {
    pid: child.pid,
    listening: () => listening,
    listens: allListen.promise,
    ended,
    lastWords: () => last,
    hangUp: () => {
      if (child.connected) child.disconnect();
    },
  };
}

async function beforeTooLong(listens: Promise<unknown>, service: string): Promise<void> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error(`Azurite's ${service} server did not start in time`));
  }, maxStartMs);
  // A process that ended at its start is waited for no longer.
  timer.unref();
  try {
    await Promise.race([listens, promise]);
  } finally {
    clearTimeout(timer);
  }
}
