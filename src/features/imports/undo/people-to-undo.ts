import { linesInTransaction } from '../apply-shard.ts';
import type { PeopleStore, StoredPerson } from '../../../domain/people-store.ts';

/** Up to this many people of a shard, reading each is faster than scanning all. */
const fewPeople = 100;

/**
 * The existing people of a list, in batches for a transaction.
 * @param ids of one shard, sorted
 */
export async function* peopleOf(
  people: PeopleStore,
  tenant: string,
  shard: string,
  ids: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<StoredPerson[]> {
  if (ids.length === 0) return;
  if (ids.length <= fewPeople) {
    const found = await people.read(tenant, shard, ids);
    yield [...found.values()];
    return;
  }
  let next = 0;
  let batch: StoredPerson[] = [];
  for await (const page of people.scan(tenant, shard, signal)) {
    for (const person of page) {
      while (next < ids.length && (ids[next] ?? '') < person.id) next += 1;
      if (ids[next] !== person.id) continue;
      batch.push(person);
      if (batch.length < linesInTransaction) continue;
      yield batch;
      batch = [];
    }
    if (next >= ids.length) break;
  }
  if (batch.length > 0) yield batch;
}
