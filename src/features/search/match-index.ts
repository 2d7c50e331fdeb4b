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
}

/** A value shared by more people identifies no one, and further ones are skipped. */
const maxWithValue = 10;

/** All emails and employee IDs as hashes: 16 bytes a person. */
export async function createMatchIndex(shards: readonly ShardView[]): Promise<MatchIndex> {
  const { yieldIfDue } = createEventLoopYield();
  const size = shards.reduce((sum, { segment, extras }) => sum + segment.count + extras.length, 0);
  const emails = createHashTable(size);
  const employeeIds = createHashTable(size);
  const starts: { readonly from: number; readonly segment: Segment }[] = [];
  const besides: string[] = [];
  let people = 0;
  let from = 0;

  function addHints({ emails: also, employeeIds: alsoIds }: Hints, place: number): void {
    for (const email of also) emails.add(email, place);
    for (const employeeId of alsoIds) employeeIds.add(employeeId, place);
  }

  function add(record: string, place: number): void {
    const { email, employeeId } = partsOfRecord(record);
    people += 1;
    if (email !== '') emails.add(email, place);
    if (employeeId !== '') employeeIds.add(employeeId, place);
  }

  const versions = shards.map(({ version }) => version);
  const beside = shards.flatMap(({ extras }) => extras);
  for (const [number, shard] of shards.entries()) {
    const { segment } = shard;
    starts.push({ from, segment });
    for (let index = 0; index < segment.count; index += 1) {
      if (index % 512 === 0) await yieldIfDue();
      if (shard.wasBeside(index, versions[number] ?? 0)) continue;
      add(recordAt(segment, index), from + index);
      if (((segment.flags[index] ?? 0) & flag.alsoKnown) !== 0) {
        addHints(hintsAt(segment, index), from + index);
      }
    }
    from += segment.count;
  }
  const inSegments = from;
  for (const { entry, record, likeness } of beside) {
    add(record, inSegments + besides.length);
    addHints(likeness, inSegments + besides.length);
    besides.push(entry.id);
  }

  function idOf(place: number): string[] {
    if (place >= inSegments) return besides.slice(place - inSegments, place - inSegments + 1);
    const start = starts.findLast((one) => one.from <= place);
    return start === undefined ? [] : [idAt(start.segment, place - start.from)];
  }

  return {
    people,
    withEmail: (email) => emails.placesOf(fold(email)).flatMap(idOf),
    withEmployeeId: (employeeId) => employeeIds.placesOf(fold(employeeId)).flatMap(idOf),
  };
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

/** Open addressing. Texts with the same hash count as equal, since the caller compares the records anyway. */
function createHashTable(entries: number) {
  let capacity = 16;
  while (capacity < entries * 2) capacity *= 2;
  const places = new Int32Array(capacity).fill(-1);
  const hashes = new Uint32Array(capacity);
  const mask = capacity - 1;

  return {
    add(text: string, place: number): void {
      const hash = textHash(text);
      let same = 0;
      let at = hash & mask;
      for (; places[at] !== -1; at = (at + 1) & mask) {
        if (hashes[at] === hash) same += 1;
        if (same >= maxWithValue) return;
      }
      places[at] = place;
      hashes[at] = hash;
    },
    placesOf(text: string): number[] {
      const found: number[] = [];
      if (text === '') return found;
      const hash = textHash(text);
      for (let at = hash & mask; places[at] !== -1; at = (at + 1) & mask) {
        if (hashes[at] === hash) found.push(places[at] ?? 0);
      }
      return found;
    },
  };
}
