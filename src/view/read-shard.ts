import type { PeopleStore } from '../directory/people-store.ts';
import { createBreather } from './breathe.ts';
import { viewed, type Viewed } from './entry.ts';
import { buildPart, type Part } from './part.ts';

/** Makes a part of a shard's people as they are now. @param readFrom milliseconds since 1970: now */
export async function readShard(
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
