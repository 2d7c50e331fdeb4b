import type { AttributeKey } from './attributes.ts';
import type { Network } from './network.ts';

/** How a person came into the directory (domain.md's glossary). */
export type Source = 'admin' | 'group' | 'signin' | 'entra';

/** The values of a person that an admin sees and a file can bring. Absent means empty. */
export type PersonFields = Readonly<Partial<Record<AttributeKey, string>>>;

/** One change of one attribute, as it is kept in the person's history. */
export interface FieldChange {
  readonly field: AttributeKey | 'network' | 'deleted';
  readonly before: string;
  readonly after: string;
}

/** Who did something, as far as a history needs it. */
export interface Actor {
  /** Entra object id */
  readonly id: string;
  readonly name: string;
}

/** A set of changes made at once, newest kept first in a person's bounded history. */
export interface HistoryEntry {
  /** ISO 8601, UTC */
  readonly at: string;
  readonly by: Actor;
  readonly operation?: string;
  readonly changes: readonly FieldChange[];
}

/** How many sets of changes a person's record keeps; older ones stand in the operations' before-images. */
export const longestHistory = 20;

/** One user of the directory, whichever way they came in. */
export interface Person {
  /** 32 hex digits, stable: see person-id.ts */
  readonly id: string;
  readonly network: Network;
  readonly fields: PersonFields;
  readonly source: Source;
  /** linked to an Entra account: can't be moved to Others, can't be deleted */
  readonly linked: boolean;
  /** ISO 8601, UTC */
  readonly addedAt: string;
  readonly changedAt: string;
  readonly changedBy: Actor;
  /** id of the operation that wrote this state, if one did */
  readonly changedIn?: string;
  readonly history: readonly HistoryEntry[];
  /** ISO 8601, UTC: deleted, and kept for 30 days so that it can be restored */
  readonly deletedAt?: string;
}

/** What a person is called: as they want to be, else first and last name, else their phone. */
export function nameOf(fields: PersonFields): string {
  const { displayName = '', firstName = '', lastName = '', phone = '' } = fields;
  if (displayName !== '') return displayName;
  const full = `${firstName} ${lastName}`.trim();
  return full === '' ? phone : full;
}
