import { constants, existsSync } from 'node:fs';
import { access, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../src/errors.ts';
import type { Log } from '../src/log.ts';
import type { Settings } from '../src/settings.ts';
import { languages } from '../src/text/text.ts';
import { startAzurite } from './azurite/azurite.ts';
import { assertRoom } from './azurite/room.ts';
import { createLocalGraph } from './graph/local-graph.ts';
import type { LocalGraph } from './graph/local-graph.ts';
import { rememberedPort, rememberPort } from './graph/remembered-port.ts';
import { putSamplePeople } from './sample-directory.ts';
import { addPseudoLocale } from './pseudo-locale.ts';
import { createLocalTeams } from './teams/local-teams.ts';
import { samplePeople } from './teams/people.ts';

/** Local mode: emulators of Azure Storage, Microsoft Entra and Teams on one machine. Loopback only. */

type Stop = () => Promise<unknown>;

/** Starts the embedded Azurite. @returns its connection settings */
export async function startStorage(
  settings: Settings,
  log: Log,
  environment: NodeJS.ProcessEnv,
  started: Stop[],
): Promise<{ connectionString: string; people: string }> {
  await mustBeWritable(settings.DATA_DIR);
  const azurite = await startAzurite({ dataDir: azuriteDir(settings), log, environment });
  started.push(() => azurite.stop());
  return { connectionString: azurite.connectionString, people: azurite.peopleConnectionString };
}

/** @throws AppError `setting-wrong` when the data folder isn't writable */
async function mustBeWritable(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true });
    await access(dataDir, constants.W_OK);
  } catch (cause) {
    const problem = 'a folder that can be written to';
    throw new AppError('setting-wrong', { setting: 'DATA_DIR', problem }, { cause });
  }
}

/** Checks that the embedded store has room for more people. */
export function roomIn(settings: Settings): (people: number) => Promise<void> {
  return (people) => assertRoom(azuriteDir(settings), people);
}

function azuriteDir(settings: Settings): string {
  return join(settings.DATA_DIR, 'azurite');
}

interface RoleGiver {
  give(tenant: string, by: Named, person: Named, role: 'organization-admin'): Promise<unknown>;
}

interface Named {
  readonly id: string;
  readonly name: string;
}

/** Grants the sample organization admin's role, once: later changes of it stay. */
export async function giveSampleRoles(settings: Settings, roles: RoleGiver): Promise<void> {
  const marker = join(settings.DATA_DIR, 'sample-roles');
  if (existsSync(marker)) return;
  const tara = samplePeople.find(({ role }) => role === 'tenant admin');
  const omar = samplePeople.find(({ role }) => role === 'organization admin');
  if (tara === undefined || omar === undefined) return;
  const by = { id: tara.aadObjectId, name: tara.name };
  const person = { id: omar.aadObjectId, name: omar.name };
  await roles.give(omar.tenantId, by, person, 'organization-admin');
  await writeFile(marker, 'The sample organization admin has been given the role.\n');
}

/**
 * Starts the Graph emulator with the sample people. It depends on nothing else.
 * @returns it; its `url` is the address to call
 */
export async function startGraph(
  parts: { log: Log; dataDir: string },
  started: Stop[],
): Promise<LocalGraph> {
  const { log, dataDir } = parts;
  await mustBeWritable(dataDir);
  // The port of the last start where possible, since links returned by Graph contain it.
  const last = rememberedPort(dataDir);
  const graph = createLocalGraph({ port: last ?? 0, host: '127.0.0.1', log, dataDir });
  await graph.start();
  started.push(() => graph.stop());
  // A port that is taken only now may be free again next time.
  if (last === undefined) rememberPort(dataDir, Number(new URL(graph.url).port));
  putSamplePeople(graph);
  return graph;
}

/** Starts the chat page. @param parts.graph from `startGraph`; absent: the page has no directory @returns the page's address */
export async function startTeams(
  parts: { settings: Settings; log: Log; port: number; dataDir: string; graph?: LocalGraph },
  started: Stop[],
): Promise<string> {
  const { settings, log, port, dataDir, graph } = parts;
  await mkdir(dataDir, { recursive: true });
  addPseudoLocale();
  const teams = createLocalTeams({
    languages: languages(),
    botEndpoint: `http://127.0.0.1:${port}/api/messages`,
    port: settings.LOCAL_TEAMS_PORT,
    host: '127.0.0.1',
    log,
    dataDir,
    ...(graph !== undefined && { graph }),
  });
  await teams.start();
  started.push(() => teams.stop());
  return teams.url;
}

/**
 * Makes the sample tenant admins tenant admins of their sample organizations, and sets the samples' country and
 * the Graph emulator.
 * @param graphUrl of the Graph emulator, with its version; absent: as in the settings
 */
export function localSettings(settings: Settings, graphUrl?: string): Settings {
  const admins = samplePeople.filter(
    ({ role }) => role === 'tenant admin' || role === 'admin of another tenant',
  );
  return {
    ...settings,
    ...(graphUrl !== undefined && { GRAPH_URL: new URL(graphUrl).origin }),
    DEFAULT_COUNTRY: settings.DEFAULT_COUNTRY ?? 'GB',
    TENANT_ADMINS: [
      ...settings.TENANT_ADMINS,
      ...admins.map(({ tenantId, aadObjectId }) => `${tenantId}/${aadObjectId}`),
    ],
  };
}
