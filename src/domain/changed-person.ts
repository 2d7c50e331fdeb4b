import { keysOf, type AttributeKey } from './attributes.ts';
import type { Network } from './network.ts';
import type { StoredPerson } from './people-store.ts';
import {
  isPersonFact,
  maxHistoryLength,
  type Actor,
  type FieldChange,
  type HistoryEntry,
  type Person,
  type PersonFields,
} from './person.ts';

/**
 * The person after a set of changes, with the changes added to their history.
 * @param within the operation that makes the changes, if any, and what else their entry has
 */
export function changed(
  before: StoredPerson,
  changes: readonly FieldChange[],
  by: Actor,
  at: string,
  within: Omit<HistoryEntry, 'at' | 'by' | 'changes'> = {},
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
    history: [{ at, by, ...within, changes }, ...before.history].slice(0, maxHistoryLength),
    ...(within.operation !== undefined && { changedIn: within.operation }),
    ...(deletedAt !== undefined && { deletedAt }),
  };
}

export function withoutEmpty(fields: PersonFields): PersonFields {
  return Object.fromEntries(
    keysOf(fields).flatMap((key) => (fields[key] ? [[key, fields[key]]] : [])),
  );
}

/** ISO 8601; later than the person's last change even if another process's clock is ahead, since times tell states apart. */
export function momentAfter(before: Person | undefined, now: number): string {
  const last = Date.parse(before?.changedAt ?? '');
  return new Date(last >= now ? last + 1 : now).toISOString();
}
