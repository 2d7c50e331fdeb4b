import { personIdFromPhone, shardOf } from '../../src/domain/person-id.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { sampleCsv } from '../../scripts/sample-people.ts';
import type { Key } from '../faults/about.ts';
import {
  allOperations,
  InVain,
  pressUntil,
  pressVerb,
  readOperation,
  until,
  untilEnded,
} from '../faults/admins.ts';
import { newBook, type Book } from '../faults/book.ts';
import { chanceOf, type Chance } from '../faults/chance.ts';
import type { Row } from '../faults/model.ts';
import { exportPeople, importFile, sendUntilThere, sync } from '../faults/scenario.ts';
import type { WorkingOffice } from './office.ts';

/** One thing that an admin does. */
interface Doing {
  readonly world: WorkingOffice;
  readonly book: Book;
  readonly key: Key;
  readonly chance: Chance;
  readonly place: number;
  readonly sent: Map<string, Row>;
}

type Deed = 'look' | 'import' | 'large-import' | 'export' | 'audit' | 'sync' | 'by-hand';

/** By frequency: looking is most of an admin's day. */
const deeds: Readonly<Record<Key, readonly Deed[]>> = {
  tara: ['look', 'look', 'look', 'sync', 'sync', 'large-import', 'export', 'by-hand', 'audit'],
  omar: ['look', 'look', 'look', 'import', 'import', 'export', 'by-hand'],
  gita: ['look', 'look', 'look', 'look', 'import', 'by-hand', 'export'],
};

const questions = [
  'directory',
  'find sample',
  'find ada',
  'find +4420794',
  'find lead',
  'import history',
  'export history',
  'deleted',
  'duplicates',
  'help',
];
const largeRows = 1_500;

/** The work done in the day. */
export interface Diary {
  readonly done: Map<string, number>;
  readonly faults: string[];
  nights: number;
  restarts: number;
}

/** @param resting resolves when work may be done: at night it waits for the morning */
export async function work(
  world: WorkingOffice,
  key: Key,
  diary: Diary,
  day: { readonly isOver: () => boolean; readonly resting: () => Promise<void> },
): Promise<void> {
  const sent = new Map<string, Row>();
  const book = newBook();
  for (let place = 0; !day.isOver(); place += 1) {
    await day.resting();
    const chance = chanceOf(world.seed, 'day', key, place);
    const deed = chance.pick(deeds[key]);
    try {
      await doing[deed]({ world, book, key, chance, place, sent });
      diary.done.set(deed, (diary.done.get(deed) ?? 0) + 1);
    } catch (error) {
      diary.faults.push(`${key}, ${deed}: ${String(error).slice(0, 300)}`);
      if (!(error instanceof InVain)) throw error;
    }
    book.files.clear();
  }
}

const doing: Readonly<Record<Deed, (about: Doing) => Promise<unknown>>> = {
  look,
  import: (about) => importFile(about, about.sent),
  'large-import': importLarge,
  export: exportPeople,
  audit: exportAudit,
  sync,
  'by-hand': byHand,
};

/** Asks, leafs through the answer, and has its card drawn again, as Teams does when it comes into view. */
async function look({ world, key, chance }: Doing): Promise<void> {
  const who = world.admins[key];
  for (const question of chance.some(questions, 3)) {
    await who.say(question);
    for (let page = 0; page < 3; page += 1) {
      const card = who.cards('start').at(-1);
      if (card === undefined) break;
      await who.view(card);
      if (!who.now(card).titles.includes('Next')) break;
      await who.press(who.now(card), 'Next');
    }
  }
}

/** The same people are in three files, so the directory doesn't grow all day. */
function largeFile(place: number): string {
  const csv = [...sampleCsv({ count: 3 * largeRows, seed: 1 })].join('');
  const [header = '', ...lines] = csv.split('\r\n');
  const from = (place % 3) * largeRows;
  const title = `,Turn ${place},`;
  const rows = lines.slice(from, from + largeRows).map((line) => line.replace(/,Legal,/, title));
  return [header, ...rows, ''].join('\r\n');
}

async function importLarge(about: Doing): Promise<void> {
  const { world, key, chance, place } = about;
  const file = { tag: `large ${place}`, text: largeFile(place), rows: [], rejected: 0 };
  const operation = await sendUntilThere(about, file, 'Employee');
  const planned = await until('a preview', async () => {
    const found = await readOperation(world, operation);
    return found === undefined || found.state === 'planning' ? undefined : found;
  });
  if (planned.state !== 'preview') return;
  const { id } = planned;
  const answers = { likely: 'add', reused: 'update', sure: true };
  const start = pressVerb(world.admins[key], 'start-import', { operation: id, ...answers });
  await pressUntil(start, 'importing many', async () =>
    (await readOperation(world, planned))?.state === 'preview' ? undefined : true,
  );
  const done = await untilEnded(world, planned);
  if (done.rowsDone === 0 || chance.yes(0.6)) return;
  await pressVerb(world.admins[key], 'undo-import', { operation: id, confirmed: true })();
}

/** Waits for its end: the embedded store looks through the whole audit for each page of it. */
async function exportAudit({ world, key }: Doing): Promise<void> {
  const who = world.admins[key];
  const before = new Set((await allOperations(world, 'export')).map(({ id }) => id));
  await who.say('audit');
  const asked = await until('an export of the audit', async () =>
    (await allOperations(world, 'export')).find(
      ({ id, by }) => !before.has(id) && by.id === who.person.aadObjectId,
    ),
  );
  await untilEnded(world, asked);
}

/** Numbers of Ofcom for drama, ten thousand of them in ten areas. */
const areas = ['113', '114', '115', '116', '117', '118', '121', '131', '141', '151'];

/** Someone comes, and goes: to those who can be restored, or for good. */
async function byHand({ world, key, chance, place }: Doing): Promise<void> {
  const { admins, storage, tenant } = world;
  const who = admins[key];
  const of = ['tara', 'omar', 'gita'].indexOf(key);
  const number = (place * 3 + of) % 10_000;
  const phone = `+44${areas[Math.floor(number / 1_000)] ?? ''}4960${String(number % 1_000).padStart(3, '0')}`;
  const { identitySecret } = await storage.organizations.facts(tenant);
  const id = personIdFromPhone(identitySecret, tenant, phone);
  const person = async (): Promise<StoredPerson | undefined> =>
    (await storage.people.read(tenant, shardOf(id), [id])).get(id);

  const values = { phone, firstName: 'By', lastName: `Hand ${number}` };
  const fields = Object.keys(values);
  const add = pressVerb(who, 'add-person', { network: 'Others', fields, ...values });
  await pressUntil(add, 'adding a person', person);
  await who.say(`find ${phone}`);
  const one = { people: [id], confirmed: true };
  await pressUntil(pressVerb(who, 'delete-people', one), 'deleting a person', async () =>
    (await person())?.deletedAt === undefined ? undefined : true,
  );
  if (key !== 'tara' || chance.yes(0.5)) return;
  await pressUntil(pressVerb(who, 'erase-people', one), 'erasing a person', async () =>
    (await person()) === undefined ? true : undefined,
  );
}
