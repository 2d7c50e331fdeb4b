import { keysOf } from '../../domain/attributes.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import {
  maxHistoryLength,
  nameOf,
  type Actor,
  type FieldChange,
  type Person,
} from '../../domain/person.ts';

/*
 * Two records of one person become one. The record that was found first keeps its values, takes those it lacks
 * from the other, and has the histories of both. The other stays as deleted for 30 days and names the record it
 * was merged into.
 */

/** The values that the remaining record takes from the other. */
export function changesFromMerge(record: Person, other: Person): FieldChange[] {
  const changes: FieldChange[] = [];
  if (record.network === 'Others' && other.network === 'Employee') {
    changes.push({ field: 'network', before: 'Others', after: 'Employee' });
  }
  for (const field of keysOf(other.fields)) {
    const after = other.fields[field] ?? '';
    if ((record.fields[field] ?? '') === '' && after !== '')
      changes.push({ field, before: '', after });
  }
  changes.push({ field: 'merged', before: other.id, after: nameOf(other.fields) });
  return changes;
}

/**
 * The person into whom a record was merged, as of now; undefined: it wasn't merged, the merge isn't finished,
 * or that one is gone too.
 */
export async function survivorOf(
  read: (tenant: string, id: string) => Promise<StoredPerson | undefined>,
  tenant: string,
  { id, deletedAt, mergedInto }: Person,
): Promise<StoredPerson | undefined> {
  if (deletedAt === undefined || mergedInto === undefined) return undefined;
  const survivor = await read(tenant, mergedInto);
  if (survivor === undefined || survivor.absorbed?.includes(id) !== true) return undefined;
  return survivor.deletedAt === undefined ? survivor : survivorOf(read, tenant, survivor);
}

/** The remaining record with the other's history too. */
export function withPastOf(record: Person, other: Person): Person {
  const [newest, ...older] = record.history;
  const past = [...older, ...other.history].toSorted((one, two) => (one.at < two.at ? 1 : -1));
  const absorbed = [...(record.absorbed ?? []), other.id, ...(other.absorbed ?? [])];
  return {
    ...record,
    addedAt: record.addedAt < other.addedAt ? record.addedAt : other.addedAt,
    absorbed: [...new Set(absorbed)],
    history: [...(newest === undefined ? [] : [newest]), ...past].slice(0, maxHistoryLength),
  };
}

/** The other record after the merge. */
export function mergedAway(other: StoredPerson, into: string, by: Actor, at: string): Person {
  const { etag: _etag, changedIn: _changedIn, locked: _locked, entraId: _entraId, ...kept } = other;
  const change = { field: 'deleted', before: '', after: at } as const;
  return {
    ...kept,
    linked: false,
    mergedInto: into,
    deletedAt: at,
    changedAt: at,
    changedBy: by,
    history: [{ at, by, changes: [change] }, ...other.history].slice(0, maxHistoryLength),
  };
}
