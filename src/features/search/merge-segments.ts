import { sharedAttributes } from '../../domain/attributes.ts';
import type { EventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { Cursor } from './entry.ts';
import { rootOrder } from './order.ts';
import { entriesOf, packDeleted, type PackedDeleted } from './packed-deleted.ts';
import {
  byAttribute,
  createDictionary,
  cursorAt,
  flag,
  idAt,
  indexOfId,
  nameAt,
  type Segment,
} from './segment.ts';
import { sortedIndexes } from './sort.ts';

/** A newer state of some of a shard's people. */
export interface Newer {
  /** those of them who can be listed, deleted or not; in any order */
  readonly segment: Segment;
  /** ids of the others, whose records were merged into those of others */
  readonly gone: readonly string[];
}

export function isIn({ segment, gone }: Newer, id: string): boolean {
  return (
    indexOfId(segment, id) !== undefined ||
    gone.includes(id) ||
    entriesOf(segment.deleted).some((entry) => entry.id === id)
  );
}

/** Ids of everyone whose state it has. */
export function idsIn({ segment, gone }: Newer): string[] {
  const living = Array.from({ length: segment.count }, (_, index) => idAt(segment, index));
  return [...living, ...entriesOf(segment.deleted).map(({ id }) => id), ...gone];
}

/**
 * The people of a segment in their newest state, as a segment that was read when the first was. What is as before is copied
 * as bytes, and nothing is read.
 * @param newer the newest last
 */
export async function mergeSegments(
  base: Segment,
  newer: readonly Newer[],
  eventLoop: EventLoopYield,
): Promise<Segment> {
  const { rows, deleted, replaced } = newestOf(newer);
  const runs = await inOrder(base, rows, replaced, eventLoop);
  const count = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const parts = new Map<Segment, PartColumns>();
  const operations = createDictionary(base.operations);
  const columns = sharedAttributes.map((key) => {
    const dictionary = createDictionary(base.shared[key].values);
    return { key, dictionary, values: dictionary.values, of: new Uint32Array(count) };
  });
  const columnsOf = (segment: Segment): PartColumns => {
    const there = parts.get(segment) ?? {
      shared: columns.map(({ key, dictionary, of }) => ({
        from: segment.shared[key].of,
        to: of,
        places: Uint32Array.from(segment.shared[key].values, (value) => dictionary.placeOf(value)),
      })),
      operations: Uint32Array.from(segment.operations, (value) => operations.placeOf(value)),
    };
    parts.set(segment, there);
    return there;
  };
  const ids = Buffer.allocUnsafeSlow(count * idBytes);
  const flags = new Uint16Array(count);
  const addedOf = new Uint32Array(count);
  const changedOf = new Uint32Array(count);
  const operationStarts = startsOf(runs, count, (segment) => segment.operationStarts);
  const operationsOf = new Uint32Array(operationStarts[count] ?? 0);
  let place = 0;
  for (const { segment, from, to } of runs) {
    const { shared, operations: operationPlaces } = columnsOf(segment);
    segment.ids.copy(ids, place * idBytes, from * idBytes, to * idBytes);
    let operation = operationStarts[place] ?? 0;
    const operationsEnd = segment.operationStarts[to] ?? 0;
    for (let at = segment.operationStarts[from] ?? 0; at < operationsEnd; at += 1) {
      operationsOf[operation] = operationPlaces[segment.operationsOf[at] ?? 0] ?? 0;
      operation += 1;
    }
    for (let index = from; index < to; index += 1) {
      flags[place] = (segment.flags[index] ?? 0) & ~flag.outdated;
      addedOf[place] = segment.addedOf[index] ?? 0;
      changedOf[place] = segment.changedOf[index] ?? 0;
      for (const column of shared) column.to[place] = column.places[column.from[index] ?? 0] ?? 0;
      place += 1;
    }
    await eventLoop.yieldIfDue();
  }
  const textStarts = startsOf(runs, count, (segment) => segment.textStarts);
  const recordStarts = startsOf(runs, count, (segment) => segment.recordStarts);
  return {
    count,
    readFrom: base.readFrom,
    rebuiltFrom: base.rebuiltFrom,
    ...{ ids, flags, addedOf, changedOf, operationStarts, operationsOf },
    shared: byAttribute(columns),
    operations: operations.values,
    textStarts,
    text: joined(runs, textStarts, (segment) => [segment.text, segment.textStarts]),
    recordStarts,
    records: joined(runs, recordStarts, (segment) => [segment.records, segment.recordStarts]),
    deleted: deletedAfter(base.deleted, deleted, replaced),
  };
}

const idBytes = 16;

/** A person of a segment. */
interface Row {
  readonly segment: Segment;
  readonly index: number;
  readonly id: string;
}

/** People of a segment who stay neighbours. */
interface Run {
  readonly segment: Segment;
  readonly from: number;
  /** the index behind the last one */
  readonly to: number;
}

/** The places that a segment's values have in the dictionaries of the merged one. */
interface PartColumns {
  readonly shared: readonly {
    readonly from: Uint32Array;
    readonly to: Uint32Array;
    readonly places: Uint32Array;
  }[];
  readonly operations: Uint32Array;
}

function newestOf(newer: readonly Newer[]) {
  const replaced = new Set<string>();
  const rows: Row[] = [];
  const deleted: ReturnType<typeof entriesOf> = [];
  for (const { segment, gone } of newer.toReversed()) {
    for (let index = 0; index < segment.count; index += 1) {
      const id = idAt(segment, index);
      if (!replaced.has(id)) rows.push({ segment, index, id });
      replaced.add(id);
    }
    for (const entry of entriesOf(segment.deleted)) {
      if (!replaced.has(entry.id)) deleted.push(entry);
      replaced.add(entry.id);
    }
    for (const id of gone) replaced.add(id);
  }
  return { rows, deleted, replaced };
}

/** The base's people who weren't replaced, and the newest states, in the root order. */
async function inOrder(
  base: Segment,
  newest: readonly Row[],
  replaced: ReadonlySet<string>,
  eventLoop: EventLoopYield,
): Promise<Run[]> {
  const cursors = newest.map(({ segment, index, id }) => ({ name: nameAt(segment, index), id }));
  const cursor = (place: number) => cursors[place] ?? nobody;
  const sorted = await sortedIndexes(
    newest.length,
    (one, other) => rootOrder.compare(cursor(one), cursor(other)),
    eventLoop,
  );
  const isReplaced = among(base, replaced);
  const runs: Run[] = [];
  let next = 0;
  const keepUntil = (end: number) => {
    while (next < end) {
      while (next < end && isReplaced(next)) next += 1;
      const from = next;
      while (next < end && !isReplaced(next)) next += 1;
      if (next > from) runs.push({ segment: base, from, to: next });
    }
  };
  for (const place of sorted) {
    keepUntil(firstAfter(base, next, cursor(place)));
    const row = newest[place];
    if (row !== undefined) runs.push({ segment: row.segment, from: row.index, to: row.index + 1 });
    await eventLoop.yieldIfDue();
  }
  keepUntil(base.count);
  return runs;
}

const nobody: Cursor = { name: '', id: '' };

/** Whether the person at an index has one of these ids. Hardly anyone else’s id begins alike, so few become texts. */
function among(segment: Segment, ids: ReadonlySet<string>): (index: number) => boolean {
  const beginnings = new Set(Array.from(ids, (id) => Number.parseInt(id.slice(0, 8), 16)));
  return (index) =>
    beginnings.has(segment.ids.readUInt32BE(index * idBytes)) && ids.has(idAt(segment, index));
}

/** The first index from `from` on whose person comes after a position; near ones are found with few looks. */
function firstAfter(base: Segment, from: number, cursor: Cursor): number {
  const isAfter = (index: number) => rootOrder.compare(cursorAt(base, index), cursor) > 0;
  let low = from;
  let step = 1;
  while (low + step <= base.count && !isAfter(low + step - 1)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(base.count, low + step - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAfter(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Where something of each person begins in the merged segment; one more for the end. */
function startsOf(
  runs: readonly Run[],
  count: number,
  of: (segment: Segment) => Uint32Array,
): Uint32Array {
  const starts = new Uint32Array(count + 1);
  let place = 0;
  for (const { segment, from, to } of runs) {
    const theirs = of(segment);
    const moved = (starts[place] ?? 0) - (theirs[from] ?? 0);
    for (let index = from; index < to; index += 1) {
      place += 1;
      starts[place] = (theirs[index + 1] ?? 0) + moved;
    }
  }
  return starts;
}

/** Texts one after the other. */
function joined(
  runs: readonly Run[],
  starts: Uint32Array,
  textsOf: (segment: Segment) => readonly [Buffer, Uint32Array],
): Buffer {
  const bytes = Buffer.allocUnsafeSlow(starts.at(-1) ?? 0);
  let place = 0;
  for (const { segment, from, to } of runs) {
    const [source, theirs] = textsOf(segment);
    source.copy(bytes, starts[place], theirs[from], theirs[to]);
    place += to - from;
  }
  return bytes;
}

function deletedAfter(
  before: PackedDeleted,
  deleted: ReturnType<typeof entriesOf>,
  replaced: ReadonlySet<string>,
): PackedDeleted {
  const entries = entriesOf(before);
  const kept = entries.filter(({ id }) => !replaced.has(id));
  if (deleted.length === 0 && kept.length === entries.length) return before;
  return packDeleted([...kept, ...deleted]);
}
