import type { Network } from '../../domain/network.ts';
import { AppError } from '../../errors.ts';
import type { BrowsePage, BrowseQuery, ValueCount } from './answers.ts';
import type { Cursor, ViewEntry } from './entry.ts';
import type { SharedAttribute } from '../../domain/attributes.ts';
import type { Filter } from './filter.ts';
import { fold } from '../../lib/fold.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { NameOrder } from './order.ts';
import { cursorAt, entryAt, flag } from './segment.ts';
import type { ShardView } from './shard-view.ts';
import { isWanted, passes, passing, sieveFor } from './sieve.ts';

/** People of one shard's segment, or those beside it, in the requested order: positions from 0. */
interface Row {
  readonly count: number;
  cursor(place: number): Cursor;
  matches(place: number): boolean;
  entry(place: number): ViewEntry;
  /** number of matches before this position */
  matchesBefore(place: number): number;
}

/** A page merged from the shards' current rows; all of them are sorted in the order. */
export function browse(
  shards: readonly ShardView[],
  query: BrowseQuery,
  order: NameOrder,
): Omit<BrowsePage, 'updating'> {
  const rows = [
    ...shards.map((shard) => partRow(shard, query, order)),
    ...shards.map((shard) => extrasRow(shard, query, order)),
  ];
  const total = rows.reduce((sum, row) => sum + row.matchesBefore(row.count), 0);
  const size = Math.max(1, query.size);
  const picked =
    query.before === undefined
      ? forward(rows, startsAfter(rows, query.after, order), size, order)
      : backward(rows, startsFrom(rows, query.before, order), size, order);
  // No one is left after the cursor: the last page. Too few before it: the first page.
  const page =
    query.before === undefined
      ? picked.entries.length === 0 && total > 0
        ? backward(
            rows,
            rows.map(({ count }) => count),
            size,
            order,
          )
        : picked
      : picked.entries.length < size
        ? forward(
            rows,
            rows.map(() => 0),
            size,
            order,
          )
        : picked;
  const before = rows.reduce(
    (sum, row, index) => sum + row.matchesBefore(page.starts[index] ?? 0),
    0,
  );
  return {
    entries: page.entries,
    total,
    first: page.entries.length === 0 ? 0 : before + 1,
    hasPrevious: before > 0,
    hasNext: before + page.entries.length < total,
  };
}

interface Picked {
  readonly entries: readonly ViewEntry[];
  /** in each row, the position before which no one is on the page */
  readonly starts: readonly number[];
}

/** Merges the rows' next people until the page is full. */
function forward(
  rows: readonly Row[],
  starts: readonly number[],
  size: number,
  order: NameOrder,
): Picked {
  const heads = rows.map((row, index) => headOf(row, starts[index] ?? 0, 1));
  const entries: ViewEntry[] = [];
  while (entries.length < size) {
    const [index, head] = best(heads, (one, other) => order.compare(one, other) < 0);
    const row = rows[index];
    if (head === undefined || row === undefined) break;
    entries.push(row.entry(head.place));
    heads[index] = headOf(row, head.place + 1, 1);
  }
  return { entries, starts };
}

/** The same backwards, from the positions before `ends`. */
function backward(
  rows: readonly Row[],
  ends: readonly number[],
  size: number,
  order: NameOrder,
): Picked {
  const heads = rows.map((row, index) => headOf(row, (ends[index] ?? 0) - 1, -1));
  const starts = [...ends];
  const entries: ViewEntry[] = [];
  while (entries.length < size) {
    const [index, head] = best(heads, (one, other) => order.compare(one, other) > 0);
    const row = rows[index];
    if (head === undefined || row === undefined) break;
    entries.push(row.entry(head.place));
    starts[index] = head.place;
    heads[index] = headOf(row, head.place - 1, -1);
  }
  return { entries: entries.reverse(), starts };
}

interface Head extends Cursor {
  readonly place: number;
}

function headOf(row: Row, from: number, step: 1 | -1): Head | undefined {
  for (let place = from; place >= 0 && place < row.count; place += step) {
    if (row.matches(place)) return { ...row.cursor(place), place };
  }
  return undefined;
}

function best(
  heads: readonly (Head | undefined)[],
  isBetter: (one: Head, other: Head) => boolean,
): readonly [number, Head | undefined] {
  let found = -1;
  let head: Head | undefined;
  heads.forEach((candidate, index) => {
    if (candidate === undefined) return;
    if (head !== undefined && !isBetter(candidate, head)) return;
    found = index;
    head = candidate;
  });
  return [found, head];
}

function startsAfter(rows: readonly Row[], cursor: Cursor | undefined, order: NameOrder): number[] {
  if (cursor === undefined) return rows.map(() => 0);
  return rows.map((row) => firstPlace(row, (one) => order.compare(one, cursor) > 0));
}

