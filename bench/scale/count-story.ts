import { setTimeout as pause } from 'node:timers/promises';
import { createLocalGraph } from '../../emulators/graph/local-graph.ts';
import type { OperationKind } from '../../src/domain/operations/operation.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { startRollcall } from '../../test/support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../../test/support/teams-client.ts';
import type { CountingProxy, Tally } from './counting-proxy.ts';
import { total, requestKinds } from './requests.ts';
import { sampleFile, sampleUsers } from './sample-files.ts';

export interface Step {
  readonly name: StepName;
  readonly tally: Tally;
  /** from the first request to the last, in seconds */
  readonly seconds: number;
  /** of a job that has ended: from when it was asked for or confirmed to its end, by its record */
  readonly jobSeconds?: number;
}

export type StepName =
  | 'turn'
  | 'plan of new'
  | 'apply of new'
  | 'plan of changed'
  | 'apply of changed'
  | 'export'
  | 'look at the directory'
  | 'first sync, trial'
  | 'first sync'
  | 'daily sync';

export interface Story {
  readonly rows: number;
  readonly changed: number;
  /** whom a sync meets, and of whom as many as `changed` have changed since */
  readonly users: number;
}

const patience = { timeoutMs: 600_000 } as const;
/** A card that answered a press is drawn once more 5 s later: only then is all over. */
const quietMs = 7_000;
/** Words alone have no such card. */
const quietAfterWordsMs = 1_500;
const lookMs = 250;

/** What an organization does in a week, once, through the real conversation: and what that asked of the store. */
export async function tellStory(
  { storage, proxy }: { readonly storage: Storage; readonly proxy: CountingProxy },
  { rows, changed, users }: Story,
): Promise<Step[]> {
  const silent = { info: () => undefined, warn: () => undefined };
  const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: silent });
  await graph.start();
  const rollcall = await startRollcall({
    storage,
    settings: { GRAPH_URL: graph.url.replace('/v1.0', '') },
  });
  const { tara, uma } = rollcall.teams;
  const steps: Step[] = [];
  const step = async (
    name: StepName | undefined,
    act: () => Promise<unknown>,
    job?: { readonly tenant: string; readonly kind: OperationKind },
  ) => {
    proxy.take();
    const began = performance.now();
    await act();
    const ended = await quiet(proxy, name === undefined ? quietAfterWordsMs : quietMs);
    const tally = proxy.take();
    if (name === undefined) return;
    const jobSeconds = job === undefined ? undefined : await lastTook(storage, job);
    const seconds = (ended - began) / 1_000;
    steps.push({ name, tally, seconds, ...(jobSeconds !== undefined && { jobSeconds }) });
  };

  const tellImport = async (kind: 'new' | 'changed', file: string) => {
    let preview: SeenCard | undefined;
    await step(undefined, () => tara.say('import employees'));
    await step(`plan of ${kind}`, async () => {
      await tara.sendFile(`${kind}.csv`, file);
      preview = await cardWith(tara, 'Import');
    });
    await step(
      `apply of ${kind}`,
      async () => {
        if (preview !== undefined) await tara.press(preview, 'Import');
        await tara.waitForCard((card) => card.text.includes('Import completed'), patience);
      },
      { tenant: tara.person.tenantId, kind: 'import' },
    );
  };

  try {
    await step(undefined, () => tara.say('help'));
    await step('turn', () => tara.say('help'));
    await tellImport('new', sampleFile(rows, 0, 1));
    await tellImport('changed', sampleFile(rows, changed, 1));
    let form: SeenCard | undefined;
    await step(undefined, async () => {
      await tara.say('export');
      form = await cardWith(tara, 'Create request');
    });
    await step(
      'export',
      async () => {
        if (form !== undefined) await tara.press(form, 'Create request');
        await tara.waitForCard((card) => card.text.includes('Export completed'), patience);
      },
      { tenant: tara.person.tenantId, kind: 'export' },
    );
    await step('look at the directory', () => tara.say('directory'));

    const { tenantId } = uma.person;
    const all = [...sampleUsers(users, 2)];
    for (const user of all) graph.users.put(tenantId, user);
    await step(undefined, () => uma.say('help'));
    let card: SeenCard | undefined;
    await step(undefined, async () => {
      await uma.say('sync');
      card = await cardWith(uma, 'Change mapping');
      await uma.press(card, 'Change mapping');
      await uma.press(await inPlaceOf(uma, card, 'Save'), 'Save');
    });
    await step('first sync, trial', async () => {
      if (card === undefined) return;
      await uma.press(await inPlaceOf(uma, card, 'Sync now'), 'Sync now');
      await inPlaceOf(uma, card, 'Start sync');
    });
    await step(
      'first sync',
      async () => {
        if (card === undefined) return;
        await uma.press(await inPlaceOf(uma, card, 'Start sync'), 'Start sync');
        await uma.waitForCard((seen) => seen.text.includes('Sync completed'), patience);
      },
      { tenant: tenantId, kind: 'sync' },
    );
    for (const user of all.slice(0, changed)) {
      graph.users.put(tenantId, { ...user, jobTitle: 'Somebody Else Now' });
    }
    await step(undefined, async () => {
      await uma.say('sync');
      card = await cardWith(uma, 'Sync now');
    });
    await step(
      'daily sync',
      async () => {
        if (card !== undefined) await uma.press(card, 'Sync now');
        await uma.waitForCard((seen) => seen.text.includes('Sync completed'), patience);
      },
      { tenant: tenantId, kind: 'sync' },
    );
    return steps;
  } finally {
    await rollcall.stop();
    await graph.stop();
  }
}

async function lastTook(
  { operations }: Storage,
  { tenant, kind }: { readonly tenant: string; readonly kind: OperationKind },
): Promise<number | undefined> {
  const [last] = (await operations.page(tenant, kind, 1)).operations;
  if (last?.endedAt === undefined) return undefined;
  return (Date.parse(last.endedAt) - Date.parse(last.confirmedAt ?? last.at)) / 1_000;
}

const cardWith = (who: TeamsClient, title: string) =>
  who.waitForCard((card) => card.titles.includes(title), patience);

const inPlaceOf = (who: TeamsClient, card: SeenCard, title: string) =>
  who.waitForCard((seen) => seen.message.id === card.message.id && seen.titles.includes(title), {
    since: 'start',
    ...patience,
  });

/** Waits until nothing is asked any more but whether there is work. @returns when the last request was seen */
async function quiet(proxy: CountingProxy, quietFor: number): Promise<number> {
  let seen = asked(proxy);
  let last = performance.now();
  while (performance.now() - last < quietFor) {
    await pause(lookMs);
    const now = asked(proxy);
    if (now === seen) continue;
    seen = now;
    last = performance.now();
  }
  return last;
}

function asked(proxy: CountingProxy): number {
  const kinds = requestKinds.filter((kind) => kind !== 'queue poll');
  return total(proxy.so().requests, kinds);
}
