import type { EventLoopYield } from '../../lib/yield-to-event-loop.ts';

/** Sorted without yielding: well under a millisecond. */
const runLength = 256;

/** Sorts the numbers 0 … count-1 by a comparison, yielding to the event loop in between. */
export async function sortedIndexes(
  count: number,
  compare: (one: number, other: number) => number,
  eventLoop: EventLoopYield,
): Promise<Uint32Array> {
  let from = Uint32Array.from({ length: count }, (_, index) => index);
  for (let start = 0; start < count; start += runLength) {
    from.subarray(start, start + runLength).sort(compare);
    await eventLoop.yieldIfDue();
  }
  let to = new Uint32Array(count);
  for (let width = runLength; width < count; width *= 2) {
    for (let start = 0; start < count; start += 2 * width) {
      await merge(
        from,
        to,
        start,
        Math.min(start + width, count),
        Math.min(start + 2 * width, count),
        {
          compare,
          eventLoop,
        },
      );
    }
    [from, to] = [to, from];
  }
  return from;
}

async function merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  middle: number,
  end: number,
  by: { compare: (one: number, other: number) => number; eventLoop: EventLoopYield },
): Promise<void> {
  let left = start;
  let right = middle;
  for (let at = start; at < end; at += 1) {
    const one = from[left] ?? 0;
    const other = from[right] ?? 0;
    const takeLeft = left < middle && (right >= end || by.compare(one, other) <= 0);
    to[at] = takeLeft ? one : other;
    if (takeLeft) left += 1;
    else right += 1;
    if (at % runLength === 0) await by.eventLoop.yieldIfDue();
  }
}
