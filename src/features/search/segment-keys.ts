import { foldedKeyHash } from '../../lib/key-hash.ts';
import type { Hints } from './entry.ts';
import { partsOfRecord } from './search.ts';
import { flag, hintsAt, recordAt, type Segment } from './segment.ts';

/** A value shared by more people identifies no one, and further ones are skipped. */
export const maxWithValue = 10;

/** The people of a segment by what their records say. It never changes, so it serves as long as the segment does. */
export interface SegmentKeys {
  readonly emails: HashTable;
  readonly employeeIds: HashTable;
  /** places of linked people without a phone number, with the hashes of their emails */
  readonly withoutPhone: { readonly place: number; readonly email: number }[];
}

/** Of segments that are in use: an import of few rows into a large directory must not read all of it. */
const keysOfSegments = new WeakMap<Segment, SegmentKeys>();

/** undefined: they haven't been read */
export function keysOf(segment: Segment): SegmentKeys | undefined {
  return keysOfSegments.get(segment);
}

/** Bytes in memory besides the segment itself. */
export function keyBytesOf(segment: Segment): number {
  const keys = keysOf(segment);
  return keys === undefined ? 0 : keys.emails.bytes + keys.employeeIds.bytes;
}

/** Reads a segment's keys, which are kept as long as it is. */
export async function readKeys(segment: Segment, yieldIfDue: () => Promise<void>): Promise<void> {
  const keys = createKeys(segment.count);
  for (let index = 0; index < segment.count; index += 1) {
    if (index % 512 === 0) await yieldIfDue();
    const bits = segment.flags[index] ?? 0;
    const hints = (bits & flag.alsoKnown) === 0 ? undefined : hintsAt(segment, index);
    const isLinked = (bits & flag.linked) !== 0;
    addPerson(keys, { record: recordAt(segment, index), hints, isLinked }, index);
  }
  keysOfSegments.set(segment, keys);
}

export function createKeys(people: number): SegmentKeys {
  return {
    emails: new HashTable('email', people),
    employeeIds: new HashTable('employeeId', people),
    withoutPhone: [],
  };
}

interface KeyedPerson {
  readonly record: string;
  readonly hints: Hints | undefined;
  readonly isLinked: boolean;
}

export function addPerson(
  { emails, employeeIds, withoutPhone }: SegmentKeys,
  { record, hints, isLinked }: KeyedPerson,
  place: number,
): void {
  const { email, employeeId, phone } = partsOfRecord(record);
  if (isLinked && phone === '' && email !== '')
    withoutPhone.push({ place, email: foldedKeyHash('email', email) });
  if (email !== '') emails.add(email, place);
  if (employeeId !== '') employeeIds.add(employeeId, place);
  for (const also of hints?.emails ?? []) emails.add(also, place);
  for (const also of hints?.employeeIds ?? []) employeeIds.add(also, place);
}

/**
 * Open addressing, and larger when it is three quarters full: records merged into others bring further values. Texts with the
 * same hash count as equal, since the caller compares the records anyway.
 */
class HashTable {
  private places: Int32Array;
  private hashes: Uint32Array;
  private entries = 0;
  private readonly key: 'email' | 'employeeId';

  constructor(key: 'email' | 'employeeId', entries: number) {
    this.key = key;
    const capacity = Math.ceil(entries * 1.5) + 16;
    this.places = new Int32Array(capacity).fill(-1);
    this.hashes = new Uint32Array(capacity);
  }

  get bytes(): number {
    return this.places.byteLength + this.hashes.byteLength;
  }

  /** @param folded as records have it */
  add(folded: string, place: number): void {
    this.put(foldedKeyHash(this.key, folded), place);
  }

  has(hash: number): boolean {
    const { places, hashes } = this;
    let at = hash % places.length;
    for (; places[at] !== -1; at = at + 1 === places.length ? 0 : at + 1)
      if (hashes[at] === hash) return true;
    return false;
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
