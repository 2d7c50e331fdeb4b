import { isUndoable } from '../../src/domain/operations/undoable.ts';
import { parse } from 'csv-parse/sync';
import { buffer } from 'node:stream/consumers';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { isEnded, type Operation } from '../../src/domain/operations/operation.ts';
import type { AuditedEvent } from '../../src/domain/audit.ts';
import { personIdFromPhone } from '../../src/domain/person-id.ts';
import { countArchive, openArchive } from '../../src/features/imports/everything/open-archive.ts';
import { everythingKept } from '../support/everything-kept.ts';
import { ask } from './admins.ts';
import type { Book, HandEvent } from './book.ts';
import { Model, type ModelCounts, type ModelPerson, type Row } from './model.ts';
import type { Truth } from './truth.ts';
import type { World } from './world.ts';

/**
 * A condition that has to hold at the end of every run: its description, and the evidence against it. Its number is its
 * place in the list, as in docs/when-things-go-wrong.md.
 */
export interface Invariant {
  readonly holds: string;
  readonly against: (found: Found) => string[] | Promise<string[]>;
}

interface Found {
  readonly world: World;
  readonly book: Book;
  readonly truth: Truth;
}

export const invariants: readonly Invariant[] = [
  { holds: 'The directory is the result of the confirmed imports.', against: directory },
  { holds: 'People changed by hand are as they were last seen.', against: byHand },
  { holds: 'The directory has the people of Entra.', against: entra },
  { holds: 'No two people share a phone number.', against: phones },
  { holds: 'Every operation ended, and says how.', against: states },
  { holds: 'A file that was sent once became at most one operation.', against: once },
  {
    holds: 'Each ended operation was announced once, or its record says why not.',
    against: notices,
  },
  { holds: 'No stored file is without an owner, and none is missing.', against: files },
  { holds: 'Nothing waits in a queue, for the write lock or for a lease.', against: leftovers },
  { holds: 'The audit has one entry for each change.', against: audit },
  { holds: 'The history has every operation once, newest first.', against: history },
  { holds: 'An exported file has the people of the directory.', against: exported },
  { holds: 'An error log has every rejected row.', against: errorLogs },
  { holds: 'The lists count all people.', against: view },
  { holds: 'Of an erased person, only files keep anything, until their time.', against: erased },
];

/** @returns the evidence against the invariants, with their descriptions; empty when all hold */
export async function check(found: Found): Promise<string[]> {
  const all: string[] = [...found.book.faults];
  for (const [place, { holds, against }] of invariants.entries()) {
    const name = `not so: ${place + 1}, ${holds}`;
    all.push(...(await against(found)).map((what) => `${name}: ${what}`));
  }
  return all;
}

/** Confirmed imports in the order of the write queue. */
function confirmed({ operations }: Truth): Operation[] {
  const turn = ({ confirmedAt = '', id }: Operation) => `${Date.parse(confirmedAt)}-${id}`;
  return operations.import
    .filter(({ confirmedAt, bulk }) => confirmedAt !== undefined && bulk === undefined)
    .toSorted((one, other) => (turn(one) < turn(other) ? -1 : 1));
}

function directory({ truth, book }: Found): string[] {
  const wrong: string[] = [];
  const model = new Model();
  const stored = new Map<string, StoredPerson>();
  for (const person of truth.people) {
    const { phone } = person.fields;
    const isLiving = person.deletedAt === undefined;
    if (phone !== undefined && (isLiving || !stored.has(phone))) stored.set(phone, person);
  }
  /** The people written by a stopped operation, by their records. */
  const writtenBy = (operation: string) =>
    new Set([...stored].filter(([, person]) => wasWrittenBy(operation, person)).map(([at]) => at));
  for (const operation of confirmed(truth)) {
    const { id, fileName, state, network = 'Others', undo } = operation;
    const only = state === 'completed' ? undefined : writtenBy(id);
    const sent = book.files.get(fileName);
    if (sent === undefined) {
      wrong.push(`${fileName}: nobody sent it`);
      continue;
    }
    const { file, mayMove } = sent;
    const { rows, rejected } = file;
    const expected =
      undo === undefined
        ? model.import(id, { network, mayMove, rows, rejected }, only)
        : model.undo(id, undo.of, only);
    const name = `${undo === undefined ? '' : 'undo of '}${fileName} (${state}, ${id})`;
    const is = told(operation, { ...operation.counts, removed: undo?.removed ?? 0 });
    const has = told(operation, expected);
    if (is !== has) wrong.push(`${name}: counts ${is}, and it came to ${has}`);
  }
  for (const [phone, person] of model.people) {
    wrong.push(...differences(phone, person, stored.get(phone)));
  }
  for (const [phone, { source }] of stored) {
    const isKnown = model.people.has(phone) || book.byHand.has(phone);
    if (source === 'admin' && !isKnown) wrong.push(`${phone} is there, and nobody brought them`);
  }
  return wrong;
}

