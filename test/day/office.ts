import { writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAzurite } from '../../emulators/azurite/azurite.ts';
import { createLocalGraph } from '../../emulators/graph/local-graph.ts';
import { putSamplePeople } from '../../emulators/sample-directory.ts';
import { createRoles } from '../../src/features/admin/roles.ts';
import { createLog } from '../../src/log.ts';
import { connectStorage, type StorageConnection } from '../../src/infra/storage/connect.ts';
import { createStorage } from '../../src/infra/storage/storage.ts';
import type { Office } from '../faults/world.ts';
import { startLocalTeams } from '../support/local-teams.ts';
import { freePort } from '../support/process.ts';
import { calendar, startDayProcess, type DayProcess } from './processes.ts';

/** The places of the deployment. Only the second worker is killed all day; the others show what grows. */
export const places = ['web', 'worker', 'worker-2'] as const;
export type Place = (typeof places)[number];

/** An organization at work: its admins, the embedded store, and the product in three processes. */
export interface WorkingOffice extends Office {
  readonly connection: StorageConnection;
  readonly folder: string;
  readonly running: Readonly<Record<Place, DayProcess | undefined>>;
  /** Starts the processes: the past is written before, as if it had been theirs. */
  begin(): Promise<void>;
  /** Ends a process and starts another one in its place. */
  replace(place: Place, how: 'kill' | 'stop'): Promise<void>;
  /** Removes all but the oldest card of each chat: the emulator looks through all of them again and again. */
  forgetChats(): void;
  /** Moves every clock ahead. @returns milliseconds since 1970, by the calendar */
  turnCalendar(days: number): number;
  stop(): Promise<void>;
}

const dayMs = 24 * 3_600_000;

/** @param lasts how long a day is, in milliseconds */
export async function openOffice(seed: number, lasts: number): Promise<WorkingOffice> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-day-'));
  const date = join(folder, 'calendar');
  let aheadMs = 0;
  writeFileSync(date, '0');
  const quiet = () => undefined;
  const azurite = await startAzurite({
    ports: 'free',
    environment: { ...process.env, DAY_CALENDAR: date },
    node: ['--import', calendar],
    log: { debug: quiet, info: quiet, warn: console.error, error: console.error },
  });
  const { connectionString } = azurite;
  const connection = await connectStorage({ connectionString });
  const storage = createStorage(connection);
  await storage.ensure();
  const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: createLog('silent') });
  await graph.start();
  putSamplePeople(graph);

  const port = await freePort();
  const teams = await startLocalTeams(`http://127.0.0.1:${port}/api/messages`);
  const { tara, omar, gita } = teams;
  const { tenantId: tenant } = tara.person;
  graph.fill(tenant, 60, seed);
  const by = { id: tara.person.aadObjectId, name: tara.person.name };
  const tenantAdmins = [`${tenant}/${tara.person.aadObjectId}`];
  const roles = createRoles({ store: storage.roles, tenantAdmins });
  for (const { person } of [omar, gita]) {
    const admin = { id: person.aadObjectId, name: person.name };
    await roles.give(tenant, by, admin, 'organization-admin');
  }

  const running: Record<Place, DayProcess | undefined> = {
    web: undefined,
    worker: undefined,
    'worker-2': undefined,
  };
  const start = async (place: Place) => {
    running[place] = await startDayProcess({
      name: place,
      folder,
      environment: {
        ROLE: place === 'web' ? 'web' : 'worker',
        PORT: String(port),
        AZURE_STORAGE_CONNECTION_STRING: connectionString,
        GRAPH_URL: new URL(graph.url).origin,
        LOG_LEVEL: 'info',
        DAY_CALENDAR: date,
        DAY_MS: String(lasts),
      },
    });
  };

  return {
    seed,
    tenant,
    admins: { tara, omar, gita },
    graph,
    storage,
    looksBack: 40,
    connection,
    folder,
    running,
    async begin() {
      for (const place of places) await start(place);
    },
    async replace(place, how) {
      const ending = running[place];
      running[place] = undefined;
      await ending?.[how]();
      await start(place);
    },
    forgetChats() {
      const { history } = teams.teams;
      for (const { chatId } of [tara, omar, gita]) {
        const first = history.messages(chatId).find(({ from }) => from === 'bot');
        for (const message of [...history.messages(chatId)]) {
          if (message !== first) history.remove(message);
        }
      }
    },
    turnCalendar(days) {
      aheadMs += days * dayMs;
      writeFileSync(date, String(aheadMs));
      return Date.now() + aheadMs;
    },
    async stop() {
      await Promise.all(places.map(async (place) => running[place]?.stop()));
      await teams.stop();
      await graph.stop();
      await azurite.stop();
    },
  };
}
