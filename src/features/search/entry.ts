import type { Network } from '../../domain/network.ts';
import type { Person, Source } from '../../domain/person.ts';

/** The part of a person that lists and searches show. */
export interface ViewEntry {
  readonly id: string;
  readonly network: Network;
  /** display name, or else first and last name, or else the phone number */
  readonly name: string;
  /** E.164; empty where a person has none */
  readonly phone: string;
  readonly email?: string;
  readonly jobTitle?: string;
  readonly department?: string;
  readonly employeeId?: string;
  readonly source: Source;
  readonly linked: boolean;
}

/**
 * A position in the order of the directory: that of a current or former person. Unlike an offset it stays
 * correct while others are added and deleted.
 */
export interface Cursor {
  readonly name: string;
  readonly id: string;
}

/** A person in the view: the list entry, and the searchable names. */
export interface Viewed {
  readonly entry: ViewEntry;
  /** all names as entered: display, first and last */
  readonly names: string;
}

/** @returns undefined for a deleted person: they aren't in the view */
export function viewed(person: Person): Viewed | undefined {
  return person.deletedAt === undefined ? listed(person) : undefined;
}

/** A person's list entry, deleted or not. */
export function listed(person: Person): Viewed {
  const { fields } = person;
  const full = [fields.firstName, fields.lastName].map(trimmed).filter(Boolean).join(' ');
  const display = trimmed(fields.displayName);
  const phone = trimmed(fields.phone);
  const name = display || full || phone || trimmed(fields.email);
  return {
    entry: {
      id: person.id,
      network: person.network,
      name,
      phone,
      ...given('email', fields.email),
      ...given('jobTitle', fields.jobTitle),
      ...given('department', fields.department),
      ...given('employeeId', fields.employeeId),
      source: person.source,
      linked: person.linked,
    },
    names: full === '' || full === display ? display : `${display} ${full}`,
  };
}

// The separators between the parts of a person's text in the view must not occur in it; reading and forms
// reject them anyway.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u001F]+/g;

function trimmed(value: string | undefined): string {
  return (value ?? '').replace(controls, ' ').trim();
}

function given<Key extends string>(
  key: Key,
  value: string | undefined,
): Readonly<Partial<Record<Key, string>>> {
  const text = trimmed(value);
  return (text === '' ? {} : { [key]: text }) as Readonly<Partial<Record<Key, string>>>;
}
