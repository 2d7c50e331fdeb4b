import type { Likeness } from '../../domain/likeness.ts';
import { textHash } from '../../lib/text-hash.ts';
import { createEventLoopYield, type EventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { fold } from '../../lib/fold.ts';
import { fewestWordsInDepartment, likenessOf, looksFrom, looksOf, type Looks } from './likeness.ts';
import { flag, hintsAt, idAt, recordAt, type Segment } from './segment.ts';
import type { ShardView } from './shard-view.ts';

/** Two records that look like one person. */
interface LikelyPair extends Likeness {
  /** ids, the older record first */
  readonly one: string;
  readonly other: string;
  /** when the newer record was added: seconds since 1970 */
  readonly newerAt: number;
}

export interface LikelyPairs {
  /** the newest first */
  readonly pairs: readonly LikelyPair[];
  /** whether there are more than are kept */
  readonly more: boolean;
}

/** A value that more people share is a team's mailbox, or marks an empty one: it identifies nobody. */
const maxWithValue = 20;
/** People of one name whose numbers begin or end alike. All are compared with each other. */
const maxWithPhonePart = 200;
const maxPairs = 10_000;
/** Digits at the beginning and end of a number: one digit that differs is in one of them at most. */
const phonePart = 5;
/** A place among the people fits in 23 bits, and beside 30 bits of a hash in a number. */
const places = 2 ** 23;
const partitions = 128;

/**
 * Finds pairs by shared values: each person is filed under the hash of each value that could make them a
 * duplicate, and people under one hash are compared. Takes about as long as reading every record once.
 * @param dateKeys keys of the attributes that are dates
 */
export async function findDuplicates(
  shards: readonly ShardView[],
  dateKeys: ReadonlySet<string>,
): Promise<LikelyPairs> {
  const eventLoop = createEventLoopYield();
  const people = peopleOf(shards, dateKeys);
  const values = createPartitions();
  const phones = createPartitions();
  for (let place = 0; place < people.count; place += 1) {
    if (place % 256 === 0) await eventLoop.yieldIfDue();
    const looks = people.at(place);
    if (looks === undefined) continue;
    for (const value of valuesOf(looks)) values.add(value, place);
    for (const part of phonePartsOf(looks)) phones.add(part, place);
  }
  const found = createFound(people);
  await comparePartitions(values, maxWithValue, found, eventLoop);
  await comparePartitions(phones, maxWithPhonePart, found, eventLoop);
  const pairs = found.pairs().sort((a, b) => b.newerAt - a.newerAt || (a.one < b.one ? -1 : 1));
  return { pairs: pairs.slice(0, maxPairs), more: pairs.length > maxPairs };
}

function* valuesOf(looks: Looks): Generator<string> {
  const { name, words, email, employeeId, department, dates } = looks;
  if (email !== '') yield `e\u0000${email}`;
  if (employeeId !== '') yield `i\u0000${employeeId}`;
  if (name === '') return;
  if (department !== '' && words.length >= fewestWordsInDepartment) {
    yield `${name}\u0000in\u0000${department}`;
  }
  for (const date of dates) yield `${name}\u0000on\u0000${date}`;
}

function* phonePartsOf({ name, phone }: Looks): Generator<string> {
  if (name === '' || phone === '') return;
  yield `${name}\u0000${phone.slice(0, phonePart)}`;
  yield `${phone.slice(-phonePart)}\u0000${name}`;
}

/** Everyone in the directory, by number. */
interface People {
  readonly count: number;
  at(place: number): Looks | undefined;
}

function peopleOf(shards: readonly ShardView[], dateKeys: ReadonlySet<string>): People {
  const starts: { from: number; segment: Segment; departments: readonly string[] }[] = [];
  let inSegments = 0;
  for (const { segment } of shards) {
    starts.push({
      from: inSegments,
      segment,
      departments: segment.shared.department.values.map(fold),
    });
    inSegments += segment.count;
  }
  const besides = shards.flatMap(({ extras }) => [...extras]);
  return {
    count: Math.min(places, inSegments + besides.length),
    at(place) {
      if (place >= inSegments) {
        const extra = besides[place - inSegments];
        return extra === undefined ? undefined : looksOf(extra, dateKeys);
      }
      const start = starts.findLast(({ from }) => from <= place);
      if (start === undefined) return undefined;
      const { from, segment, departments } = start;
      const index = place - from;
      const bits = segment.flags[index] ?? 0;
      if ((bits & flag.outdated) !== 0) return undefined;
      return looksFrom(recordAt(segment, index), hintsAt(segment, index), {
        id: idAt(segment, index),
        department: departments[segment.shared.department.of[index] ?? 0] ?? '',
        isNameless: (bits & flag.nameless) !== 0,
        dateKeys,
      });
    },
  };
}

/** Hashes with places, in partitions that each sort in a millisecond or two. */
function createPartitions() {
  const all = Array.from({ length: partitions }, (): number[] => []);
  return {
    add(text: string, place: number): void {
      const hash = textHash(text) >>> 2;
      all[hash % partitions]?.push(hash * places + place);
    },
    all,
  };
}

async function comparePartitions(
  { all }: ReturnType<typeof createPartitions>,
  most: number,
  found: ReturnType<typeof createFound>,
  eventLoop: EventLoopYield,
): Promise<void> {
  for (const partition of all) {
    const sorted = Float64Array.from(partition).sort();
    await eventLoop.yieldIfDue();
    for (let from = 0; from < sorted.length;) {
      let to = from + 1;
      const hash = hashIn(sorted[from]);
      while (to < sorted.length && hashIn(sorted[to]) === hash) to += 1;
      if (to - from > 1 && to - from <= most) {
        const group = Array.from(sorted.subarray(from, to), (packed) => packed % places);
        await found.compare(group, eventLoop);
      }
      from = to;
    }
  }
}

function hashIn(packed = 0): number {
  return Math.floor(packed / places);
}

function createFound(people: People) {
  const looks = new Map<number, Looks | undefined>();
  const compared = new Set<number>();
  const pairs: LikelyPair[] = [];
  const looksAt = (place: number) => {
    if (!looks.has(place)) looks.set(place, people.at(place));
    return looks.get(place);
  };
  return {
    async compare(group: readonly number[], eventLoop: EventLoopYield): Promise<void> {
      for (const [index, first] of group.entries()) {
        await eventLoop.yieldIfDue();
        for (const second of group.slice(index + 1)) {
          const key = first * places + second;
          if (first === second || compared.has(key)) continue;
          compared.add(key);
          const pair = pairOf(looksAt(first), looksAt(second));
          if (pair !== undefined) pairs.push(pair);
        }
      }
    },
    pairs: () => pairs,
  };
}

function pairOf(first: Looks | undefined, second: Looks | undefined): LikelyPair | undefined {
  if (first === undefined || second === undefined || first.id === second.id) return undefined;
  const likeness = likenessOf(first, second);
  if (likeness === undefined) return undefined;
  const isOrdered =
    first.addedAt !== second.addedAt ? first.addedAt < second.addedAt : first.id < second.id;
  const [one, other] = isOrdered ? [first, second] : [second, first];
  return { ...likeness, one: one.id, other: other.id, newerAt: other.addedAt };
}
