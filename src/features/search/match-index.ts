import { textHash } from '../../lib/text-hash.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { fold } from './fold.ts';
import { partsOfRecord } from './search.ts';
import type { Hints } from './entry.ts';
import { flag, hintsAt, idAt, recordAt, type Segment } from './segment.ts';
import type { ShardView } from './shard-view.ts';

/**
 * People who may have an email or an employee ID, for as many look-ups as a file has rows. The caller has to
 * compare their records.
 */
export interface MatchIndex {
  /** number of people */
  readonly people: number;
  /** Ids of people; at most ten, since a value that more people share identifies none of them. */
  withEmail(email: string): readonly string[];
  /** Ids of people; at most ten. */
  withEmployeeId(employeeId: string): readonly string[];
  /**
   * People of the organization's own accounts who have no phone number, and whose email another person has too: an import may
   * have added them a second time.
   */
  maybeTwice(): readonly string[];
}

/** A value shared by more people identifies no one, and further ones are skipped. */
const maxWithValue = 10;

/** The people of a segment by what their records say. It never changes, so it serves as long as the segment does. */
interface SegmentKeys {
  readonly emails: HashTable;
  readonly employeeIds: HashTable;
  /** places of linked people without a phone number, with the hashes of their emails */
  readonly withoutPhone: { readonly place: number; readonly email: number }[];
}

/** Of segments that are in use: an import of few rows into a large directory must not read all of it. */
const keysOfSegments = new WeakMap<Segment, SegmentKeys>();

/** Bytes in memory besides the segment itself. */
export function matchBytesOf(segment: Segment): number {
  const keys = keysOfSegments.get(segment);
  return keys === undefined ? 0 : keys.emails.bytes + keys.employeeIds.bytes;
}

/** All emails and employee IDs of a directory in its present state, as hashes: some 24 bytes a person. */
export async function createMatchIndex(shards: readonly ShardView[]): Promise<MatchIndex> {
  const { yieldIfDue } = createEventLoopYield();
  // A segment may be replaced while another is read.
  for (;;) {
    const missing = shards.find(({ segment }) => !keysOfSegments.has(segment));
    if (missing === undefined) break;
    const { segment } = missing;
    keysOfSegments.set(segment, await readKeys(segment, yieldIfDue));
  }
  const parts = shards.flatMap(partOf);
  const beside = keysBeside(shards);
  const inSegments = parts.reduce(
    (sum, { segment, former }) => sum + segment.count - former.size,
    0,
  );

  const idsOf = (key: 'emails' | 'employeeIds', value: string): string[] => {
    const text = fold(value);
    return text === '' ? [] : withHash(key, textHash(text));
  };
  const withHash = (key: 'emails' | 'employeeIds', hash: number): string[] => {
    const found: string[] = [];
    for (const { segment, former, ...keys } of parts) {
      keys[key].each(hash, (index) => {
        if (!former.has(index)) found.push(idAt(segment, index));
      });
    }
    beside[key].each(hash, (place) => found.push(beside.ids[place] ?? ''));
    return found.length > maxWithValue ? found.slice(0, maxWithValue) : found;
  };
  return {
    people: inSegments + beside.ids.length,
    withEmail: (email) => idsOf('emails', email),
    withEmployeeId: (employeeId) => idsOf('employeeIds', employeeId),
    maybeTwice: () => {
      const isShared = ({ email }: { readonly email: number }) =>
        withHash('emails', email).length > 1;
      const there = parts.flatMap(({ segment, former, withoutPhone }) =>
        withoutPhone
          .filter((one) => !former.has(one.place) && isShared(one))
          .map(({ place }) => idAt(segment, place)),
      );
      return [
        ...there,
        ...beside.withoutPhone.filter(isShared).map(({ place }) => beside.ids[place] ?? ''),
      ];
    },
  };
}

interface Part extends SegmentKeys {
  readonly segment: Segment;
  /** indexes of people whose present state is beside the segment */
  readonly former: ReadonlySet<number>;
}

function partOf(shard: ShardView): Part[] {
  const { segment, version } = shard;
  const keys = keysOfSegments.get(segment);
  if (keys === undefined) return [];
  const former = new Set<number>();
  const { flags } = segment;
  for (let index = 0; index < flags.length; index += 1) {
    if (((flags[index] ?? 0) & flag.outdated) === 0) continue;
    if (shard.wasBeside(index, version)) former.add(index);
  }
  return [{ segment, former, ...keys }];
}

