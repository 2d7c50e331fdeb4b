import type { Operation } from '../../../../src/domain/operations/operation.ts';
import { connectStorage } from '../../../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../../../src/infra/storage/storage.ts';
import { startLocalTeams, type TestTeams } from '../../../support/local-teams.ts';
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
  /** Kills it and starts it again. */
  restart(): Promise<void>;
  /** The newest operation, once it is as wanted. */
  until(fits: (operation: Operation) => boolean, kind?: Operation['kind']): Promise<Operation>;
  stop(): Promise<void>;
}

export async function startKilledProcess(
  settings: Readonly<Record<string, string>> = {},
): Promise<KilledProcess> {
  const connectionString = testConnectionString();
  const port = await freePort();
  const environment = {
    AZURE_STORAGE_CONNECTION_STRING: connectionString,
    PORT: String(port),
    ...settings,
  };
  const storage = createStorage(await connectStorage({ connectionString }));
  const teams = await startLocalTeams(`http://127.0.0.1:${port}/api/messages`);
  let running: RollcallProcess = await startProcess(environment);
  const kill = () => running.kill();
  const start = async () => {
    running = await startProcess(environment);
  };
  return {
    storage,
    teams,
    kill,
    terminate: () => running.terminate(),
    start,
    async restart() {
      await kill();
      await start();
    },
    async until(fits, kind = 'import') {
      const deadline = Date.now() + patience;
      // States that pass are seen at once; of a claim that lasts for seconds, the end needn't be.
      for (let pauseMs = 20; ; pauseMs = Math.min(pauseMs * 1.1, 100)) {
        const { operations } = await storage.operations.page(teams.tara.person.tenantId, kind, 1);
        const [newest] = operations;
        if (newest !== undefined && fits(newest)) return newest;
        if (Date.now() > deadline)
          throw new Error(`waited in vain; it stands at ${newest?.state ?? 'nothing'}`);
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
    },
    async stop() {
      await kill();
      await teams.stop();
    },
  };
}
