import { inboxFolder } from '../../src/domain/inbox.ts';
import type { Network } from '../../src/domain/network.ts';
import {
  isEnded,
  type Operation,
  type OperationKey,
  type OperationKind,
} from '../../src/domain/operations/operation.ts';
import { isUndoable } from '../../src/domain/operations/undoable.ts';
import { findAction } from '../support/card-reading.ts';
import type { SeenCard } from '../support/teams-client.ts';
import {
  InVain,
  allOperations,
  ask,
  pause,
  pressUntil,
  pressVerb,
  readOperation,
  until,
  untilEnded,
} from './admins.ts';
import type { About, Key } from './about.ts';
import type { Book } from './book.ts';
import { byHand } from './by-hand.ts';
import { chanceOf } from './chance.ts';
import { makeFile, phones, type FileToSend } from './files.ts';
import type { Row } from './model.ts';
import type { Office, World } from './world.ts';

/** The steps of each admin, by frequency. */
const lots: Readonly<Record<Key, readonly Step[]>> = {
  tara: ['import', 'import', 'export', 'sync', 'sync', 'by-hand'],
  omar: ['import', 'import', 'import', 'export', 'by-hand'],
  gita: ['import', 'import', 'export', 'by-hand', 'by-hand'],
};
type Step = 'import' | 'export' | 'sync' | 'by-hand';

const fewUsers = 15;
const manyUsers = 70;

/** Several admins at once, each in sequence, while faults are injected. */
export async function play(world: World, book: Book): Promise<void> {
  // Of many, a large part can leave: the sync is held then.
  const users = chanceOf(world.seed, 'users').yes(0.25) ? manyUsers : fewUsers;
  world.graph.fill(world.tenant, users, world.seed);
  const twice = chanceOf(world.seed, 'twice').yes(0.25);
  world.teams.switches.set({ deliverTwice: twice });
  const keys = Object.keys(world.admins) as Key[];
  const acts = await Promise.allSettled(keys.map((key) => act(world, book, key)));
  // One who waits in vain doesn't stop the others.
  const failed = acts.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  world.teams.switches.set({ deliverTwice: false });
}

/** Whether a card is an admin's home card. */
export function isGreeting({ titles }: SeenCard): boolean {
  return titles.includes('Import history');
}

async function act(world: World, book: Book, key: Key): Promise<void> {
  const chance = chanceOf(world.seed, 'admin', key);
  const sent = new Map<string, Row>();
  await ask(world.admins[key], 'help', isGreeting);
  const steps = Array.from({ length: chance.whole(2, 3) }, () => chance.pick(lots[key]));
  for (const [place, step] of steps.entries()) {
    const about: About = {
      world,
      book,
      key,
      chance: chanceOf(world.seed, 'step', key, place),
      place,
    };
    if (step === 'import') await importFile(about, sent);
    else if (step === 'export' && archives(about)) await archiveNow(world);
    else if (step === 'export') await exportPeople(about);
    else if (step === 'sync') await sync(about);
    else await byHand(about);
  }
}

/** Only a tenant admin may. */
function archives({ world, key, place }: About): boolean {
  return key === 'tara' && chanceOf(world.seed, 'archive', place).yes(0.4);
}

/** Sends a file, and imports, drops or stops it; may undo it. @param sent rows of the admin's earlier files; kept up to date */
export async function importFile(about: About, sent: Map<string, Row>): Promise<void> {
  const { world, key, chance, place } = about;
  const who = world.admins[key];
  const tag = `${key} ${world.seed}-${place}`;
  const file = makeFile(chance, phones[key], sent, tag);
  const asked = chance.pick(['Employee', 'Others'] as const);
  const what = chance.pick(['import', 'import', 'import', 'drop', 'stop'] as const);
  const stopAfterMs = chance.whole(0, 1_500);
  const twice = chance.yes(0.2);
  const undoes = chance.yes(0.3);

  const comesByItself = key === 'tara' && chanceOf(world.seed, 'inbox', place).yes(0.3);
  const { inbox } = world;
  const network = comesByItself ? 'Others' : asked;
  const arrived =
    comesByItself && inbox !== undefined
      ? await putIntoInbox(about, inbox, file)
      : await sendUntilThere(about, file, network);
  const planned = await until(`the preview of ${arrived.fileName}`, async () => {
    const operation = await readOperation(world, arrived);
    if (operation?.state === 'choosing') {
      await pressVerb(who, 'choose-network', { operation: arrived.id, network })();
    }
    return operation !== undefined && !['choosing', 'planning'].includes(operation.state)
      ? operation
      : undefined;
  });
  if (planned.state !== 'preview') return;
  const { id, kind } = planned;
  const cancel = pressVerb(who, 'cancel-operation', { operation: id, kind });
  // The model recognises people by their phone alone, so a doubtful row is added.
  const answers = { likely: 'add', reused: 'update', sure: true };
  const confirm = pressVerb(who, 'start-import', { operation: id, ...answers });
  if (what === 'drop') {
    await pressUntil(cancel, `cancelling ${planned.fileName}`, () => decided(world, planned));
    return;
  }
  const press = twice ? () => Promise.all([confirm(), confirm()]) : confirm;
  await pressUntil(press, `confirming ${planned.fileName}`, () => decided(world, planned));
  if (what === 'stop') {
    await pause(stopAfterMs);
    await cancel();
  }
  // Its card asks for its progress, as Teams does for whoever looks at it.
  if (chance.yes(0.5)) await pressVerb(who, 'refresh-operation', { operation: id, kind })();
  const done = await untilEnded(world, planned);
  if (undoes) return undo(world, key, done);
  if (done.state !== 'completed') return;
  for (const row of file.rows)
    sent.set(row.phone, { ...row, network: row.network ?? done.network ?? network });
  for (const phone of phones.shared) sent.delete(phone);
}

