import { fileURLToPath } from 'node:url';
import { expect } from 'expect';
import { samplePeople } from '../../../../emulators/teams/people.ts';
import type { Operation } from '../../../../src/domain/operations/operation.ts';
import type { StoredPerson } from '../../../../src/domain/people-store.ts';
import { shards } from '../../../../src/domain/person-id.ts';
import { connectStorage } from '../../../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../../../src/infra/storage/storage.ts';
import { withinTime } from '../../../../src/lib/within-time.ts';
import type { Fault, Passing } from '../../../faults/faults.ts';
import { toBlob, toTable } from '../../../faults/passing.ts';
import { startProxy, type Proxy, type ProxyOptions, type Sent } from '../../../faults/proxy.ts';
import { startLocalTeams, type TestTeams } from '../../../support/local-teams.ts';
import { freePort, startProcess, type RollcallProcess } from '../../../support/process.ts';
import { testConnectionString } from '../../../support/storage.ts';
import type { SeenCard } from '../../../support/teams-client.ts';
import { createMeeting } from './meeting.ts';

/** Only what hangs takes so long, however busy the machine is. */
export const patience = 600_000;

/** Writes of people: some have been written when the process dies. */
export const transaction = 'table POST $batch';

/** The life of one organization beside others: their product is one process, which ends at the same time for all of them. */
export interface Life {
  readonly storage: Storage;
  readonly teams: TestTeams;
  readonly tenant: string;
  /**
   * From now until the process ends, requests to the store for this organization and of this class (faults/passing.ts) are never
   * answered, but for the first so many: where the process dies doesn't depend on how fast the machine is.
   * @returns resolves once the process waits for such an answer
   */
  hold(name: string, after?: number): Promise<void>;
  /** The newest operation, once it is as wanted. */
  until(fits: (operation: Operation) => boolean, kind?: Operation['kind']): Promise<Operation>;
  /** Once all have come here, the process ends: gracefully the first time, killed later. @returns its exit code */
  dead(): Promise<number | null>;
  /** Once all have come here, all requests are answered again, and the next process is there. */
  alive(): Promise<void>;
}

/**
 * Lives all of them beside each other, each as an organization of its own. Each has to come to each end of the process.
 * @param settings of the process
 * @returns how each goes
 */
export function liveTogether<Name extends string>(
  lives: Readonly<Record<Name, (life: Life) => Promise<void>>>,
  settings: () => Promise<Readonly<Record<string, string>>>,
): { readonly lived: Readonly<Record<Name, Promise<void>>>; stop(): Promise<void> } {
  const entries = Object.entries(lives) as [Name, (life: Life) => Promise<void>][];
  const world = settings().then((given) => startWorld(entries.length, given));
  const living = entries.map(async ([, live], place) => {
    const life = await (await world).lifeOf(place);
    try {
      await live(life);
    } finally {
      await life.end();
    }
  });
  for (const one of living) one.catch(() => undefined);
  return {
    lived: Object.fromEntries(entries.map(([name], place) => [name, living[place]])) as never,
    async stop() {
      await Promise.allSettled(living);
      await (await world).stop();
    },
  };
}

async function startWorld(count: number, settings: Readonly<Record<string, string>>) {
  const connectionString = testConnectionString();
  const held = createHolding();
  const changes = createChanges();
  const proxied = await behindProxies(connectionString, {
    faultFor: (...given) => held.faultFor(...given),
    observer(passing, moment) {
      if (moment === 'done' && /^table (?!GET).*operations/.test(passing.name)) changes.tell();
      return true;
    },
  });
  const port = await freePort();
  const admins = samplePeople.filter(({ key }) => key === 'tara');
  const environment = {
    AZURE_STORAGE_CONNECTION_STRING: proxied.behind,
    PORT: String(port),
    TENANT_ADMINS: Array.from({ length: count }, (_, place) =>
      admins.map(({ aadObjectId }) => `${tenantOf(place)}/${aadObjectId}`),
    )
      .flat()
      .join(','),
    ...settings,
  };
  const storage = createStorage(await connectStorage({ connectionString }));
  const patient = fileURLToPath(new URL('../../../support/patient-turns.ts', import.meta.url));
  let running: RollcallProcess = await startProcess(environment, patient);
  let isFirst = true;
  const ends = createMeeting(count, async () => {
    if (isFirst) return running.terminate();
    await running.kill();
    return null;
  });
  const starts = createMeeting(count, async () => {
    held.letGo();
    isFirst = false;
    running = await startProcess(environment, patient);
  });

  return {
    async lifeOf(place: number): Promise<Life & { end(): Promise<void> }> {
      const tenant = tenantOf(place);
      const teams = await startLocalTeams(`http://127.0.0.1:${port}/api/messages`, {
        people: samplePeople.map((person) => ({ ...person, tenantId: tenant })),
      });
      return {
        ...{ storage, teams, tenant },
        hold: (name, after) => held.hold(tenant, name, after),
        async until(fits, kind = 'import') {
          const deadline = Date.now() + patience;
          for (;;) {
            const changed = changes.next();
            const { operations } = await storage.operations.page(tenant, kind, 1);
            const [newest] = operations;
            if (newest !== undefined && fits(newest)) return newest;
            const left = deadline - Date.now();
            if (left <= 0)
              throw new Error(`waited in vain; it stands at ${newest?.state ?? 'nothing'}`);
            await withinTime(left, changed);
          }
        },
        dead: () => ends.come(),
        alive: () => starts.come(),
        async end() {
          ends.leave();
          starts.leave();
          await teams.stop();
        },
      };
    },
    async stop(): Promise<void> {
      await running.kill();
      await proxied.stop();
    },
  };
}

const tenantOf = (place: number) => `00000000-0000-4000-8000-0000000000c${place}`;

function createHolding() {
  const held = new Map<
    string,
    { readonly name: string; left: number; readonly told: () => void }
  >();
  return {
    hold: (tenant: string, name: string, after = 0): Promise<void> =>
      new Promise((resolve) => {
        held.set(tenant, { name, left: after, told: resolve });
      }),
    letGo: (): void => held.clear(),
    faultFor({ name }: Passing, { url, body }: Sent): Fault | undefined {
      for (const [tenant, one] of held) {
        if (one.name !== name || !(url.includes(tenant) || body.includes(tenant))) continue;
        one.left -= 1;
        if (one.left >= 0) continue;
        one.told();
        return { kind: 'hung', carriedOut: false };
      }
      return undefined;
    },
  };
}

/** Tells of each write to the operations: nobody has to ask the store, time and again, whether there was one. */
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

export async function peopleOf({ storage, tenant }: Life): Promise<StoredPerson[]> {
  const all: StoredPerson[] = [];
  for (const shard of shards) {
    for await (const page of storage.people.scan(tenant, shard)) all.push(...page);
  }
  return all;
}

/** Without Tara, who may or may not have signed in before the kill. */
export async function adminsPeople(life: Life): Promise<StoredPerson[]> {
  return (await peopleOf(life)).filter(({ source }) => source === 'admin');
}

/** The one notice that says all of it, once it is there. */
export async function theNotice({ teams }: Life, ...words: readonly string[]): Promise<SeenCard> {
  const fits = ({ text }: SeenCard) => words.every((word) => text.includes(word));
  const notice = await teams.tara.waitForCard(fits, { since: 'start', timeoutMs: patience });
  expect(teams.tara.cards('start').filter(fits)).toHaveLength(1);
  return notice;
}
