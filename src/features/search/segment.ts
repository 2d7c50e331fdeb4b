import { sharedAttributes, type SharedAttribute } from '../../domain/attributes.ts';
import { networks } from '../../domain/network.ts';
import { isPersonId } from '../../domain/person-id.ts';
import type { Source } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import type { EventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { DeletedEntry } from './deleted.ts';
import type { Cursor, Hints, ViewEntry, Viewed } from './entry.ts';
import { rootOrder } from './order.ts';
import { bytesOfDeleted, packDeleted, type PackedDeleted } from './packed-deleted.ts';
import { partsOfRecord, recordOf, recordParts, type RecordParts } from './search.ts';
import { sortedIndexes } from './sort.ts';

/**
 * The people of one shard, in the root order, in compact form: columns of numbers, and two buffers of UTF-8 for
 * all texts. Objects would take ten times as much memory.
 */
export interface Segment {
  readonly count: number;
  /** milliseconds since 1970: it contains everything written before */
  readonly readFrom: number;
  /** start of the last reading of all its rows, milliseconds since 1970; what was written since was taken in one by one */
  readonly rebuiltFrom: number;
  /** 16 bytes each */
  readonly ids: Buffer;
  /** see `flag` */
  readonly flags: Uint16Array;
  /** the values of attributes that many people share */
  readonly shared: Readonly<Record<SharedAttribute, Column>>;
  /** start of each person's texts in `text`; one more for the end */
  readonly textStarts: Uint32Array;
  /** when each person was added: seconds since 1970, 0 where it isn't known */
  readonly addedOf: Uint32Array;
  /** when each person was last changed: seconds since 1970, 0 where it isn't known */
  readonly changedOf: Uint32Array;
  /** ids of the operations that added or changed people; the first is empty */
  readonly operations: readonly string[];
  /** start of each person's operations in `operationsOf`; one more for the end */
  readonly operationStarts: Uint32Array;
  /** indexes in `operations`, concatenated */
  readonly operationsOf: Uint32Array;
  /** the name, and what can't be derived from the search record, separated by U+0000; hints last */
  readonly text: Buffer;
  readonly recordStarts: Uint32Array;
  /** search records (search.ts), concatenated */
  readonly records: Buffer;
  /** the shard's deleted people who can still be restored */
  readonly deleted: PackedDeleted;
}

export interface Column {
  /** the different ones; the first is the empty one */
  readonly values: readonly string[];
  /** each person's, as an index in `values` */
  readonly of: Uint32Array;
}

/** Bits of a person's flags. */
export const flag = {
  others: 1,
  /** two bits: index in `sources` */
  source: 6,
  linked: 8,
  /** outdated: the current state is beside the segment */
  outdated: 16,
  phoneAsText: 32,
  emailAsText: 64,
  employeeIdAsText: 128,
  employeeIdUpper: 256,
  /** the last text holds hints (entry.ts), separated by U+0001 */
  hints: 512,
  foreign: 1024,
  /** the name is the phone number or the email */
  nameless: 2048,
  /** further emails or employee IDs are among the hints */
  alsoKnown: 4096,
  signedIn: 8192,
} as const;

const sourceShift = 1;
const sources: readonly Source[] = ['admin', 'group', 'signin', 'entra'];

export function sourceFlags(source: Source): number {
  return Math.max(0, sources.indexOf(source)) << sourceShift;
}

const idBytes = 16;

export async function buildSegment(
  people: readonly Viewed[],
  readFrom: number,
  eventLoop: EventLoopYield,
  deleted: readonly DeletedEntry[] = [],
): Promise<Segment> {
  const order = await sortedIndexes(
    people.length,
    (one, other) => rootOrder.compare(personAt(people, one).entry, personAt(people, other).entry),
    eventLoop,
  );
  const sorted = Array.from(order, (index) => personAt(people, index));
  return packSegment(sorted, readFrom, eventLoop, deleted);
}

/** A segment of people in the order in which they come. */
export async function packSegment(
  people: readonly Viewed[],
  readFrom: number,
  eventLoop: EventLoopYield,
  deleted: readonly DeletedEntry[] = [],
): Promise<Segment> {
  const count = people.length;
  const ids = Buffer.alloc(count * idBytes);
  const flags = new Uint16Array(count);
  const columns = sharedAttributes.map((key) => {
    const dictionary = createDictionary();
    return { key, dictionary, values: dictionary.values, of: new Uint32Array(count) };
  });
  const addedOf = new Uint32Array(count);
  const changedOf = new Uint32Array(count);
  const operations = createDictionary();
  const operationStarts = new Uint32Array(count + 1);
  const operationsOf: number[] = [];
  const text = createTexts(count);
  const records = createTexts(count);
  for (const [place, person] of people.entries()) {
    const { entry } = person;
    if (!isPersonId(entry.id)) {
      throw new AppError('unexpected', {}, { note: 'a person’s id of another shape' });
    }
    ids.write(entry.id, place * idBytes, 'hex');
    const parts = recordParts(person);
    records.add(recordOf(parts));
    const { asText, bits } = besides(person, parts);
    text.add(asText);
    flags[place] = bits;
    for (const { key, dictionary, of } of columns) {
      of[place] = dictionary.placeOf(entry[key] ?? '');
    }
    addedOf[place] = person.likeness.addedAt;
    changedOf[place] = person.changedAt;
    for (const one of person.operations) operationsOf.push(operations.placeOf(one));
    operationStarts[place + 1] = operationsOf.length;
    if (place % 64 === 0) await eventLoop.yieldIfDue();
  }
  const texts = text.end();
  const found = records.end();
  return {
    count,
    readFrom,
    rebuiltFrom: readFrom,
    ids,
    flags,
    shared: byAttribute(columns),
    addedOf,
    changedOf,
    operations: operations.values,
    operationStarts,
    operationsOf: Uint32Array.from(operationsOf),
    textStarts: texts.starts,
    text: texts.bytes,
    recordStarts: found.starts,
    records: found.bytes,
    deleted: packDeleted(deleted),
  };
}

function personAt(people: readonly Viewed[], index: number): Viewed {
  const person = people[index];
  if (person === undefined) throw new AppError('unexpected', {}, { note: 'no such place' });
  return person;
}

/** The parts of an entry that its search record doesn't contain. */
function besides(
  { entry, likeness, signedIn }: Viewed,
  folded: RecordParts,
): { asText: string; bits: number } {
  const texts = [entry.name];
  let bits = sourceFlags(entry.source);
  if (entry.network === networks[1]) bits |= flag.others;
  if (entry.linked) bits |= flag.linked;
  if (entry.phone !== (folded.phone === '' ? '' : `+${folded.phone}`)) {
    bits |= flag.phoneAsText;
    texts.push(entry.phone);
  }
  if ((entry.email ?? '') !== folded.email) {
    bits |= flag.emailAsText;
    texts.push(entry.email ?? '');
  }
  const employeeId = entry.employeeId ?? '';
  if (employeeId !== folded.employeeId) {
    if (employeeId === folded.employeeId.toUpperCase()) bits |= flag.employeeIdUpper;
    else {
      bits |= flag.employeeIdAsText;
      texts.push(employeeId);
    }
  }
  const hints = packHints(likeness);
  if (hints !== '') {
    bits |= flag.hints;
    texts.push(hints);
  }
  if (likeness.emails.length + likeness.employeeIds.length > 0) bits |= flag.alsoKnown;
  if (likeness.isForeign) bits |= flag.foreign;
  if (isNameless(entry)) bits |= flag.nameless;
  if (signedIn) bits |= flag.signedIn;
  return { asText: texts.join('\u0000'), bits };
}

/** Whether the list shows the person by phone number or email, since there is no name. */
export function isNameless({ name, phone, email }: ViewEntry): boolean {
  return name === '' || name === phone || name === email;
}

function packHints({ dates, emails, employeeIds }: Hints): string {
  return [
    ...dates,
    ...emails.map((email) => `e:${email}`),
    ...employeeIds.map((employeeId) => `i:${employeeId}`),
  ].join('\u0001');
}

export function hintsAt(segment: Segment, index: number): Hints {
  const bits = segment.flags[index] ?? 0;
  const last = (bits & flag.hints) === 0 ? '' : (textsAt(segment, index).at(-1) ?? '');
  const hints = last === '' ? [] : last.split('\u0001');
  const after = (mark: string) =>
    hints.flatMap((hint) => (hint.startsWith(mark) ? [hint.slice(mark.length)] : []));
  return {
    dates: after('own_').map((date) => `own_${date}`),
    emails: after('e:'),
    employeeIds: after('i:'),
    isForeign: (bits & flag.foreign) !== 0,
    addedAt: segment.addedOf[index] ?? 0,
  };
}

export function idAt(segment: Segment, index: number): string {
  return segment.ids.toString('hex', index * idBytes, (index + 1) * idBytes);
}

export function recordAt(segment: Segment, index: number): string {
  return segment.records.toString(
    'utf8',
    segment.recordStarts[index],
    segment.recordStarts[index + 1],
  );
}

export function cursorAt(segment: Segment, index: number): Cursor {
  return { name: nameAt(segment, index), id: idAt(segment, index) };
}

export function nameAt({ text, textStarts }: Segment, index: number): string {
  const texts = text.toString('utf8', textStarts[index], textStarts[index + 1]);
  const end = texts.indexOf('\u0000');
  return end === -1 ? texts : texts.slice(0, end);
}

export function entryAt(segment: Segment, index: number): ViewEntry {
  const bits = segment.flags[index] ?? 0;
  const folded = partsOfRecord(recordAt(segment, index));
  const [name = '', ...texts] = textsAt(segment, index);
  const phoneDigits = folded.phone === '' ? '' : `+${folded.phone}`;
  const phone = (bits & flag.phoneAsText) === 0 ? phoneDigits : (texts.shift() ?? '');
  const email = (bits & flag.emailAsText) === 0 ? folded.email : (texts.shift() ?? '');
  const foldedId =
    (bits & flag.employeeIdUpper) === 0 ? folded.employeeId : folded.employeeId.toUpperCase();
  const employeeId = (bits & flag.employeeIdAsText) === 0 ? foldedId : (texts.shift() ?? '');
  return {
    id: idAt(segment, index),
    network: (bits & flag.others) === 0 ? 'Employee' : 'Others',
    name,
    phone,
    ...(email !== '' && { email }),
    ...sharedAt(segment, index),
    ...(employeeId !== '' && { employeeId }),
    source: sources[(bits & flag.source) >> sourceShift] ?? 'admin',
    linked: (bits & flag.linked) !== 0,
  };
}

function sharedAt({ shared }: Segment, index: number): Partial<Record<SharedAttribute, string>> {
  const found: Partial<Record<SharedAttribute, string>> = {};
  for (const key of sharedAttributes) {
    const { values, of } = shared[key];
    const value = values[of[index] ?? 0] ?? '';
    if (value !== '') found[key] = value;
  }
  return found;
}

/** @param columns one for each attribute */
export function byAttribute(
  columns: readonly (Column & { readonly key: SharedAttribute })[],
): Record<SharedAttribute, Column> {
  return Object.fromEntries(columns.map(({ key, values, of }) => [key, { values, of }])) as Record<
    SharedAttribute,
    Column
  >;
}

function textsAt(segment: Segment, index: number): string[] {
  return segment.text
    .toString('utf8', segment.textStarts[index], segment.textStarts[index + 1])
    .split('\u0000');
}

/** A person's index in a segment; undefined when absent. Scans the ids' bytes: 1 MB for a million people. */
export function indexOfId(segment: Segment, id: string): number | undefined {
  if (!isPersonId(id)) return undefined;
  const wanted = Buffer.from(id, 'hex');
  for (let at = segment.ids.indexOf(wanted); at >= 0; at = segment.ids.indexOf(wanted, at + 1)) {
    if (at % idBytes === 0) return at / idBytes;
  }
  return undefined;
}

/** The index of the person whose record contains this byte. */
export function indexOfByte(segment: Segment, byte: number): number {
  let low = 0;
  let high = segment.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if ((segment.recordStarts[middle] ?? 0) <= byte) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Bytes of memory, without the few hundred different values of shared attributes, and operations. */
export function bytesOf(segment: Segment): number {
  const { ids, flags, addedOf, changedOf } = segment;
  const { operationStarts, operationsOf, textStarts, text, recordStarts, records } = segment;
  const shared = sharedAttributes.map((key) => segment.shared[key].of);
  const places = [...shared, addedOf, changedOf, operationStarts];
  const numbers = [ids, flags, ...places, operationsOf, textStarts, recordStarts];
  const columns = [...numbers, text, records];
  return columns.reduce((sum, column) => sum + column.byteLength, bytesOfDeleted(segment.deleted));
}

/** @param known the values that keep their places; the first is the empty one */
export function createDictionary(known: readonly string[] = ['']) {
  const values = [...known];
  const places = new Map(known.map((value, place) => [value, place]));
  return {
    values,
    placeOf(value: string): number {
      const there = places.get(value);
      if (there !== undefined) return there;
      places.set(value, values.length);
      values.push(value);
      return values.length - 1;
    },
  };
}

function createTexts(count: number) {
  const starts = new Uint32Array(count + 1);
  let bytes = Buffer.allocUnsafeSlow(Math.max(1024, count * 64));
  let length = 0;
  let added = 0;
  return {
    add(text: string) {
      const needed = length + Buffer.byteLength(text);
      if (needed > bytes.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(needed, Math.ceil(bytes.length * 1.5)));
        bytes.copy(larger, 0, 0, length);
        bytes = larger;
      }
      length += bytes.write(text, length);
      added += 1;
      starts[added] = length;
    },
    end() {
      const exact = Buffer.allocUnsafeSlow(length);
      bytes.copy(exact, 0, 0, length);
      return { starts, bytes: exact };
    },
  };
}