async function undo(world: Office, key: Key, of: Operation): Promise<void> {
  const written = of.counts.added + of.counts.updated;
  if (written === 0 || of.rowsDone === 0) return;
  const press = pressVerb(world.admins[key], 'undo-import', { operation: of.id, confirmed: true });
  const asked = await pressUntil(press, `undoing ${of.fileName}`, async () =>
    (await allOperations(world, 'import')).find((operation) => operation.undo?.of === of.id),
  );
  await untilEnded(world, asked);
}

/** Another system sends the file, in the name of the admin who allowed it; its preview waits for one. */
async function putIntoInbox(
  { world, book, key, place }: About,
  inbox: NonNullable<Office['inbox']>,
  file: FileToSend,
): Promise<Operation> {
  const { tara } = world.admins;
  await pressUntil(
    async () => {
      const form = await ask(tara, 'settings', ({ text }) => text.includes('Files in the inbox'));
      const chosen = { inbox: 'preview', inboxNetwork: 'Others' };
      return tara.press(form, 'Save', chosen).catch(() => undefined);
    },
    'allowing files of other systems',
    async () => world.storage.organizationSettings.one(world.tenant, 'inbox'),
  );
  const name = `${key}-${place}-inbox.csv`;
  book.files.set(name, { file, mayMove: true });
  const bytes = Buffer.from(file.text);
  await inbox.getBlockBlobClient(`${inboxFolder(world.tenant)}${name}`).upload(bytes, bytes.length);
  return until(name, async () =>
    (await allOperations(world, 'import')).find(({ fileName }) => fileName === name),
  );
}

/** Some twelve seconds on an idle machine. */
const looksForFile = 11;

/** Sends the file until it has become an operation; each attempt has a name of its own, like a file that is sent again. */
export async function sendUntilThere(
  { world, book, key, place }: About,
  file: FileToSend,
  network: Network,
): Promise<Operation> {
  const who = world.admins[key];
  for (let attempt = 1; attempt <= 15; attempt += 1) {
    const name = `${key}-${place}-${attempt}.csv`;
    book.files.set(name, { file, mayMove: key === 'tara' });
    await who.say(network === 'Employee' ? 'import employees' : 'import others');
    await who.sendFile(name, file.text);
    const there = await until(
      name,
      async () => (await allOperations(world, 'import')).find(({ fileName }) => fileName === name),
      looksForFile,
    ).catch(() => undefined);
    if (there !== undefined) return there;
  }
  throw new InVain(`${who.person.name} sent a file fifteen times`);
}

/** The operation, once it no longer waits for a decision. */
async function decided(world: Office, key: OperationKey): Promise<Operation | undefined> {
  const operation = await readOperation(world, key);
  return operation?.state === 'preview' || operation?.state === 'held' ? undefined : operation;
}

/** An archive of everything. @returns the export, once it has ended */
export async function archiveNow(world: Office): Promise<Operation> {
  const { tara } = world.admins;
  const before = new Set((await ofMine(world, 'tara', 'export')).map(({ id }) => id));
  const say = () => tara.say('export everything');
  const asked = await pressUntil(say, 'asking for an archive', async () =>
    (await ofMine(world, 'tara', 'export')).find(({ id }) => !before.has(id)),
  );
  return untilEnded(world, asked);
}

/** @returns the export, once it has ended */
export function exportPeople({ world, key, chance }: About): Promise<Operation> {
  return exportNow(world, key, {
    format: chance.pick(['csv', 'csv', 'xlsx']),
    network: chance.pick(['All', 'Employee', 'Others']),
    stops: chance.yes(0.25),
  });
}