async function readKeys(segment: Segment, yieldIfDue: () => Promise<void>): Promise<SegmentKeys> {
  const keys = createKeys(segment.count);
  for (let index = 0; index < segment.count; index += 1) {
    if (index % 512 === 0) await yieldIfDue();
    const bits = segment.flags[index] ?? 0;
    const hints = (bits & flag.alsoKnown) === 0 ? undefined : hintsAt(segment, index);
    const isLinked = (bits & flag.linked) !== 0;
    addPerson(keys, { record: recordAt(segment, index), hints, isLinked }, index);
  }
  return keys;
}

/** The same of those beside the segments, few, with the ids of their places. */
function keysBeside(shards: readonly ShardView[]) {
  const extras = shards.flatMap((shard) => [...shard.extras]);
  const keys = createKeys(extras.length);
  for (const [place, { record, likeness: hints, entry }] of extras.entries())
    addPerson(keys, { record, hints, isLinked: entry.linked }, place);
  return { ...keys, ids: extras.map(({ entry }) => entry.id) };
}

function createKeys(people: number): SegmentKeys {
  return {
    emails: new HashTable(people),
    employeeIds: new HashTable(people),
    withoutPhone: [],
  };
}

interface KeyedPerson {
  readonly record: string;
  readonly hints: Hints | undefined;
  readonly isLinked: boolean;
}

function addPerson(
  { emails, employeeIds, withoutPhone }: SegmentKeys,
  { record, hints, isLinked }: KeyedPerson,
  place: number,
): void {
  const { email, employeeId, phone } = partsOfRecord(record);
  if (isLinked && phone === '' && email !== '')
    withoutPhone.push({ place, email: textHash(email) });
  if (email !== '') emails.add(email, place);
  if (employeeId !== '') employeeIds.add(employeeId, place);
  for (const also of hints?.emails ?? []) emails.add(also, place);
  for (const also of hints?.employeeIds ?? []) employeeIds.add(also, place);
}

/** Ids of people who are found by a value that a record merged into theirs had; few. */
export function alsoKnownBy(
  shards: readonly ShardView[],
  key: 'emails' | 'employeeIds',
  value: string,
): string[] {
  const wanted = fold(value);
  return shards.flatMap(({ segment, extras }) => {
    const found = extras.flatMap(({ entry, likeness }) =>
      likeness[key].includes(wanted) ? [entry.id] : [],
    );
    for (let index = 0; index < segment.count; index += 1) {
      const bits = segment.flags[index] ?? 0;
      if ((bits & flag.alsoKnown) === 0 || (bits & flag.outdated) !== 0) continue;
      if (hintsAt(segment, index)[key].includes(wanted)) found.push(idAt(segment, index));
    }
    return found;
  });
}

/**
 * Open addressing, and larger when it is three quarters full: records merged into others bring further values. Texts with the
 * same hash count as equal, since the caller compares the records anyway.
 */
class HashTable {
  private places: Int32Array;
  private hashes: Uint32Array;
  private entries = 0;

  constructor(entries: number) {
    const capacity = Math.ceil(entries * 1.5) + 16;
    this.places = new Int32Array(capacity).fill(-1);
    this.hashes = new Uint32Array(capacity);
  }

  get bytes(): number {
    return this.places.byteLength + this.hashes.byteLength;
  }

  add(text: string, place: number): void {
    this.put(textHash(text), place);
  }

  /** Calls with each place of a hash. */
  each(hash: number, found: (place: number) => void): void {
    const { places, hashes } = this;
    for (let at = hash % places.length; ; at = at + 1 === places.length ? 0 : at + 1) {
      const place = places[at] ?? -1;
      if (place === -1) return;
      if (hashes[at] === hash) found(place);
    }
  }

  private put(hash: number, place: number): void {
    if (this.entries * 4 >= this.places.length * 3) this.grow();
    const { places, hashes } = this;
    let same = 0;
    let at = hash % places.length;
    for (; places[at] !== -1; at = at + 1 === places.length ? 0 : at + 1) {
      if (hashes[at] === hash) same += 1;
      if (same >= maxWithValue) return;
    }
    places[at] = place;
    hashes[at] = hash;
    this.entries += 1;
  }

  private grow(): void {
    const { places, hashes } = this;
    this.places = new Int32Array(places.length * 2).fill(-1);
    this.hashes = new Uint32Array(places.length * 2);
    this.entries = 0;
    for (const [at, place] of places.entries()) if (place !== -1) this.put(hashes[at] ?? 0, place);
  }
}
