import type { StoredPerson } from './people-store.ts';

/**
 * The record that an id leads to now: its own, or, over any number of merges, the one that it became part of. It may be
 * deleted. @returns undefined when it is gone
 */
export async function presentRecordOf(
  read: (tenant: string, id: string) => Promise<StoredPerson | undefined>,
  tenant: string,
  id: string,
): Promise<StoredPerson | undefined> {
  const person = await read(tenant, id);
  if (person?.deletedAt === undefined || person.mergedInto === undefined) return person;
  return presentRecordOf(read, tenant, person.mergedInto);
}