/** @returns the export, once it has ended */
export async function exportNow(
  world: Office,
  key: Key = 'tara',
  { format, network, stops } = { format: 'csv', network: 'All', stops: false },
): Promise<Operation> {
  const who = world.admins[key];
  const form = await ask(who, 'export', ({ titles }) => titles.includes('Create request'));
  const button = findAction(form.json, 'Create request');
  const data = { ...(button?.data as Readonly<Record<string, unknown>>), network, format };
  const before = new Set((await ofMine(world, key, 'export')).map(({ id }) => id));
  const asked = await pressUntil(
    pressVerb(who, 'create-export', data),
    'asking for an export',
    async () => (await ofMine(world, key, 'export')).find(({ id }) => !before.has(id)),
  );
  if (stops) await pressVerb(who, 'cancel-operation', { operation: asked.id, kind: 'export' })();
  return untilEnded(world, asked);
}

async function ofMine(world: Office, key: Key, kind: OperationKind): Promise<Operation[]> {
  const { aadObjectId } = world.admins[key].person;
  return (await allOperations(world, kind)).filter(({ by }) => by.id === aadObjectId);
}

/** People change in Entra, and the directory follows. */
export async function sync(about: About): Promise<void> {
  const { world, chance } = about;
  world.graph.change(world.tenant, chance.whole(0, 4));
  const many = world.graph.users.all(world.tenant).length > 2 * fewUsers && chance.yes(0.5);
  world.graph.remove(world.tenant, many ? manyUsers - fewUsers : chance.whole(0, 2));
  const done = await syncNow(world, chance.yes(0.2));
  if (done.state === 'completed' && chance.yes(0.25)) await undoSync(world, done);
  if (done.state === 'completed' && chance.yes(0.2)) {
    const reset = pressVerb(world.admins.tara, 'reset-sync', { confirmed: true });
    await reset();
  }
}

async function undoSync(world: Office, { id }: Operation): Promise<void> {
  const data = { operation: id, kind: 'sync', confirmed: true };
  const press = pressVerb(world.admins.tara, 'undo-import', data);
  const asked = await pressUntil(press, 'undoing a sync', async () => {
    const all = await allOperations(world, 'sync');
    const sync = all.find((operation) => operation.id === id);
    // One that changed nobody has nothing to undo.
    if (sync !== undefined && !isUndoable(sync)) return sync;
    return all.find(({ undo }) => undo?.of === id);
  });
  await untilEnded(world, asked);
}

/** @returns the sync, once it has ended */
export async function syncNow(world: Office, stops = false): Promise<Operation> {
  const { tara } = world.admins;
  const isSetUp = async () => (await world.storage.syncSettings.read(world.tenant)) ?? undefined;
  if ((await isSetUp()) === undefined) {
    const form = await ask(tara, 'sync', ({ titles }) => titles.includes('Change mapping'));
    await pressUntil(
      async () => {
        await tara.press(tara.now(form), 'Change mapping').catch(() => undefined);
        const open = tara.now(form);
        if (open.titles.includes('Save')) await tara.press(open, 'Save');
      },
      'setting up the sync',
      isSetUp,
    );
  }
  const before = new Set((await allOperations(world, 'sync')).map(({ id }) => id));
  const card = await ask(tara, 'sync', ({ titles }) => titles.includes('Sync now'));
  const data = findAction(card.json, 'Sync now')?.data as Readonly<Record<string, unknown>>;
  const asked = await pressUntil(pressVerb(tara, 'sync-now', data), 'asking for a sync', async () =>
    (await allOperations(world, 'sync')).find(({ id }) => !before.has(id)),
  );
  const { id, kind } = asked;
  const read = await until('what a sync read', async () => {
    const operation = await readOperation(world, asked);
    const state = operation?.state ?? 'queued';
    return ['preview', 'held'].includes(state) || isEnded(state) ? operation : undefined;
  });
  if (!isEnded(read.state)) {
    const verb = read.state === 'held' ? 'apply-sync' : 'start-sync';
    const start = pressVerb(tara, verb, { operation: id });
    await pressUntil(start, 'starting a sync', () => decided(world, asked));
    // Removals of a first sync may be held once more.
    const held = await until('what became of a sync', async () => {
      const operation = await readOperation(world, asked);
      return operation?.state === 'held' || isEnded(operation?.state ?? 'queued')
        ? operation
        : undefined;
    });
    if (held.state === 'held') {
      const apply = pressVerb(tara, 'apply-sync', { operation: id });
      await pressUntil(apply, 'applying a held sync', () => decided(world, asked));
    }
  }
  if (stops) await pressVerb(tara, 'cancel-operation', { operation: id, kind })();
  return untilEnded(world, asked);
}
