import type { PeopleStore, StoredPerson } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';

/** Number of people read at a time. */
const readAtOnce = 100;

/** The named people that exist, of all shards. */
export async function readPeople(
  people: Pick<PeopleStore, 'read'>,
  tenant: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredPerson>> {
  const found = new Map<string, StoredPerson>();
  for (const [shard, of] of Map.groupBy(new Set(ids), shardOf)) {
    for (let start = 0; start < of.length; start += readAtOnce) {
      const there = await people.read(tenant, shard, of.slice(start, start + readAtOnce));
      for (const [id, person] of there) found.set(id, person);
    }
  }
  return found;
}
