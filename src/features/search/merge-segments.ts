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
  type Segment,
} from './segment.ts';
import { sortedIndexes } from './sort.ts';

/** A newer state of some of a shard's people. */
export interface Newer {
  /** those of them who can be listed, deleted or not */
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
 * as bytes: this takes two or three microseconds for each person, a tenth of what building takes, and nothing is read.
 * @param newer the newest last
 */
export async function mergeSegments(
  base: Segment,
  newer: readonly Newer[],
  eventLoop: EventLoopYield,
): Promise<Segment> {
  const { rows: newest, deleted, replaced } = newestOf(newer);
  const rows = await inOrder(base, newest, replaced, eventLoop);
  const parts = new Map<Segment, PartColumns>();
  const operations = createDictionary(base.operations);
  const columns = sharedAttributes.map((key) => {
    const dictionary = createDictionary(base.shared[key].values);
    return { key, dictionary, values: dictionary.values, of: new Uint32Array(rows.length) };
  });
  const columnsOf = (segment: Segment): PartColumns => {
    const there = parts.get(segment) ?? {
      shared: columns.map(({ key, dictionary }) =>
        Uint32Array.from(segment.shared[key].values, (value) => dictionary.placeOf(value)),
      ),
      operations: Uint32Array.from(segment.operations, (value) => operations.placeOf(value)),
    };
    parts.set(segment, there);
    return there;
  };
  const ids = Buffer.allocUnsafeSlow(rows.length * idBytes);
  const flags = new Uint16Array(rows.length);
  const addedOf = new Uint32Array(rows.length);
  const changedOf = new Uint32Array(rows.length);
  const operationStarts = new Uint32Array(rows.length + 1);
  const operationsOf: number[] = [];
  for (const [place, { segment, index }] of rows.entries()) {
    if (place % 256 === 0) await eventLoop.yieldIfDue();
    const of = columnsOf(segment);
    segment.ids.copy(ids, place * idBytes, index * idBytes, (index + 1) * idBytes);
    flags[place] = (segment.flags[index] ?? 0) & ~flag.outdated;
    for (const [column, { key, of: values }] of columns.entries())
      values[place] = of.shared[column]?.[segment.shared[key].of[index] ?? 0] ?? 0;
    addedOf[place] = segment.addedOf[index] ?? 0;
    changedOf[place] = segment.changedOf[index] ?? 0;
    const end = segment.operationStarts[index + 1] ?? 0;
    for (let at = segment.operationStarts[index] ?? 0; at < end; at += 1)
      operationsOf.push(of.operations[segment.operationsOf[at] ?? 0] ?? 0);
    operationStarts[place + 1] = operationsOf.length;
  }
  const text = joined(rows, (segment) => [segment.text, segment.textStarts]);
  const records = joined(rows, (segment) => [segment.records, segment.recordStarts]);
  return {
    count: rows.length,
    readFrom: base.readFrom,
    rebuiltFrom: base.rebuiltFrom,
    ...{ ids, flags, addedOf, changedOf, operationStarts },
    shared: byAttribute(columns),
    operations: operations.values,
    operationsOf: Uint32Array.from(operationsOf),
    ...{ textStarts: text.starts, text: text.bytes },
    ...{ recordStarts: records.starts, records: records.bytes },
    deleted: deletedAfter(base.deleted, deleted, replaced),
  };
}

const idBytes = 16;

/** A person of a segment. */
interface Row {
  readonly segment: Segment;
  readonly index: number;
}

/** The places that a segment's values have in the dictionaries of the merged one. */
interface PartColumns {
  readonly shared: readonly Uint32Array[];
  readonly operations: Uint32Array;
}

function newestOf(newer: readonly Newer[]) {
  const replaced = new Set<string>();
  const rows: Row[] = [];
  const deleted: ReturnType<typeof entriesOf> = [];
  for (const { segment, gone } of newer.toReversed()) {
    for (let index = 0; index < segment.count; index += 1) {
      const id = idAt(segment, index);
      if (!replaced.has(id)) rows.push({ segment, index });
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
): Promise<Row[]> {
  const cursors = newest.map(({ segment, index }) => cursorAt(segment, index));
  const cursor = (place: number) => cursors[place] ?? nobody;
  const sorted = await sortedIndexes(
    newest.length,
    (one, other) => rootOrder.compare(cursor(one), cursor(other)),
    eventLoop,
  );
  const rows: Row[] = [];
  let next = 0;
  const keepUntil = (end: number) => {
    for (; next < end; next += 1)
      if (!replaced.has(idAt(base, next))) rows.push({ segment: base, index: next });
  };
  for (const place of sorted) {
    keepUntil(firstAfter(base, next, cursor(place)));
    const row = newest[place];
    if (row !== undefined) rows.push(row);
    await eventLoop.yieldIfDue();
  }
  keepUntil(base.count);
  return rows;
}

const nobody: Cursor = { name: '', id: '' };

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

/** Texts one after the other; neighbours stay together. */
function joined(
  rows: readonly Row[],
  textsOf: (segment: Segment) => readonly [Buffer, Uint32Array],
): { readonly starts: Uint32Array; readonly bytes: Buffer } {
  const starts = new Uint32Array(rows.length + 1);
  for (const [place, { segment, index }] of rows.entries()) {
    const [, from] = textsOf(segment);
    starts[place + 1] = (starts[place] ?? 0) + (from[index + 1] ?? 0) - (from[index] ?? 0);
  }
  const bytes = Buffer.allocUnsafeSlow(starts[rows.length] ?? 0);
  for (let place = 0; place < rows.length;) {
    const first = rows[place];
    if (first === undefined) break;
    const begin = place;
    for (; place < rows.length; place += 1) {
      const row = rows[place];
      if (row?.segment !== first.segment || row.index !== first.index + place - begin) break;
    }
    const [source, from] = textsOf(first.segment);
    source.copy(bytes, starts[begin], from[first.index], from[first.index + place - begin]);
  }
  return { starts, bytes };
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
