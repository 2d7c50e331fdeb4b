import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';

export interface Meeting {
  readonly tenant: string;
  /** a shard, or a part of one: where all the ids begin alike */
  readonly range: string;
  readonly people: PeopleStore;
  readonly signal?: AbortSignal;
}

/** People are read so many at a time; up to so many, asking for each is quicker than reading the whole range. */
export const fewPeople = 100;
/** Measured on the embedded store: a point read costs as much as reading some twenty people in a scan. */
const scannedForOneRead = 20;

export type Each<T> = (one: T, existing: StoredPerson | undefined) => void | Promise<void>;

/**
 * Tells of each who is there under its id, by reading one by one or the whole range, whichever is cheaper.
 * @param sorted by id, each id once
 * @param inRange how many people the range has, where that is known
 */
export function meetPeople<T extends { readonly id: string }>(
  sorted: readonly T[],
  meeting: Meeting,
  each: Each<T>,
  inRange?: number,
): Promise<void> {
  const isCheap =
    sorted.length <= fewPeople ||
    (inRange !== undefined && sorted.length * scannedForOneRead <= inRange);
  return isCheap ? readEach(sorted, meeting, each) : scanForEach(sorted, meeting, each);
}

async function readEach<T extends { readonly id: string }>(
  sorted: readonly T[],
  { people, tenant, range, signal }: Meeting,
  each: Each<T>,
): Promise<void> {
  for (let start = 0; start < sorted.length; start += fewPeople) {
    signal?.throwIfAborted();
    const batch = sorted.slice(start, start + fewPeople);
    const ids = batch.map(({ id }) => id);
    const existing = await people.read(tenant, shardOf(range), ids);
    for (const one of batch) {
      const wait = each(one, existing.get(one.id));
      if (wait !== undefined) await wait;
    }
  }
}

async function scanForEach<T extends { readonly id: string }>(
  sorted: readonly T[],
  { people, tenant, range, signal }: Meeting,
  each: Each<T>,
): Promise<void> {
  let next = 0;
  for await (const page of people.scan(tenant, range, signal)) {
    for (const person of page) {
      let one = sorted[next];
      while (one !== undefined && one.id < person.id) {
        await each(one, undefined);
        one = sorted[++next];
      }
      if (one?.id !== person.id) continue;
      await each(one, person);
      next += 1;
    }
    if (next >= sorted.length) break;
  }
  await meetNobody(sorted.slice(next), each);
}

/** For rows after the last person who is there. */
export async function meetNobody<T>(rest: readonly T[], each: Each<T>): Promise<void> {
  const { isDue, yieldIfDue } = createEventLoopYield();
  for (const one of rest) {
    if (isDue()) await yieldIfDue();
    const wait = each(one, undefined);
    if (wait !== undefined) await wait;
  }
}
