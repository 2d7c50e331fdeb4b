import { builtInAttributes } from '../src/domain/attributes.ts';
import type { PeopleContents, PeopleStore, PersonWrite } from '../src/domain/people-store.ts';
import { personIdFromPhone, shardOf, shards } from '../src/domain/person-id.ts';
import type { Person, PersonFields } from '../src/domain/person.ts';
import { samplePeople } from '../scripts/sample-people.ts';

export const tenant = '00000000-0000-0000-0000-00000000bead';
const writesAtOnce = 3;
const writesInTransaction = 100;

/** Invented people, as an import would have written them. */
export function* sampleDirectory(count: number, seed = 1): Generator<Person> {
  const at = '2026-01-01T00:00:00.000Z';
  let number = 0;
  for (const cells of samplePeople({ count, seed })) {
    const fields = Object.fromEntries(
      builtInAttributes.map((attribute, index) => [attribute, cells[index] ?? '']),
    ) as PersonFields;
    number += 1;
    yield {
      id: personIdFromPhone('sample secret', tenant, fields.phone ?? ''),
      network: number % 5 === 0 ? 'Others' : 'Employee',
      fields,
      source: number % 7 === 0 ? 'entra' : 'admin',
      linked: number % 7 === 0,
      addedAt: at,
      changedAt: at,
      changedBy: { id: 'sample-admin', name: 'Sample Admin' },
      history: [],
    };
  }
}

/** Writes a directory as fast as the store accepts it. @returns a few of its people, evenly distributed */
export async function fillDirectory(people: PeopleStore, count: number): Promise<Person[]> {
  const byShard = Map.groupBy(sampleDirectory(count), ({ id }) => shardOf(id));
  const left = shards.flatMap((shard) => {
    const there = (byShard.get(shard) ?? []).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    const batches = Array.from(
      { length: Math.ceil(there.length / writesInTransaction) },
      (_, index) => there.slice(index * writesInTransaction, (index + 1) * writesInTransaction),
    );
    return batches.map((batch) => ({ shard, batch }));
  });
  const picked = [...byShard.values()].flatMap((there) =>
    there.filter((_, index) => index % Math.ceil(there.length / 20) === 0),
  );
  const worker = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      const writes = next.batch.map((person): PersonWrite => ({ type: 'add', person }));
      await people.write(tenant, next.shard, writes);
    }
  };
  await Promise.all(Array.from({ length: writesAtOnce }, worker));
  return picked;
}

/** Generated people without storage: for measuring memory with more people than the embedded store holds. */
export function unkeptPeople(count: number): Pick<PeopleStore, 'scan' | 'read'> & PeopleContents {
  async function* pages(shard: string) {
    let page: (Person & { etag: string; hash: string })[] = [];
    for (const person of sampleDirectory(count / shards.length, 1 + shards.indexOf(shard))) {
      const id = `${shard}${person.id.slice(1)}`;
      page.push({ ...person, id, etag: '1', hash: 'sample-hash-of-24-letters' });
      if (page.length < 1_000) continue;
      yield page;
      page = [];
      await Promise.resolve();
    }
    yield page;
  }
  return {
    scan: (_tenant, shard) => pages(shard),
    scanContents: (_tenant, shard) => pages(shard),
    read: () => Promise.resolve(new Map()),
  };
}
