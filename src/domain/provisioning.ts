import type { AttributeKey } from './attributes.ts';
import type { MatchKey } from './match-keys.ts';
import type { StoredPerson } from './people-store.ts';
import type { Actor, FieldChange, PersonFields, Source } from './person.ts';

/*
 * Port: how people other than those added by an admin come into the directory. It belongs to the domain because
 * sign-in, groups and the Entra sync all follow the same rule.
 *
 * One person has one record. It is searched by Entra object id, then email, then phone number, and the first
 * match is used. A record linked to another Entra account never matches, whatever its email or phone number. If
 * a later key belongs to another record, both are the same person, and the second is merged into the first.
 *
 * An email that its record has under another whole name was given on, and leads sign-ins and group members nowhere
 * (`isAnothersMailbox`); a sync asks.
 *
 * That holds for accounts of the organization itself. A guest's email is set by another organization and proves
 * nothing: a guest is searched by Entra object id alone, has a record of their own in Others, and isn't found
 * by that record's email. Admins are shown records with the same email (src/bot/screens/profile.ts).
 */

/** A person to be provisioned, with the values known from their source. */
export interface IncomingIdentity {
  readonly source: Exclude<Source, 'admin'>;
  /** Entra object id, as `safeId` returns it; absent for people without an account */
  readonly entraId?: string;
  /**
   * an account of the organization itself, not a guest: joins Employee, is linked, and may be matched by email
   * and phone number; anyone else joins Others
   */
  readonly isEmployee: boolean;
  /** Valid values (parsePhone, parseValue). A sync's values replace existing ones; all others only fill empty ones. */
  readonly fields: PersonFields;
  /** only updates a linked person that exists; adds no one */
  readonly onlyIfLinked?: true;
  /** of a sync: attributes mapped from Entra that had no value this time */
  readonly untold?: readonly AttributeKey[];
}

/** A value that could not be used, for the log. */
export interface ProvisioningProblem {
  readonly field: AttributeKey;
  /**
   * `of-another`: the phone number belongs to a person with another Entra account; `several`: several people
   * have this email, so it identifies none of them
   */
  readonly reason: 'of-another' | 'several';
}

export interface ProvisioningOutcome {
  readonly what: 'added' | 'changed' | 'unchanged' | 'restored';
  /** their current state */
  readonly person: StoredPerson;
  /** ids of the records that were just merged into this one */
  readonly merged: readonly string[];
  readonly troubles: readonly ProvisioningProblem[];
}

/** An admin's decision about a person on hold. */
export const heldAnswers = ['update', 'add', 'skip'] as const;
export type HeldAnswer = (typeof heldAnswers)[number];

/** A person whose identity is uncertain: nothing is written until an admin decides. */
export interface Held {
  readonly why: 'new-phone' | 'someone-else' | 'several';
  /** the key by which they may be that person */
  readonly key: MatchKey;
  readonly person: { readonly id: string; readonly name: string; readonly phone: string };
  /** names of further people that keys match */
  readonly others: readonly string[];
  /** identifies the question: an answer is valid as long as it is the same */
  readonly fingerprint: string;
}

/** The answer to an earlier question about a person. */
export type AnswerOf = (entraId: string, fingerprint: string) => HeldAnswer | undefined;

/** The outcome, or expected outcome, for one of many. */
export interface ManyOutcome {
  readonly what: ProvisioningOutcome['what'] | 'held';
  /** id of the record that was, or would be, written; absent: it isn't known before */
  readonly person?: string;
  /** of a person on hold */
  readonly held?: Held;
  /** the person's current or expected name and phone number */
  readonly fields: PersonFields;
  readonly changes: readonly FieldChange[];
  readonly merged: number;
  readonly troubles: readonly ProvisioningProblem[];
}

/** Provisions many people in sequence, as a sync does. */
export interface ProvisioningBatch {
  /**
   * @param identities at most 1,000
   * @param operation the sync that adds them
   * @param dryRun writes nothing and only returns the expected outcome
   * @returns an outcome for each, in their order
   */
  provision(
    by: Actor,
    identities: readonly IncomingIdentity[],
    operation: string,
    dryRun: boolean,
  ): Promise<readonly ManyOutcome[]>;
  /** Accounts added by a sync that are not among these; page by page, as Entra object ids. */
  missing(seen: ReadonlySet<string>): AsyncIterable<readonly string[]>;
}

export interface Provisioning {
  /**
   * Adds a person, or finds the existing record. Idempotent: a known person is unchanged.
   * @param by the person themselves, a group admin, or the admin of the sync
   */
  provision(tenant: string, by: Actor, incoming: IncomingIdentity): Promise<ProvisioningOutcome>;
  /** The person with this Entra object id; never a deleted one. */
  byEntraId(tenant: string, entraId: string): Promise<StoredPerson | undefined>;
}
