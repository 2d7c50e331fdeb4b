import type { AttributeKey } from './attributes.ts';
import type { Network } from './network.ts';

/** How a person came into the directory. */
export type Source = 'admin' | 'group' | 'signin' | 'entra';

/** The values of a person that an admin sees and a file can contain. Absent means empty. */
export type PersonFields = Readonly<Partial<Record<AttributeKey, string>>>;

/**
 * Changes of a person other than attributes: the network; deletion (its time); the link to an Entra account
 * (its source); a merge of another record into this one (its id, and that person's name).
 */
const personFacts = ['network', 'deleted', 'linked', 'merged'] as const;
export type PersonFact = (typeof personFacts)[number];

export function isPersonFact(field: AttributeKey | PersonFact): field is PersonFact {
  return (personFacts as readonly string[]).includes(field);
}

/** Values of records that were merged into one, which lead to it although it has others itself. */
export interface AlsoKnownBy {
  readonly email?: readonly string[];
  readonly employeeId?: readonly string[];
}

/** On a record that an admin merged into another: what the merge changed there, so that it can be finished and undone. */
export interface MergeNote {
  /** ISO 8601, UTC: the moment of the merge, in the other record's history */
  readonly at: string;
  /** the changes of the other record */
  readonly changes: readonly FieldChange[];
  /** the other record's further keys, from before */
  readonly alsoKnownBefore?: AlsoKnownBy;
  /** it is being undone: the other record is to be as it was, then this one */
  readonly undoing?: true;
}

/** One change of one attribute in the person's history. */
export interface FieldChange {
  readonly field: AttributeKey | PersonFact;
  readonly before: string;
  readonly after: string;
}

/** The originator of a change, for the history. */
export interface Actor {
  /** Entra object id */
  readonly id: string;
  readonly name: string;
}

/** The facts about a person that come from an Entra account, apart from values. */
export type AccountFacts = Pick<Person, 'source' | 'linked' | 'entraId' | 'locked'>;

/** A set of changes made at once. A person's history is bounded, newest first. */
export interface HistoryEntry {
  /** ISO 8601, UTC */
  readonly at: string;
  readonly by: Actor;
  readonly operation?: string;
  /** the operation whose changes these revert */
  readonly undoes?: string;
  /** how they came, outside of an import: `admin` by a form or card; absent in older entries */
  readonly via?: Source;
  readonly changes: readonly FieldChange[];
  /** the account's part of the person before, where these changes touched it; absent in older entries */
  readonly accountBefore?: AccountFacts;
}

/** Sets of changes kept in a person's record. */
export const maxHistoryLength = 20;

/** A person of the directory, whatever their source. */
export interface Person {
  /** 32 hex digits, stable: see person-id.ts */
  readonly id: string;
  readonly network: Network;
  readonly fields: PersonFields;
  readonly source: Source;
  /** linked to an Entra account: can't be moved to Others, can't be deleted */
  readonly linked: boolean;
  /** Entra object id, where known; guests and people who were once linked have one too */
  readonly entraId?: string;
  /** attributes whose values come from Entra: only a change in Entra changes them */
  readonly locked?: readonly AttributeKey[];
  /** they have signed in with the account; absent in older records: see `hasSignedIn` */
  readonly signedIn?: true;
  /** ids of the records merged into this one */
  readonly absorbed?: readonly string[];
  /** of a deleted record that was merged into another: that one's id */
  readonly mergedInto?: string;
  /** of a record that an admin merged */
  readonly mergeNote?: MergeNote;
  /** emails and employee IDs of merged records, by which this one is found as well */
  readonly alsoKnownBy?: AlsoKnownBy;
  /** ISO 8601, UTC */
  readonly addedAt: string;
  /** id of the import or sync that added them, if any */
  readonly addedIn?: string;
  /** absent in older records, and where the import's own record tells */
  readonly addedBy?: Actor;
  readonly changedAt: string;
  readonly changedBy: Actor;
  /** id of the operation that wrote this state, if any */
  readonly changedIn?: string;
  readonly history: readonly HistoryEntry[];
  /** ISO 8601, UTC: when they were deleted; kept for 30 days so that they can be restored */
  readonly deletedAt?: string;
}

export function accountOf({ source, linked, entraId, locked }: Person): AccountFacts {
  return {
    source,
    linked,
    ...(entraId !== undefined && { entraId }),
    ...(locked !== undefined && { locked }),
  };
}

/**
 * Whether the record belongs to an account of another organization (a guest), whose claims prove nothing. Also
 * true for a record that was linked and was restored after its account had been deleted.
 */
export function isOfForeignAccount({ entraId, linked }: Person): boolean {
  return entraId !== undefined && !linked;
}

/** Whether they have signed in, as far as their record tells. */
export function hasSignedIn({ signedIn, source, history }: Person): boolean {
  return signedIn === true || source === 'signin' || history.some(({ via }) => via === 'signin');
}

/** A person's name: the display name, or else first and last name, or else the phone number. */
export function nameOf(fields: PersonFields): string {
  const { displayName = '', firstName = '', lastName = '', phone = '' } = fields;
  if (displayName !== '') return displayName;
  const full = `${firstName} ${lastName}`.trim();
  return full === '' ? phone : full;
}