function wasWrittenBy(operation: string, { addedIn, changedIn, history: log }: StoredPerson) {
  const isInLog = log.some((entry) => entry.operation === operation);
  return addedIn === operation || changedIn === operation || isInLog;
}

/** A stopped operation is compared with what it wrote: it didn't process all its rows. */
function told({ state }: Operation, counts: ModelCounts): string {
  const { added, updated, unchanged, rejected, removed } = counts;
  const written = `${added} added, ${updated} updated, ${removed} deleted again`;
  return state === 'completed'
    ? `${written}, ${unchanged} unchanged, ${rejected} rejected`
    : written;
}

type Named = Partial<Pick<Row, 'firstName' | 'lastName' | 'jobTitle'>>;

function differences(
  phone: string,
  [newest, ...older]: ModelPerson,
  stored: StoredPerson | undefined,
): string[] {
  if (stored === undefined) return [`${phone} is missing`];
  const { fields, network, deletedAt, history: log } = stored;
  const { row, ...expected } = newest.after;
  const facts = (of: Named, where: string, isDeleted: boolean) =>
    [of.firstName, of.lastName, of.jobTitle, isDeleted ? 'deleted' : where].join(', ');
  const is = facts(fields, network, deletedAt !== undefined);
  const has = facts(row, expected.network, expected.isDeleted);
  const changes = log.map(({ operation = 'by hand' }) => operation).join(' ');
  // A person who is added has no history entry for it.
  const wanted = [newest, ...older].slice(0, -1).map(({ operation }) => operation);
  return [
    ...(is === has ? [] : [`${phone} is ${is} and should be ${has}`]),
    ...(changes === wanted.join(' ')
      ? []
      : [`${phone} has the history ${changes}, which should be ${wanted.join(' ')}`]),
  ];
}

function byHand({ truth, book }: Found): string[] {
  const wrong: string[] = [];
  for (const [phone, events] of book.byHand) {
    const found = truth.people.filter(({ fields }) => fields.phone === phone);
    const [person] = found;
    const newest = events.at(-1);
    if (newest === 'erased') {
      if (person !== undefined) wrong.push(`${phone} is there, though erased`);
      continue;
    }
    if (person === undefined || found.length > 1) {
      wrong.push(`${phone} is there ${found.length} times`);
      continue;
    }
    const isDeleted = person.deletedAt !== undefined;
    const network = events.includes('moved') ? 'Employee' : 'Others';
    const isGone = newest === 'deleted' || newest === 'merged-away';
    if (isDeleted !== isGone || person.network !== network) {
      wrong.push(
        `${phone} is in ${person.network}${isDeleted ? ', deleted' : ''}: ${events.join(', ')}`,
      );
    }
    // Merged, they have the changes of both.
    const isMerged = events.includes('merged');
    if (!isMerged && person.history.length !== events.length - 1) {
      wrong.push(`${phone} has ${person.history.length} changes: ${events.join(', ')}`);
    }
  }
  return wrong;
}

function entra({ world, truth }: Found): string[] {
  const wrong: string[] = [];
  const users = new Map(world.graph.users.all(world.tenant).map((user) => [user.id, user]));
  const here = Map.groupBy(
    truth.people.filter(({ deletedAt }) => deletedAt === undefined),
    ({ entraId = '' }) => entraId,
  );
  for (const { id, accountEnabled, userType, jobTitle } of users.values()) {
    const found = here.get(id) ?? [];
    const isExpected = accountEnabled && userType !== 'Guest';
    if (found.length !== (isExpected ? 1 : 0)) wrong.push(`${id} is there ${found.length} times`);
    else if (isExpected && (found[0]?.fields.jobTitle ?? '') !== (jobTitle ?? '')) {
      wrong.push(`${id} has another job title than in Entra`);
    }
  }
  for (const id of here.keys()) {
    if (id !== '' && !users.has(id)) wrong.push(`${id} is there and not in Entra`);
  }
  return wrong;
}

