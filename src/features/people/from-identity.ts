import { keysOf, type AttributeKey } from '../../domain/attributes.ts';
import { momentAfter } from '../../domain/changed-person.ts';
import {
  accountOf,
  type Actor,
  type FieldChange,
  type Person,
  type PersonFields,
} from '../../domain/person.ts';
import type { IncomingIdentity, ProvisioningProblem } from '../../domain/provisioning.ts';
import { defined } from '../../lib/defined.ts';
import type { FoundRecords } from './find-records.ts';
import { newPerson } from './states.ts';

/* The record that an identity makes, or would make, of nobody or of an existing record: nothing is read or written. */

/** The identity's values without a phone number that belongs to someone else. */
export function withoutTroubles(
  fields: PersonFields,
  { phoneIsOfAnother }: FoundRecords,
): PersonFields {
  if (!phoneIsOfAnother) return fields;
  const { phone: _phone, ...others } = fields;
  return others;
}

export function troublesOf({
  phoneIsOfAnother,
  emailIsOfSeveral,
}: FoundRecords): ProvisioningProblem[] {
  const troubles: ProvisioningProblem[] = [];
  if (phoneIsOfAnother) troubles.push({ field: 'phone', reason: 'of-another' });
  if (emailIsOfSeveral) troubles.push({ field: 'email', reason: 'several' });
  return troubles;
}

/**
 * The changes that an identity makes to an existing person. Entra's values count, and a value that Entra no
 * longer has is removed if it came from there. Every other source only fills empty values.
 */
export function changesFromIdentity(
  record: Person,
  incoming: Pick<IncomingIdentity, 'source' | 'isEmployee'>,
  fields: PersonFields,
): FieldChange[] {
  const changes: FieldChange[] = [];
  if (record.deletedAt !== undefined) {
    changes.push({ field: 'deleted', before: record.deletedAt, after: '' });
  }
  if (incoming.isEmployee && record.network !== 'Employee') {
    changes.push({ field: 'network', before: record.network, after: 'Employee' });
  }
  if (incoming.isEmployee && !record.linked) {
    changes.push({ field: 'linked', before: '', after: incoming.source });
  }
  for (const field of Object.keys(fields) as AttributeKey[]) {
    const before = record.fields[field] ?? '';
    const after = fields[field] ?? '';
    if (before === after) continue;
    const isOfEntra = record.locked?.includes(field) === true;
    const counts =
      incoming.source === 'entra'
        ? after !== '' || (isOfEntra && field !== 'phone')
        : before === '' && after !== '';
    if (counts) changes.push({ field, before, after });
  }
  return changes;
}

/** A new person from an identity that matches nobody. @param now milliseconds since 1970 */
export function personFromIdentity(
  id: string,
  incoming: IncomingIdentity,
  fields: PersonFields,
  by: Actor,
  now: number,
  operation: string | undefined,
): Person {
  const network = incoming.isEmployee ? 'Employee' : 'Others';
  const made = newPerson(id, { network, fields }, by, momentAfter(undefined, now));
  return withAccount({ ...made, source: incoming.source }, incoming, fields, operation);
}

/** The person with everything of an account besides values. */
export function withAccount(
  person: Person,
  incoming: IncomingIdentity,
  fields: PersonFields,
  operation: string | undefined,
  before?: Person,
): Person {
  const { entraId = before?.entraId } = incoming;
  const { mergedInto: _mergedInto, locked: _locked, ...kept } = person;
  const locked =
    incoming.source === 'entra'
      ? [
          ...keysOf(fields).filter((field) => (fields[field] ?? '') !== ''),
          ...(before?.locked ?? []).filter((field) => incoming.untold?.includes(field) === true),
        ]
      : before?.locked;
  const made: Person = {
    ...kept,
    source: incoming.source === 'entra' ? 'entra' : person.source,
    linked: person.linked || incoming.isEmployee,
    ...defined({ entraId }),
    ...(locked !== undefined && locked.length > 0 && { locked }),
  };
  return withOperation(made, operation, before);
}

/**
 * The person as an operation wrote them.
 * @param before absent: it adds them
 */
export function withOperation(
  person: Person,
  operation: string | undefined,
  before?: Person,
): Person {
  if (operation === undefined) return person;
  const [newest, ...older] = person.history;
  const written = { ...person, changedIn: operation };
  if (before === undefined) return { ...written, addedIn: operation };
  if (newest === undefined) return written;
  const touched = isSameBut(before, person) ? {} : { accountBefore: accountOf(before) };
  return { ...written, history: [{ ...newest, operation, ...touched }, ...older] };
}

/** Whether only the time of the change would differ. */
export function isSameBut(record: Person, person: Person): boolean {
  return (
    record.source === person.source &&
    record.linked === person.linked &&
    record.entraId === person.entraId &&
    (record.locked ?? []).join(' ') === (person.locked ?? []).join(' ')
  );
}
