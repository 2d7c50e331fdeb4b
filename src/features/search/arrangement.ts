import type { EventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { Cursor } from './entry.ts';
import { rootOrder, type NameOrder } from './order.ts';
import { cursorAt, type Segment } from './segment.ts';
import { sortedIndexes } from './sort.ts';

/** An order of a segment's people other than the stored one. */
export interface Arrangement {
  /** position in the order -> index in the segment */
  readonly indexes: Uint32Array;
  /** index in the segment -> position in the order */
  readonly places: Uint32Array;
}

/** Other orders that are kept: an organization has few languages. */
const maxArrangements = 4;

/** The orders in which a segment's people are asked for. */
export function createArrangements() {
  const all = new Map<string, Arrangement>();
  return {
    get bytes() {
      return [...all.values()].reduce(
        (sum, { indexes, places }) => sum + indexes.byteLength + places.byteLength,
        0,
      );
    },
    has: (order: NameOrder) => order === rootOrder || all.has(order.key),
    /** undefined for the root order */
    of: (order: NameOrder) => (order === rootOrder ? undefined : all.get(order.key)),
    keep(order: NameOrder, arrangement: Arrangement): void {
      const [oldest] = all.keys();
      if (all.size >= maxArrangements && oldest !== undefined) all.delete(oldest);
      all.set(order.key, arrangement);
    },
  };
}

const nobody: Cursor = { name: '', id: '' };

export async function arrangementOf(
  segment: Segment,
  order: NameOrder,
  eventLoop: EventLoopYield,
): Promise<Arrangement> {
  const cursors: Cursor[] = [];
  for (let index = 0; index < segment.count; index += 1) {
    cursors.push(cursorAt(segment, index));
    if (index % 256 === 0) await eventLoop.yieldIfDue();
  }
  const cursor = (index: number) => cursors[index] ?? nobody;
  const indexes = await sortedIndexes(
    segment.count,
    (one, other) => order.compare(cursor(one), cursor(other)),
    eventLoop,
  );
  const places = new Uint32Array(segment.count);
  indexes.forEach((index, place) => (places[index] = place));
  return { indexes, places };
}
