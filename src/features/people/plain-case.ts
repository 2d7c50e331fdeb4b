import type { PersonWrite, StoredPerson } from '../../domain/people-store.ts';
import { personIdFromEntra, personIdFromPhone } from '../../domain/person-id.ts';
import type { Actor } from '../../domain/person.ts';
import type { IncomingIdentity, ManyOutcome } from '../../domain/provisioning.ts';
import { changeOf } from './change.ts';
import {
  changesFromIdentity,
  isSameBut,
  personFromIdentity,
  withAccount,
} from './from-identity.ts';
import type { KnownPeople } from './known-people.ts';

/* Which people of a sync can be written many at a time, and what is written of them. */

/** How one of them is handled. */
export type Case =
  | { readonly kind: 'plain'; readonly outcome: ManyOutcome; readonly write?: PersonWrite }
  | { readonly kind: 'special'; readonly outcome: ManyOutcome };

/** The run of a sync that the people belong to. */
export interface BatchRun {
  readonly by: Actor;
  readonly operation: string;
  /** milliseconds since 1970 */
  readonly now: number;
}

/** Of a person whose account nobody has. One who is written here is known to those who follow. */
export function caseOfNew(
  known: KnownPeople,
  { by, operation, now }: BatchRun,
  tenant: string,
  incoming: IncomingIdentity,
): Case {
  const { phone = '', email = '', employeeId = '' } = incoming.fields;
  const derived = phone === '' ? undefined : personIdFromPhone(known.secret, tenant, phone);
  const id = derived ?? personIdFromEntra(known.secret, tenant, incoming.entraId ?? '');
  const person = personFromIdentity(id, incoming, incoming.fields, by, now, operation);
  const meets =
    known.ids.has(id) ||
    known.moved.has(id) ||
    known.emails.has(email.toLowerCase()) ||
    known.employeeIds.has(employeeId.toLowerCase());
  const outcome: ManyOutcome = {
    what: meets ? 'changed' : 'added',
    ...(!meets && { person: id }),
    fields: person.fields,
    changes: [],
    merged: 0,
    troubles: [],
  };
  if (meets) return { kind: 'special', outcome };
  // Two accounts with one phone or email: the second one finds the first.
  known.ids.add(id);
  if (email !== '') known.emails.add(email.toLowerCase());
  if (employeeId !== '') known.employeeIds.add(employeeId.toLowerCase());
  return { kind: 'plain', outcome, write: { type: 'add', person } };
}

/** Of a person whose account is there. */
export function caseOfKnown(
  { by, operation, now }: BatchRun,
  incoming: IncomingIdentity,
  record: StoredPerson,
): Case {
  const changes = changesFromIdentity(record, incoming, incoming.fields);
  const made = changeOf(record, changes, by, now, { via: incoming.source });
  const person = withAccount(made.person, incoming, incoming.fields, operation, record);
  const isSame = changes.length === 0 && isSameBut(record, person);
  const isBack = record.deletedAt !== undefined;
  const done = isSame ? whatWasDone(record, operation) : undefined;
  const outcome: ManyOutcome = {
    what: done?.what ?? (isBack ? 'restored' : 'changed'),
    person: record.id,
    fields: person.fields,
    changes: done?.changes ?? changes,
    merged: 0,
    troubles: [],
  };
  if (isSame) return { kind: 'plain', outcome };
  const mayMeet = changes.some(
    ({ field }) => field === 'phone' || field === 'email' || field === 'employeeId',
  );
  if (isBack || mayMeet) return { kind: 'special', outcome };
  return { kind: 'plain', outcome, write: { type: 'update', person, etag: record.etag } };
}

export function leftAlone({ fields }: IncomingIdentity): Case {
  const outcome = { what: 'unchanged', fields, changes: [], merged: 0, troubles: [] } as const;
  return { kind: 'plain', outcome };
}

/**
 * A person who is already as they should be: for long, or because an attempt of this same sync, which died,
 * wrote them.
 */
function whatWasDone(
  { changedIn, addedIn, history }: StoredPerson,
  operation: string,
): Pick<ManyOutcome, 'what' | 'changes'> {
  if (addedIn === operation) return { what: 'added', changes: [] };
  const [newest] = history;
  if (changedIn !== operation || newest?.operation !== operation)
    return { what: 'unchanged', changes: [] };
  const isBack = newest.changes.some(({ field, after }) => field === 'deleted' && after === '');
  return { what: isBack ? 'restored' : 'changed', changes: newest.changes };
}