function phones({ truth }: Found): string[] {
  const living = truth.people.filter(
    ({ deletedAt, fields }) => deletedAt === undefined && fields.phone !== undefined,
  );
  return [...Map.groupBy(living, ({ fields }) => fields.phone)]
    .filter(([, people]) => people.length > 1)
    .map(([phone = '', people]) => `${phone} is ${people.length} people’s`);
}

function states({ truth }: Found): string[] {
  return everything(truth).flatMap((operation) => {
    const { kind, id, state, endedAt, failure, checkpoint } = operation;
    const name = `${kind} ${id}`;
    return [
      ...(isEnded(state) ? [] : [`${name} is ${state}`]),
      ...(isEnded(state) && endedAt === undefined ? [`${name} says not when it ended`] : []),
      ...(state === 'failed' && failure === undefined ? [`${name} says not why it failed`] : []),
      ...(state === 'completed' && checkpoint !== undefined ? [`${name} kept its checkpoint`] : []),
    ];
  });
}

function everything({ operations }: Truth): Operation[] {
  return Object.values(operations).flat();
}

function once({ truth }: Found): string[] {
  const ofFiles = truth.operations.import.filter(
    ({ undo, bulk }) => undo === undefined && bulk === undefined,
  );
  return [...Map.groupBy(ofFiles, ({ fileName }) => fileName)]
    .filter(([, found]) => found.length > 1)
    .map(([name, found]) => `${name} became ${found.length}`);
}

function notices({ world, truth }: Found): string[] {
  const wrong: string[] = [];
  const told = new Set<string>();
  for (const operation of everything(truth)) {
    const { id, kind, state, by, cancelAsked, bulk } = operation;
    const name = `${kind} ${id} (${state})`;
    // A bulk change by card is told by its answer.
    const mustBeTold = bulk === undefined && (state !== 'cancelled' || cancelAsked === true);
    const rows = truth.outbox.filter((row) => row.operation === id);
    if (rows.length !== (mustBeTold ? 1 : 0)) {
      const { preview: _preview, ...record } = operation;
      wrong.push(`${name} has ${rows.length} notices to send: ${JSON.stringify({ record, rows })}`);
    }
    for (const { state: sent, to, reason, activity } of rows) {
      if (to !== by.id) wrong.push(`${name} is told to somebody else`);
      const isGivenUp = sent === 'undeliverable' && reason !== '';
      if (sent !== 'sent' && !isGivenUp) wrong.push(`the notice of ${name} is ${sent} ${reason}`);
      if (sent !== 'sent') continue;
      const seen = truth.notices.find(({ message }) => message === activity);
      if (seen?.kind !== kind || seen.word !== state || seen.to !== by.id) {
        const shown = wordsOf(world, activity);
        wrong.push(`the notice of ${name} isn’t in the chat; message ${activity} says: ${shown}`);
      }
      told.add(activity);
    }
  }
  // A message in a chat without a row that sent it can only belong to a row whose outcome is unknown.
  const untold = truth.notices.filter(({ message }) => !told.has(message));
  const unknown = truth.outbox.filter(({ state }) => state === 'undeliverable');
  for (const { to, kind, word, text } of untold) {
    const place = unknown.findIndex((row) => {
      const operation = everything(truth).find(({ id }) => id === row.operation);
      const isNamed = kind !== 'import' || text.includes(operation?.fileName ?? '?');
      return row.to === to && operation?.kind === kind && operation.state === word && isNamed;
    });
    if (place < 0) wrong.push(`a notice too many: ${text.replaceAll('\n', ' / ').slice(0, 120)}`);
    else unknown.splice(place, 1);
  }
  return wrong;
}

function wordsOf({ admins }: World, activity: string): string {
  const cards = Object.values(admins).flatMap((who) => who.cards('start'));
  const card = cards.find(({ message }) => message.id === activity);
  return card?.text.replaceAll('\n', ' / ').slice(0, 200) ?? 'nothing';
}

