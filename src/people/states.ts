import type { AttributeKey } from '../directory/attributes.ts';
import { keysOf } from '../directory/attributes.ts';
import { changesOf } from '../directory/compare.ts';
import type { Network } from '../directory/network.ts';
import type { StoredPerson } from '../directory/people-store.ts';
import {
  isPersonFact,
  longestHistory,
  type Actor,
  type FieldChange,
  type Person,
  type PersonFields,
} from '../directory/person.ts';

/** What is to become of a person: '' clears a value, an absent one stays. */
export interface Wanted {
  readonly network: Network;
  readonly fields: PersonFields;
}

export function newPerson(id: string, wanted: Wanted, by: Actor, at: string): Person {
  return {
    id,
    network: wanted.network,
    fields: withoutEmpty(wanted.fields),
    source: 'admin',
    linked: false,
    addedAt: at,
    changedAt: at,
    changedBy: by,
    history: [],
  };
}

/** What would change in a person; other than in an import, an empty value clears. */
export function changesTo(before: Wanted, wanted: Wanted): FieldChange[] {
  const cleared = keysOf(wanted.fields).flatMap((field): FieldChange[] => {
    const was = before.fields[field] ?? '';
    return wanted.fields[field] === '' && was !== '' ? [{ field, before: was, after: '' }] : [];
  });
  return [...changesOf(before, wanted), ...cleared];
}

/** Everything that is known of someone new, as their first changes. */
export function changesOfNew({ network, fields }: Wanted): FieldChange[] {
  const nothing = { network, fields: {} };
  return [
    { field: 'network', before: '', after: network },
    ...changesTo(nothing, { network, fields }),
  ];
}

/** The person after a set of changes, with the changes in their history. */
export function changed(
  before: StoredPerson,
  changes: readonly FieldChange[],
  by: Actor,
  at: string,
): Person {
  const { etag: _etag, changedIn: _changedIn, deletedAt: wasDeletedAt, ...kept } = before;
  let { network } = before;
  let deletedAt = wasDeletedAt;
  const fields: Partial<Record<AttributeKey, string>> = { ...before.fields };
  for (const { field, after } of changes) {
    if (field === 'network') network = after as Network;
    else if (field === 'deleted') deletedAt = after === '' ? undefined : after;
    else if (!isPersonFact(field)) fields[field] = after;
  }
  return {
    ...kept,
    network,
    fields: withoutEmpty(fields),
    changedAt: at,
    changedBy: by,
    history: [{ at, by, changes }, ...before.history].slice(0, longestHistory),
    ...(deletedAt !== undefined && { deletedAt }),
  };
}

function withoutEmpty(fields: PersonFields): PersonFields {
  return Object.fromEntries(
    keysOf(fields).flatMap((key) => (fields[key] ? [[key, fields[key]]] : [])),
  );
}

/** The phone that was taken out of a deleted person's record because someone else was given it. */
export function phoneTaken({ fields, history }: Person): string | undefined {
  if (fields.phone !== undefined) return undefined;
  for (const { changes } of history) {
    const change = changes.find(({ field }) => field === 'phone');
    if (change !== undefined) return change.after === '' ? change.before : undefined;
  }
  return undefined;
}

/** ISO 8601; later than the person's last change even where another process's clock is ahead, so that times tell states apart. */
export function momentAfter(before: Person | undefined, now: number): string {
  const last = Date.parse(before?.changedAt ?? '');
  return new Date(last >= now ? last + 1 : now).toISOString();
}
