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
  if (ids.length <= fewPeople) {
    const found = await people.read(tenant, shard, ids);
    yield [...found.values()];
    return;
  }
  const wanted = new Set(ids);
  const last = ids.at(-1) ?? '';
  yield* peopleWho(people, tenant, shard, ({ id }) => wanted.has(id), signal, last);
}

/**
 * Those of a shard who fulfil a condition, in batches for a transaction.
 * @param last id of the last one who can; absent: everybody is looked at
 */
export async function* peopleWho(
  people: PeopleStore,
  tenant: string,
  shard: string,
  isWanted: (person: StoredPerson) => boolean,
  signal: AbortSignal,
  last?: string,
): AsyncGenerator<StoredPerson[]> {
  let batch: StoredPerson[] = [];
  for await (const page of people.scan(tenant, shard, signal)) {
    for (const person of page) {
      if (!isWanted(person)) continue;
      batch.push(person);
      if (batch.length < linesInTransaction) continue;
      yield batch;
      batch = [];
    }
    if (last !== undefined && (page.at(-1)?.id ?? '') >= last) break;
  }
  yield batch;
}

/** Whether an operation may have written a person, as far as their own record says. */
export function isMarkedBy(operation: string) {
  return ({ addedIn, changedIn, history }: StoredPerson): boolean =>
    addedIn === operation ||
    changedIn === operation ||
    history.some((entry) => entry.operation === operation || entry.undoes === operation);
}