function startsFrom(rows: readonly Row[], cursor: Cursor, order: NameOrder): number[] {
  return rows.map((row) => firstPlace(row, (one) => order.compare(one, cursor) >= 0));
}

/** The first position from which on the condition holds; the row's end when it never does. */
function firstPlace(row: Row, isSo: (cursor: Cursor) => boolean): number {
  let low = 0;
  let high = row.count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isSo(row.cursor(middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}

function partRow(shard: ShardView, filter: Filter, order: NameOrder): Row {
  const { segment } = shard;
  const indexes = shard.arrangement(order)?.indexes;
  const indexAt = (place: number) => (indexes === undefined ? place : (indexes[place] ?? 0));
  const sieve = sieveFor(segment, filter);
  return {
    count: segment.count,
    cursor: (place) => cursorAt(segment, indexAt(place)),
    matches: (place) => passes(sieve, indexAt(place)),
    entry: (place) => entryAt(segment, indexAt(place)),
    matchesBefore: (end) => passing(sieve, end, indexes),
  };
}

function extrasRow(shard: ShardView, filter: Filter, order: NameOrder): Row {
  const entries = shard
    .extrasIn(order)
    .flatMap((extra) => (isWanted(extra, filter) ? [extra.entry] : []));
  const at = (place: number) => entryOf(entries, place);
  return {
    count: entries.length,
    cursor: at,
    matches: () => true,
    entry: at,
    matchesBefore: (end) => end,
  };
}

function entryOf(entries: readonly ViewEntry[], place: number): ViewEntry {
  const entry = entries[place];
  if (entry === undefined) throw new AppError('unexpected', {}, { note: 'no such place' });
  return entry;
}

export function totalsOf(shards: readonly ShardView[]): Record<Network, number> {
  const totals = { Employee: 0, Others: 0 };
  for (const { segment, extras } of shards) {
    for (const bits of segment.flags) {
      if ((bits & flag.outdated) !== 0) continue;
      totals[(bits & flag.others) === 0 ? 'Employee' : 'Others'] += 1;
    }
    for (const { entry } of extras) totals[entry.network] += 1;
  }
  return totals;
}

const batchSize = 500;

/**
 * Everyone who matches. Who is meant is decided for a shard at once, so that nobody is in two states or in none. The email
 * of another organization's account is left out: files recognise by it whoever else has it.
 */
export function* everyoneIn(
  shards: readonly ShardView[],
  filter: Filter,
): Generator<readonly ViewEntry[]> {
  for (const { segment, extras } of shards) {
    const sieve = sieveFor(segment, filter);
    const besides = extras
      .filter((extra) => isWanted(extra, filter))
      .map(({ entry, likeness }) => recognisable(entry, likeness.isForeign));
    const indexes: number[] = [];
    for (let index = 0; index < segment.count; index += 1) {
      if (passes(sieve, index)) indexes.push(index);
    }
    if (besides.length > 0) yield besides;
    for (let from = 0; from < indexes.length; from += batchSize) {
      yield indexes.slice(from, from + batchSize).map((index) => {
        const bits = segment.flags[index] ?? 0;
        return recognisable(entryAt(segment, index), (bits & flag.foreign) !== 0);
      });
    }
  }
}

function recognisable(entry: ViewEntry, isForeign: boolean): ViewEntry {
  const { email: _theirs, ...others } = entry;
  return isForeign ? others : entry;
}

const maxValues = 100;

/** The values of an attribute, the most frequent first. People without one aren't counted. */
export async function valuesOf(
  shards: readonly ShardView[],
  network: Network,
  attribute: SharedAttribute,
): Promise<ValueCount[]> {
  const eventLoop = createEventLoopYield(true);
  /** the shards have mostly the same ones, so each is folded once, at the end */
  const spelled = new Map<string, number>();
  const add = (name: string, count: number) => {
    if (name !== '' && count > 0) spelled.set(name, (spelled.get(name) ?? 0) + count);
  };
  for (const { segment, extras } of shards) {
    const sieve = sieveFor(segment, { network });
    const { values, of } = segment.shared[attribute];
    const counts = new Uint32Array(values.length);
    for (let index = 0; index < segment.count; index += 1) {
      const value = of[index] ?? 0;
      if (passes(sieve, index)) counts[value] = (counts[value] ?? 0) + 1;
    }
    values.forEach((name, index) => add(name, counts[index] ?? 0));
    for (const { entry } of extras) if (entry.network === network) add(entry[attribute] ?? '', 1);
    await eventLoop.yieldIfDue();
  }
  const spellings = Map.groupBy(spelled, ([name]) => fold(name));
  return [...spellings.values()]
    .map((counts) => ({
      value: maxUsed(counts),
      count: counts.reduce((sum, [, count]) => sum + count, 0),
    }))
    .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))
    .slice(0, maxValues);
}

function maxUsed(counts: readonly (readonly [string, number])[]): string {
  const [first] = counts.toSorted(
    ([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1),
  );
  return first?.[0] ?? '';
}
