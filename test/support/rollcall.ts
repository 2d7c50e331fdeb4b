/** The real composition for a test: its own storage account, a free port, and local Teams in front of it. */
import { composeRollcall, type Rollcall } from '../../src/app/rollcall.ts';
import { createLog, type Log } from '../../src/log.ts';
import { localSettings } from '../../emulators/local-mode.ts';
import { createRateLimiter } from '../../src/features/notices/rate-limiter.ts';
import { readSettings } from '../../src/settings.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { startLocalTeams, type TestTeams } from './local-teams.ts';
import { patientConnections, patientTurns } from './patience.ts';
import { openTestStorage } from './storage.ts';

export interface TestRollcall {
  readonly teams: TestTeams;
  readonly storage: Storage;
  /** `http://127.0.0.1:…` */
  readonly url: string;
  /** Stops the product (not Teams, not the storage) gracefully, and starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TestOptions {
  readonly settings?: Readonly<Record<string, string>>;
  readonly log?: Log;
  /** a storage with injected failures */
  readonly storage?: Storage;
  readonly teams?: Parameters<typeof startLocalTeams>[1];
  /** people join by writing and as members of a group; otherwise the directory has only those added by the test */
  readonly peopleJoin?: boolean;
  /** absent: any */
  readonly port?: number;
  readonly parts?: Partial<Parameters<typeof composeRollcall>[0]>;
}

/** Teams without any members. */
const nobodyKnown: NonNullable<Parameters<typeof composeRollcall>[0]['members']> = {
  account: () => Promise.resolve(undefined),
  async *pages() {
    // An empty list.
  },
  details: () => Promise.resolve({}),
};

/** Without a Graph, nobody is asked for pictures over the network. */
const nobodyPictured = { photo: () => Promise.resolve(undefined) };

/** Tests send faster than Teams lets a bot answer; tests about that pass the real limits. */
const unhurried = () => createRateLimiter(() => Date.now(), { thread: [], tenant: [] });

export async function startRollcall(options: TestOptions = {}): Promise<TestRollcall> {
  const storage = options.storage ?? (await openTestStorage()).storage;
  const settings = localSettings(readSettings({ ...options.settings }, true));
  const log = options.log ?? createLog(process.env.TEST_LOG ?? 'silent');
  const compose = () =>
    composeRollcall({
      settings,
      storage,
      log,
      concurrency: 4,
      rateLimiter: unhurried(),
      turnLimits: patientTurns,
      connectionLimits: patientConnections,
      ...(options.settings?.GRAPH_URL === undefined && { photos: nobodyPictured }),
      ...(options.peopleJoin !== true && { members: nobodyKnown }),
      ...options.parts,
    });
  let rollcall: Rollcall = compose();
  const port = (await rollcall.server?.listen(options.port ?? 0, '127.0.0.1')) ?? 0;
  const url = `http://127.0.0.1:${port}`;
  const teams = await startLocalTeams(`${url}/api/messages`, options.teams);
  rollcall.start();
  return {
    teams,
    storage,
    url,
    async restart() {
      await rollcall.stop();
      rollcall = compose();
      await rollcall.server?.listen(port, '127.0.0.1');
      rollcall.start();
    },
    async stop() {
      await rollcall.stop();
      await teams.stop();
    },
  };
}
