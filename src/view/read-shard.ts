import type { PeopleStore } from '../directory/people-store.ts';
import { createBreather } from '../breathe.ts';
import { viewed, type Viewed } from './entry.ts';
import { buildPart, type Part } from './part.ts';

interface Reading {
  /** when it began; milliseconds since 1970 */
  readonly readFrom: number;
  readonly part: Promise<Part>;
}

/** Reads shards, and knows which it is at: whoever needs one that is being read already needn't read it too. */
export interface ShardReader {
  /** Reads a shard as it is now. */
  read(tenant: string, shard: string, signal?: AbortSignal): Promise<Part>;
  /** The shard as it is being read, if that began after a time (milliseconds since 1970). */
  underWay(tenant: string, shard: string, after: number): Reading | undefined;
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
      const part = readShard(people, { tenant, shard, readFrom }, signal);
      const mine = { readFrom, part };
      reading.set(key, mine);
      try {
        return await part;
      } finally {
        if (reading.get(key) === mine) reading.delete(key);
      }
    },
    underWay(tenant, shard, after) {
      const there = reading.get(`${tenant}/${shard}`);
      return there !== undefined && there.readFrom > after ? there : undefined;
    },
  };
}

/** Makes a part of a shard's people as they are now. @param readFrom milliseconds since 1970: now */
async function readShard(
  people: Pick<PeopleStore, 'scan'>,
  place: { readonly tenant: string; readonly shard: string; readonly readFrom: number },
  signal?: AbortSignal,
): Promise<Part> {
  const breather = createBreather();
  const there: Viewed[] = [];
  for await (const page of people.scan(place.tenant, place.shard, signal)) {
    for (const person of page) {
      const one = viewed(person);
      if (one !== undefined) there.push(one);
    }
    await breather.breathe();
  }
  return buildPart(there, place.readFrom, breather);
}
