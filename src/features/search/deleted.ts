import type { DeletedFilter } from '../../domain/operations/deleted-filter.ts';
import type { Actor, HistoryEntry, Person } from '../../domain/person.ts';
import { listed, type ViewEntry } from './entry.ts';
import { rankOf, searchRecord, type Search } from './search.ts';
import { defined } from '../../lib/defined.ts';

/** The part of a deleted person that lists and searches need. */
export interface DeletedEntry extends Pick<ViewEntry, 'id' | 'network' | 'name' | 'phone'> {
  /** ISO 8601, UTC */
  readonly deletedAt: string;
  /** the admin who deleted them, or the product */
  readonly by: Actor;
  /** the operation that deleted them, if any */
  readonly operation?: string;
  /** folded: see search.ts */
  readonly record: string;
}

/** People deleted in one operation. */
export interface DeletedIn {
  readonly operation: string;
  readonly people: number;
  readonly by: string;
  /** ISO 8601, UTC: the last deletion in it */
  readonly at: string;
}

export interface DeletedQuery extends DeletedFilter {
  /** milliseconds since 1970: people deleted earlier aren't listed */
  readonly since: number;
  /** from 0; one behind the last is the last */
  readonly page: number;
  /** entries on a page */
  readonly size: number;
}

export interface DeletedPage {
  /** last deleted first */
  readonly entries: readonly DeletedEntry[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** all operations that deleted people, newest first, independent of the page and the filter */
  readonly operations: readonly DeletedIn[];
  /** all admins who deleted people, the last one first, independent of the page and the filter */
  readonly admins: readonly Actor[];
}

/**
 * @returns undefined for a person who isn't deleted, and for a record that was merged into another, whose
 * person still exists
 */
export function deletedEntry(person: Person): DeletedEntry | undefined {
  const { deletedAt } = person;
  if (deletedAt === undefined || person.mergedInto !== undefined) return undefined;
  const one = listed(person);
  const { id, network, name, phone } = one.entry;
  const { by, operation } = deletionOf(person);
  return {
    ...{ id, network, name, phone, deletedAt, by, record: searchRecord(one) },
    ...defined({ operation }),
  };
}

export function pageOfDeleted(
  everyone: readonly DeletedEntry[],
  { since, page, size, ...filter }: DeletedQuery,
): DeletedPage {
  const recent = everyone
    .filter(({ deletedAt }) => Date.parse(deletedAt) > since)
    .toSorted((one, other) => newestFirst(one.deletedAt, other.deletedAt, one.id, other.id));
  const wanted = recent.filter((entry) => isWanted(entry, filter));
  const pages = Math.max(1, Math.ceil(wanted.length / size));
  const current = Math.min(Math.max(0, page), pages - 1);
  return {
    entries: wanted.slice(current * size, (current + 1) * size),
    total: wanted.length,
    page: current,
    pages,
    operations: operationsOf(recent),
    admins: adminsOf(recent),
  };
}

export function isWanted(entry: DeletedEntry, filter: DeletedFilter): boolean {
  const { operation, by, from, network } = filter;
  if (operation !== undefined && entry.operation !== operation) return false;
  if (by !== undefined && entry.by.id !== by) return false;
  if (from !== undefined && entry.deletedAt < from) return false;
  return network === undefined || entry.network === network;
}

/** @param sorted newest first. The product itself isn't one. */
function adminsOf(sorted: readonly DeletedEntry[]): Actor[] {
  const found = new Map<string, Actor>();
  for (const { by } of sorted) if (by.id !== '' && !found.has(by.id)) found.set(by.id, by);
  return [...found.values()];
}

/** @param sorted newest first */
function operationsOf(sorted: readonly DeletedEntry[]): DeletedIn[] {
  const found = new Map<string, { operation: string; people: number; by: string; at: string }>();
  for (const { operation, by, deletedAt: at } of sorted) {
    if (operation === undefined) continue;
    const known = found.get(operation);
    if (known === undefined) found.set(operation, { operation, people: 1, by: by.name, at });
    else known.people += 1;
  }
  return [...found.values()];
}

/** Best first, then last deleted first. @param since milliseconds since 1970 */
export function findDeleted(
  everyone: readonly DeletedEntry[],
  search: Search,
  since: number,
): DeletedEntry[] {
  const ranked = everyone.flatMap((entry) => {
    if (Date.parse(entry.deletedAt) <= since) return [];
    const rank = rankOf(entry.record, search);
    return rank === undefined ? [] : [{ entry, rank }];
  });
  return ranked
    .toSorted(
      (one, other) =>
        one.rank - other.rank ||
        newestFirst(one.entry.deletedAt, other.entry.deletedAt, one.entry.id, other.entry.id),
    )
    .map(({ entry }) => entry);
}

function newestFirst(one: string, other: string, oneId: string, otherId: string): number {
  if (one !== other) return one < other ? 1 : -1;
  return oneId < otherId ? -1 : 1;
}

/** The admin who deleted a person, and the operation, as far as the person's history still has them. */
function deletionOf(person: Person): Pick<HistoryEntry, 'by' | 'operation'> {
  const entry = person.history.find(({ changes }) =>
    changes.some(({ field, after }) => field === 'deleted' && after !== ''),
  );
  return entry ?? { by: person.changedBy };
}
