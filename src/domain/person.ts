import type { AttributeKey } from './attributes.ts';
import type { Network } from './network.ts';

/** How a person came into the directory (domain.md's glossary). */
export type Source = 'admin' | 'group' | 'signin' | 'entra';

/** The values of a person that an admin sees and a file can bring. Absent means empty. */
export type PersonFields = Readonly<Partial<Record<AttributeKey, string>>>;

/**
 * What changes in a person besides attributes: the network; that they are deleted (when); that they are linked to an Entra account
 * (by which way they came); that another record was merged into this one (its id, and what that person was called).
 */
const personFacts = ['network', 'deleted', 'linked', 'merged'] as const;
export type PersonFact = (typeof personFacts)[number];

export function isPersonFact(field: AttributeKey | PersonFact): field is PersonFact {
  return (personFacts as readonly string[]).includes(field);
}

/** One change of one attribute, as it is kept in the person's history. */
export interface FieldChange {
  readonly field: AttributeKey | PersonFact;
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
  /** the operation whose changes these take back */
  readonly undoes?: string;
  readonly changes: readonly FieldChange[];
}

/** How many sets of changes a person's record keeps. */
export const maxHistoryLength = 20;

/** One user of the directory, whichever way they came in. */
export interface Person {
  /** 32 hex digits, stable: see person-id.ts */
  readonly id: string;
  readonly network: Network;
  readonly fields: PersonFields;
  readonly source: Source;
  /** linked to an Entra account: can't be moved to Others, can't be deleted */
  readonly linked: boolean;
  /** Entra object id, as far as it is known; guests and people who were linked have one too */
  readonly entraId?: string;
  /** attributes whose values come from Entra: whoever changes them there changes them here, and nobody else can */
  readonly locked?: readonly AttributeKey[];
  /** ids of the records that were merged into this one */
  readonly absorbed?: readonly string[];
  /** of a deleted record that was merged into another: the other's id */
  readonly mergedInto?: string;
  /** ISO 8601, UTC */
  readonly addedAt: string;
  /** id of the import that added them, if one did */
  readonly addedIn?: string;
  readonly changedAt: string;
  readonly changedBy: Actor;
  /** id of the operation that wrote this state, if one did */
  readonly changedIn?: string;
  readonly history: readonly HistoryEntry[];
  /** ISO 8601, UTC: deleted, and kept for 30 days so that it can be restored */
  readonly deletedAt?: string;
}

/**
 * Whether the record is that of an account of another organization, a guest's: what it says of itself proves nothing. One that
 * was linked and was restored after its account had gone counts as one, too.
 */
export function isOfForeignAccount({ entraId, linked }: Person): boolean {
  return entraId !== undefined && !linked;
}

/** What a person is called: as they want to be, else first and last name, else their phone. */
export function nameOf(fields: PersonFields): string {
  const { displayName = '', firstName = '', lastName = '', phone = '' } = fields;
  if (displayName !== '') return displayName;
  const full = `${firstName} ${lastName}`.trim();
  return full === '' ? phone : full;
}
