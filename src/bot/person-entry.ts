import type { PersonEntry } from '../cards/person-entry.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import { nameOf } from '../domain/person.ts';

/** A person as one line of a card. */
export function personEntry({ id, network, fields, linked }: StoredPerson): PersonEntry {
  return {
    id,
    network,
    linked,
    name: nameOf(fields),
    phone: fields.phone ?? '',
    ...(fields.jobTitle !== undefined && { jobTitle: fields.jobTitle }),
    ...(fields.department !== undefined && { department: fields.department }),
  };
}
