import type { Person } from '../../src/domain/person.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import type { SamplePerson } from '../../emulators/teams/people.ts';

/** Gives a person a record of their own, linked to their account, as if they had signed in. */
export async function giveOwnRecord(
  storage: Storage,
  { tenantId, aadObjectId }: SamplePerson,
  more: Partial<Person> & Pick<Person, 'id' | 'fields'>,
): Promise<void> {
  const at = '2026-01-01T00:00:00.000Z';
  const person: Person = {
    ...{ network: 'Employee', source: 'signin', linked: true, entraId: aadObjectId },
    ...{ addedAt: at, changedAt: at, changedBy: { id: 'x', name: 'Sample' }, history: [] },
    ...more,
  };
  await storage.changes.people(tenantId, [person.id]);
  await storage.people.write(tenantId, person.id.charAt(0), [{ type: 'add', person }]);
  const link = { entraId: aadObjectId, person: person.id, at };
  await storage.entraLinks.put(tenantId, link, undefined);
}