function files({ world, truth }: Found): string[] {
  const named = new Set(
    everything(truth).flatMap(({ original, errorLog, kind, state, request }) => {
      const roster = `${original.slice(0, original.lastIndexOf('/') + 1)}roster.txt`;
      const isOfPeople = kind === 'export' && request?.everything !== true;
      const hasRoster = isOfPeople && state === 'completed';
      const all = [original, errorLog ?? '', hasRoster ? roster : ''];
      return all.filter((name) => name !== '');
    }),
  );
  const isTemplate = (name: string) => name.startsWith(`${world.tenant}/template-`);
  const withAccount = truth.people.filter(({ entraId }) => entraId !== undefined);
  const pictures = new Set(withAccount.map(({ id }) => `pictures/${world.tenant}/${id}`));
  const isPicture = (name: string) => pictures.has(name.slice(0, name.lastIndexOf('.')));
  const isView = (name: string) => name.startsWith(`${world.tenant}/view/`);
  /** Whether an operation that wrote people can be undone with it. */
  const isForUndo = (name: string) =>
    truth.operations.import.some(
      ({ id, rowsDone }) => rowsDone > 0 && name.startsWith(`${world.tenant}/${id}/plan-`),
    ) ||
    truth.operations.sync.some(
      (sync) => isUndoable(sync) && name.startsWith(`${world.tenant}/${sync.id}/logged-did-`),
    );
  const there = new Set(truth.files);
  return [
    ...truth.files
      .filter((name) => !named.has(name) && !isTemplate(name) && !isPicture(name))
      .map((name) => `files has ${name}, which nothing names`),
    ...[...named].filter((name) => !there.has(name)).map((name) => `files lacks ${name}`),
    ...truth.inbox.map((name) => `the inbox still has ${name}`),
    ...truth.work
      .filter((name) => !isView(name) && !isForUndo(name))
      .map((name) => `work still has ${name}`),
  ];
}

function leftovers({ truth }: Found): string[] {
  const { jobs, deliveries } = truth.queued;
  return [
    ...(jobs + deliveries > 0 ? [`${jobs} jobs and ${deliveries} deliveries are queued`] : []),
    ...truth.line.map((place) => `${place} stands in the line of writers`),
    ...truth.heldLeases.map((name) => `the lease ${name} is held`),
  ];
}

/** The audit's entry for each event; that of a merge names the record that stays. */
const audited: Readonly<Record<HandEvent, AuditedEvent | undefined>> = {
  added: 'person-added',
  edited: 'person-changed',
  moved: 'person-moved',
  merged: 'people-merged',
  'merged-away': undefined,
  deleted: 'person-deleted',
  restored: 'person-restored',
  erased: undefined,
};

function audit({ world, truth, book }: Found): string[] {
  const wrong: string[] = [];
  if (truth.aside > 0) wrong.push(`${truth.aside} entries are still kept aside`);
  const ofOperations = truth.audit.filter(({ subject }) => subject.type === 'operation');
  for (const { kind, id, state, confirmedAt, bulk } of everything(truth)) {
    // A bulk change has an entry for each of its people.
    const isConfirmed = kind === 'import' ? confirmedAt !== undefined : state === 'completed';
    const isRecorded = isConfirmed && bulk === undefined;
    const found = ofOperations.filter(({ subject }) => subject.id === id).length;
    if (found !== (isRecorded ? 1 : 0)) wrong.push(`${kind} ${id} (${state}) has ${found} entries`);
  }
  const erasures = truth.audit.filter(({ what }) => what === 'person-erased').length;
  const asked = [...book.byHand.values()].filter((events) => events.includes('erased')).length;
  if (erasures !== asked) wrong.push(`${asked} people were erased, and ${erasures} are recorded`);
  const ofPeople = Map.groupBy(
    truth.audit.filter(({ from, subject }) => subject.type === 'person' && from === 'chat'),
    ({ subject }) => subject.id,
  );
  for (const [phone, events] of book.byHand) {
    const id = personIdFromPhone(truth.identitySecret, world.tenant, phone);
    const recorded = (ofPeople.get(id) ?? []).map(({ what }) => what);
    // A reference has taken the place of who was erased.
    const isErased = events.at(-1) === 'erased';
    const expected = isErased ? [] : events.flatMap((event) => audited[event] ?? []);
    if (recorded.toSorted().join() !== expected.toSorted().join()) {
      wrong.push(`${phone}: ${events.join(', ')}, and the audit has ${recorded.join(', ')}`);
    }
  }
  return wrong;
}

/** Of those who were erased, nothing is kept but the files until their time. */
async function erased({ world, book }: Found): Promise<string[]> {
  const phones = [...book.byHand].filter(([, events]) => events.at(-1) === 'erased');
  if (phones.length === 0) return [];
  const kept = await everythingKept(world.storage, world.connection, world.tenant);
  return phones.flatMap(([phone]) => {
    const traces = [phone, `Hand ${phone.slice(-3)}`];
    return kept
      .filter((one) => traces.some((trace) => one.includes(trace)))
      .map((one) => `${phone} was erased, and is in ${one.slice(0, 160)}`);
  });
}

