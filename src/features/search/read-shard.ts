import type { PeopleStore } from '../../domain/people-store.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { deletedEntry, type DeletedEntry } from './deleted.ts';
import { viewed, type Viewed } from './entry.ts';
import { buildSegment, type Segment } from './segment.ts';

interface Reading {
  /** start of the reading; milliseconds since 1970 */
  readonly readFrom: number;
  readonly segment: Promise<Segment>;
}

/** Reads shards, and lets callers share a reading that is in progress. */
export interface ShardReader {
  /** Reads a shard in its current state. */
  read(tenant: string, shard: string, signal?: AbortSignal): Promise<Segment>;
  /** The current reading of the shard, if it started after a time (milliseconds since 1970). */
  readingOf(tenant: string, shard: string, after: number): Reading | undefined;
}

export function createShardReader(
  people: Pick<PeopleStore, 'scan'>,
  now: () => number,
): ShardReader {
  const reading = new Map<string, Reading>();
  return {
    async read(tenant, shard, signal) {
      const key = `${tenant}/${shard}`;
      const readFrom = now();
      const segment = readShard(people, { tenant, shard, readFrom }, signal);
      const mine = { readFrom, segment };
      reading.set(key, mine);
      try {
        return await segment;
      } finally {
        if (reading.get(key) === mine) reading.delete(key);
      }
    },
    readingOf(tenant, shard, after) {
      const there = reading.get(`${tenant}/${shard}`);
      return there !== undefined && there.readFrom > after ? there : undefined;
    },
  };
}

/** Builds a segment of a shard's current people. @param readFrom milliseconds since 1970: now */
async function readShard(
  people: Pick<PeopleStore, 'scan'>,
  place: { readonly tenant: string; readonly shard: string; readonly readFrom: number },
  signal?: AbortSignal,
): Promise<Segment> {
  const eventLoop = createEventLoopYield();
  const there: Viewed[] = [];
  const deleted: DeletedEntry[] = [];
  for await (const page of people.scan(place.tenant, place.shard, signal)) {
    for (const person of page) {
      const one = viewed(person);
      if (one !== undefined) there.push(one);
      const gone = deletedEntry(person);
      if (gone !== undefined) deleted.push(gone);
    }
    await eventLoop.yieldIfDue();
  }
  return buildSegment(there, place.readFrom, eventLoop, deleted);
}
