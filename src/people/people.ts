import type { AttributeKey } from '../directory/attributes.ts';
import type { AuditEntry, AuditLog } from '../directory/audit.ts';
import type { Network } from '../directory/network.ts';
import type { ChangeNotes, PeopleStore, StoredPerson } from '../directory/people-store.ts';
import type { Actor, FieldChange, HistoryEntry } from '../directory/person.ts';
import type { PhoneProblem } from '../directory/phone.ts';
import type { ValueProblem } from '../directory/values.ts';
import type { AliasStore, PeopleOrganization } from './ports.ts';

export interface PersonInput {
  readonly network?: Network;
  /** texts as typed; an absent key was not asked for and stays, '' clears */
  readonly values: Readonly<Partial<Record<AttributeKey, string>>>;
}

export interface FieldProblem {
  readonly field: AttributeKey | 'network';
  readonly reason: PhoneProblem | ValueProblem | 'required-missing' | 'linked';
  /** what was typed */
  readonly value?: string;
}

export type AddOutcome =
  /** also when a deleted person with this phone was brought back */
  | { readonly added: StoredPerson }
  | { readonly problems: readonly FieldProblem[] }
  /** the phone is this person's */
  | { readonly taken: StoredPerson };

export type EditOutcome =
  | { readonly saved: StoredPerson; readonly changes: readonly FieldChange[] }
  | { readonly unchanged: StoredPerson }
  | { readonly problems: readonly FieldProblem[] }
  | { readonly taken: StoredPerson }
  /** someone changed the person since the form was made: what and who, newest first */
  | { readonly changedMeanwhile: StoredPerson; readonly since: readonly HistoryEntry[] }
  | { readonly gone: true };

export type RestoreOutcome =
  | { readonly restored: StoredPerson }
  /** the phone has been given to this person since */
  | { readonly taken: StoredPerson }
  | { readonly gone: true };

export interface BulkOutcome {
  readonly done: readonly StoredPerson[];
  readonly refused: readonly {
    readonly person: StoredPerson;
    readonly reason: 'linked' | 'already-there' | 'deleted' | 'changed-meanwhile';
  }[];
  /** how many of the ids are nobody's */
  readonly missing: number;
}

/** Single changes of people. Who may make them is asked before (`may` in src/directory/roles.ts). */
export interface People {
  /** The person, also a deleted one. */
  get(tenant: string, id: string): Promise<StoredPerson | undefined>;
  /** Who has this phone (E.164) now; nobody deleted. */
  byPhone(tenant: string, phone: string): Promise<StoredPerson | undefined>;
  add(tenant: string, by: Actor, input: PersonInput): Promise<AddOutcome>;
  /** @param seen etag of the person that the form was made from */
  edit(
    tenant: string,
    by: Actor,
    id: string,
    seen: string,
    input: PersonInput,
  ): Promise<EditOutcome>;
  /** @param ids at most 100 */
  move(tenant: string, by: Actor, ids: readonly string[], network: Network): Promise<BulkOutcome>;
  /** @param ids at most 100 */
  remove(tenant: string, by: Actor, ids: readonly string[]): Promise<BulkOutcome>;
  restore(tenant: string, by: Actor, id: string): Promise<RestoreOutcome>;
  /**
   * Finishes what a process that died may have left half done.
   * @returns whether the change of this entry was made
   */
  complete(tenant: string, entry: AuditEntry): Promise<boolean>;
}

export interface PeopleDeps {
  readonly store: PeopleStore;
  readonly organizations: PeopleOrganization;
  readonly aliases: AliasStore;
  readonly notes: ChangeNotes;
  readonly audit: AuditLog;
  /** milliseconds since 1970 */
  now(): number;
}
