import { fileURLToPath } from 'node:url';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import { connectStorage } from '../../../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../../../src/infra/storage/storage.ts';
import { withinTime } from '../../../../src/lib/within-time.ts';
import { startLocalTeams, type TestTeams } from '../../../support/local-teams.ts';
import type { Fault, Passing } from '../../../faults/faults.ts';
import { toBlob, toTable } from '../../../faults/passing.ts';
import { startProxy, type Proxy, type ProxyOptions } from '../../../faults/proxy.ts';
import { freePort, startProcess, type RollcallProcess } from '../../../support/process.ts';
import { testConnectionString } from '../../../support/storage.ts';

/** Only what hangs takes so long, however busy the machine is. */
export const patience = 600_000;

/** The product as a process that is killed, with its store and its chats, which live on. */
export interface KilledProcess {
  readonly storage: Storage;
  readonly teams: TestTeams;
  kill(): Promise<void>;
  /** Stops it gracefully. @returns its exit code */
  terminate(): Promise<number | null>;
  start(): Promise<void>;
  /** Kills it, answers all requests again, and starts it again. */
  restart(): Promise<void>;
  /**
   * From now until a restart, requests to the store of this class (faults/passing.ts) are never answered, but for the first so many: where the
   * process is killed doesn't depend on how fast the machine is.
   * @returns resolves once the process waits for such an answer
   */
  hold(name: string, after?: number): Promise<void>;
  /** The newest operation, once it is as wanted. */
  until(fits: (operation: Operation) => boolean, kind?: Operation['kind']): Promise<Operation>;
  stop(): Promise<void>;
}

export async function startKilledProcess(
  settings: Readonly<Record<string, string>> = {},
): Promise<KilledProcess> {
  const connectionString = testConnectionString();
  const held = createHolding();
  const changes = createChanges();
  const proxied = await behindProxies(connectionString, {
    faultFor: (passing) => held.faultFor(passing),
    observer(passing, moment) {
      if (moment === 'done' && /^table (?!GET)/.test(passing.name)) changes.tell();
      return true;
    },
  });
  const port = await freePort();
  const environment = {
    AZURE_STORAGE_CONNECTION_STRING: proxied.behind,
    PORT: String(port),
    ...settings,
  };
  const storage = createStorage(await connectStorage({ connectionString }));
  const teams = await startLocalTeams(`http://127.0.0.1:${port}/api/messages`);
  const patient = fileURLToPath(new URL('../../../support/patient-turns.ts', import.meta.url));
  let running: RollcallProcess = await startProcess(environment, patient);
  const kill = () => running.kill();
  const start = async () => {
    running = await startProcess(environment, patient);
  };
  return {
    storage,
    teams,
    kill,
    terminate: () => running.terminate(),
    start,
    hold: held.hold,
    async restart() {
      await kill();
      held.letGo();
      await start();
    },
    async until(fits, kind = 'import') {
      const deadline = Date.now() + patience;
      for (;;) {
        const changed = changes.next();
        const { operations } = await storage.operations.page(teams.tara.person.tenantId, kind, 1);
        const [newest] = operations;
        if (newest !== undefined && fits(newest)) return newest;
        const left = deadline - Date.now();
        if (left <= 0)
          throw new Error(`waited in vain; it stands at ${newest?.state ?? 'nothing'}`);
        await withinTime(left, changed);
      }
    },
    async stop() {
      await kill();
      await teams.stop();
      await proxied.stop();
    },
  };
}

function createHolding() {
  let held: { readonly name: string; left: number; readonly told: () => void } | undefined;
  return {
    hold: (name: string, after = 0): Promise<void> =>
      new Promise((resolve) => {
        held = { name, left: after, told: resolve };
      }),
    letGo(): void {
      held = undefined;
    },
    faultFor({ name }: Passing): Fault | undefined {
      if (held?.name !== name) return undefined;
      held.left -= 1;
      if (held.left >= 0) return undefined;
      held.told();
      return { kind: 'hung', carriedOut: false };
    },
  };
}

/** Tells of each write to the tables: nobody has to ask the store, time and again, whether there was one. */
function createChanges() {
  let coming = Promise.withResolvers<undefined>();
  return {
    /** resolves with the next write after this call */
    next: (): Promise<undefined> => coming.promise,
    tell(): void {
      coming.resolve(undefined);
      coming = Promise.withResolvers<undefined>();
    },
  };
}

/** The same store, its files and tables behind proxies. */
async function behindProxies(
  connectionString: string,
  options: Pick<ProxyOptions, 'faultFor' | 'observer'>,
): Promise<{ readonly behind: string; stop(): Promise<void> }> {
  let behind = connectionString;
  const proxies: Proxy[] = [];
  for (const [part, classOf] of [
    ['BlobEndpoint', toBlob],
    ['TableEndpoint', toTable],
  ] as const) {
    const address = new RegExp(`(${part}=http://127\\.0\\.0\\.1:)(\\d+)`);
    const target = Number(address.exec(connectionString)?.[2]);
    const proxy = await startProxy({ target: () => target, classOf, ...options });
    proxies.push(proxy);
    behind = behind.replace(address, `$1${proxy.port}`);
  }
  const stop = async () => {
    await Promise.all(proxies.map((proxy) => proxy.stop()));
  };
  return { behind, stop };
}