function history({ truth }: Found): string[] {
  return Object.entries(truth.operations).flatMap(([kind, listed]) => {
    const ids = listed.map(({ id }) => id);
    const rows = truth.historyRows[kind as Operation['kind']];
    const isWhole = ids.join() === rows.toSorted().join();
    return isWhole ? [] : [`${kind}: its pages list ${ids.length} of ${rows.length}`];
  });
}

/** Archives of everything; the newest one was made after all faults had ended. */
async function archived({ world, truth }: Found, archives: readonly Operation[]) {
  const wrong: string[] = [];
  const never = new AbortController().signal;
  for (const [place, { id, original, exported: counts }] of archives.entries()) {
    const open = (from?: number) => world.storage.files.open(original, from);
    const archive = await openArchive(open, world.tenant, never);
    const { people, deleted } = await countArchive(archive, () => undefined);
    await archive.close();
    if (people !== counts?.people) wrong.push(`archive ${id} has ${people} people`);
    if (place > 0) continue;
    const living = truth.people.filter(({ deletedAt }) => deletedAt === undefined).length;
    const there = `${living} people and ${truth.people.length - living} deleted ones`;
    const has = `${people} people and ${deleted} deleted ones`;
    if (has !== there) wrong.push(`the last archive has ${has}, the directory ${there}`);
  }
  return wrong;
}

async function exported(found: Found): Promise<string[]> {
  const { world, truth } = found;
  const all = truth.operations.export.filter(({ state }) => state === 'completed');
  const isArchive = ({ request }: Operation) => request?.everything === true;
  const wrong = await archived(found, all.filter(isArchive));
  const completed = all.filter((operation) => !isArchive(operation));
  for (const { id, original, exported: counts, request } of completed) {
    if (request?.format !== 'csv' || request.everything === true) continue;
    const rows = await csvOf(world, original);
    const numbers = rows.map((row) => row['Phone number'] ?? '').filter((phone) => phone !== '');
    if (rows.length !== counts?.people) wrong.push(`${id} has ${rows.length} rows`);
    if (new Set(numbers).size !== numbers.length) wrong.push(`${id} has somebody twice`);
  }
  // The newest one exported everyone after all faults had ended.
  const [newest] = completed;
  if (newest === undefined) return [...wrong, 'there is no export'];
  const line = (phone = '', title = '', network = '') => `${phone} ${title} ${network}`;
  const inFile = (await csvOf(world, newest.original)).map((row) =>
    // A spreadsheet would read text that starts with + as a formula, so an apostrophe precedes it.
    line(
      row['Phone number']?.replace(/^'/, ''),
      row['Job title'],
      row.Network ?? row['Directory network'],
    ),
  );
  const inDirectory = truth.people
    .filter(({ deletedAt }) => deletedAt === undefined)
    .map(({ fields, network }) => line(fields.phone, fields.jobTitle, network));
  const there = new Set(inDirectory);
  const stray = inFile.filter((each) => !there.has(each));
  if (inFile.length !== inDirectory.length || stray.length > 0) {
    const sizes = `${inFile.length} people, the directory ${inDirectory.length}`;
    wrong.push(`the last one has ${sizes}; not as they are: ${stray.slice(0, 3).join(' / ')}`);
  }
  return wrong;
}

async function errorLogs({ world, truth }: Found): Promise<string[]> {
  const wrong: string[] = [];
  for (const { fileName, state, counts, errorLog, undo } of truth.operations.import) {
    if (state !== 'completed' || counts.rejected === 0 || undo !== undefined) continue;
    const rows = errorLog === undefined ? [] : await csvOf(world, errorLog);
    if (rows.length !== counts.rejected) {
      wrong.push(`${fileName}: ${counts.rejected} rejected, ${rows.length} in the log`);
    }
  }
  return wrong;
}

async function csvOf(world: World, name: string): Promise<Record<string, string>[]> {
  const bytes = await buffer(world.storage.files.open(name));
  const options = { columns: true, bom: true, relax_column_count: true } as const;
  return parse<Record<string, string>>(bytes, options);
}

async function view({ world, truth }: Found): Promise<string[]> {
  const card = await ask(world.admins.tara, 'directory', ({ titles }) =>
    titles.includes('Employee'),
  );
  const living = truth.people.filter(({ deletedAt }) => deletedAt === undefined);
  return (['Employee', 'Others'] as const).flatMap((network) => {
    const count = living.filter((person) => person.network === network).length;
    const words = count === 1 ? '1 person' : `${count} people`;
    return card.text.includes(words) ? [] : [`${network} has ${words}, which the list doesn’t say`];
  });
}
