import type { AttributeKey } from './attributes.ts';
import type { MatchKey } from './match-keys.ts';
import type { StoredPerson } from './people-store.ts';
import type { Actor, FieldChange, PersonFields, Source } from './person.ts';

/*
 * Port: how a person comes into the directory other than by an admin. It stands in the domain because sign-in, groups
 * and the Entra sync all bring people in by the same rule, whoever they are found to be.
 *
 * One person stays one record. Somebody is looked for by Entra object id, then email, then phone; the first record
 * that is found is theirs. A record of somebody else's Entra account is never theirs, whatever email or phone it has. Where a
 * later identity belongs to another record, the two are one person: they are merged into the one found first.
 *
 * That holds for accounts of the organization itself. What a guest's email is, another organization decides, so it proves
 * nothing: a guest is looked for by Entra object id alone, has a record of their own in Others, and that record's email leads
 * nobody to it. Admins are told of a record with the same email (src/bot/screens/profile.ts).
 */

/** Someone who comes in, with what their way in tells about them. */
export interface IncomingIdentity {
  readonly source: Exclude<Source, 'admin'>;
  /** Entra object id, as `safeId` gives it; absent for people without an account */
  readonly entraId?: string;
  /**
   * an account of the organization itself, no guest: joins Employee, is linked, and may be known by email and phone; anyone else
   * joins Others
   */
  readonly isEmployee: boolean;
  /**
   * Values as they are kept (parsePhone, parseValue). A sync's replace what is there; anyone else's only fill what is empty.
   */
  readonly fields: PersonFields;
  /** only what is known of them changes: nobody who isn't there, and linked, comes in by this */
  readonly onlyIfLinked?: true;
  /** of a sync: what Entra feeds too, and says nothing of this time */
  readonly untold?: readonly AttributeKey[];
}

/** What could not be taken over, for the log. */
export interface ProvisioningProblem {
  readonly field: AttributeKey;
  /**
   * `of-another`: the phone belongs to a person with another Entra account; `several`: several people have this email, so it
   * tells none of them apart
   */
  readonly reason: 'of-another' | 'several';
}

export interface ProvisioningOutcome {
  readonly what: 'added' | 'changed' | 'unchanged' | 'restored';
  /** as they are now */
  readonly person: StoredPerson;
  /** ids of the records that were merged into this one now */
  readonly merged: readonly string[];
  readonly troubles: readonly ProvisioningProblem[];
}

/** What an admin decides about somebody who is held. */
export const heldAnswers = ['update', 'add', 'skip'] as const;
export type HeldAnswer = (typeof heldAnswers)[number];

/** Somebody of whom it isn't certain who they are: nothing is written until an admin says so. */
export interface Held {
  readonly why: 'new-phone' | 'someone-else' | 'several';
  /** by which key they may be that person */
  readonly key: MatchKey;
  readonly person: { readonly id: string; readonly name: string; readonly phone: string };
  /** what further people are called to whom keys lead */
  readonly others: readonly string[];
  /** the same as long as it is the same question: an answer holds for it */
  readonly fingerprint: string;
}

/** The answer to a question about somebody that was asked before. */
export type AnswerOf = (entraId: string, fingerprint: string) => HeldAnswer | undefined;

/** What came, or would come, of one of many. */
export interface ManyOutcome {
  readonly what: ProvisioningOutcome['what'] | 'held';
  /** of somebody who is held */
  readonly held?: Held;
  /** what the person is called, and their phone, as they are or would be */
  readonly fields: PersonFields;
  readonly changes: readonly FieldChange[];
  readonly merged: number;
  readonly troubles: readonly ProvisioningProblem[];
}

/** Many people who come in one after the other, as a sync brings them. */
export interface ProvisioningBatch {
  /**
   * @param arrivals at most 1,000
   * @param operation the sync in which they come
   * @param isTrial nothing is written, only what would come of it is said
   * @returns an outcome for each, in their order
   */
  provision(
    by: Actor,
    provisioning: readonly IncomingIdentity[],
    operation: string,
    dryRun: boolean,
  ): Promise<readonly ManyOutcome[]>;
  /** Accounts that a sync brought in and that are not among these; page by page, as Entra object ids. */
  missing(seen: ReadonlySet<string>): AsyncIterable<readonly string[]>;
}

export interface Provisioning {
  /**
   * Brings a person in, or finds the one whom they are. Idempotent: who comes again is unchanged.
   * @param by who brought them: the person themselves, a group admin, the admin of the sync
   */
  provision(tenant: string, by: Actor, incoming: IncomingIdentity): Promise<ProvisioningOutcome>;
  /** The person with this Entra object id; nobody deleted. */
  byEntraId(tenant: string, entraId: string): Promise<StoredPerson | undefined>;
}
