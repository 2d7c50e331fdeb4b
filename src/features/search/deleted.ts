import type { DeletedFilter } from '../../domain/operations/deleted-filter.ts';
import type { Actor, HistoryEntry, Person } from '../../domain/person.ts';
import { listed, type ViewEntry } from './entry.ts';
import { rankOf, searchRecord, type Search } from './search.ts';
import { defined } from '../../lib/defined.ts';

/** The part of a deleted person that lists and searches need. */
export interface DeletedEntry extends Pick<ViewEntry, 'id' | 'network' | 'name' | 'phone'> {
  /** when they were deleted; milliseconds since 1970 */
  readonly at: number;
  /** the admin who deleted them, or the product */
  readonly by: Actor;
  /** the operation that deleted them, if any */
  readonly operation?: string | undefined;
  /** folded: see search.ts */
  readonly record: string;
}

/** People deleted in one operation. */
export interface DeletedIn {
  readonly operation: string;
  readonly people: number;
  readonly by: string;
  /** the last deletion in it; milliseconds since 1970 */
  readonly at: number;
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
    ...{ id, network, name, phone, at: Date.parse(deletedAt), by, record: searchRecord(one) },
    ...defined({ operation }),
  };
}

export function pageOfDeleted(
  everyone: readonly DeletedEntry[],
  { since, page, size, ...filter }: DeletedQuery,
): DeletedPage {
  const recent = everyone.filter(({ at }) => at > since);
  const isIn = wantedBy(filter);
  const wanted = recent.filter(isIn);
  const pages = Math.max(1, Math.ceil(wanted.length / size));
  const current = Math.min(Math.max(0, page), pages - 1);
  return {
    entries: newestOf(wanted, current * size, size),
    total: wanted.length,
    page: current,
    pages,
    operations: operationsOf(recent),
    admins: adminsOf(recent),
  };
}

/** A part of all in the order of their deletion, last deleted first. Only the part is sorted by more than its moments. */
function newestOf(all: readonly DeletedEntry[], from: number, size: number): DeletedEntry[] {
  const moments = Float64Array.from(all, ({ at }) => -at).sort();
  const first = -(moments[from] ?? 0);
  const last = -(moments[Math.min(from + size, all.length) - 1] ?? 0);
  const those = all.filter(({ at }) => at <= first && at >= last).toSorted(newestFirst);
  const start = from - moments.indexOf(-first);
  return those.slice(start, start + size);
}

export function wantedBy({ operation, by, from, network }: DeletedFilter) {
  const fromMs = from === undefined ? -Infinity : Date.parse(from);
  return (entry: DeletedEntry): boolean =>
    entry.at >= fromMs &&
    (operation === undefined || entry.operation === operation) &&
    (by === undefined || entry.by.id === by) &&
    (network === undefined || entry.network === network);
}

/** The last one first. The product itself isn't one. */
function adminsOf(recent: readonly DeletedEntry[]): Actor[] {
  const found = new Map<string, { by: Actor; at: number }>();
  for (const { by, at } of recent) {
    const known = found.get(by.id);
    if (known === undefined) found.set(by.id, { by, at });
    else if (known.at < at) Object.assign(known, { by, at });
  }
  found.delete('');
  return [...found.values()].toSorted((one, other) => other.at - one.at).map(({ by }) => by);
}

/** The newest first. */
function operationsOf(recent: readonly DeletedEntry[]): DeletedIn[] {
  const found = new Map<string, { operation: string; people: number; by: string; at: number }>();
  for (const { operation, by, at } of recent) {
    if (operation === undefined) continue;
    const known = found.get(operation);
    if (known === undefined) found.set(operation, { operation, people: 1, by: by.name, at });
    else {
      known.people += 1;
      known.at = Math.max(known.at, at);
    }
  }
  return [...found.values()].toSorted((one, other) => other.at - one.at);
}

/** Best first, then last deleted first. @param since milliseconds since 1970 */
export function findDeleted(
  everyone: readonly DeletedEntry[],
  search: Search,
  since: number,
): DeletedEntry[] {
  const ranked = everyone.flatMap((entry) => {
    if (entry.at <= since) return [];
    const rank = rankOf(entry.record, search);
    return rank === undefined ? [] : [{ entry, rank }];
  });
  return ranked
    .toSorted((one, other) => one.rank - other.rank || newestFirst(one.entry, other.entry))
    .map(({ entry }) => entry);
}

function newestFirst(one: DeletedEntry, other: DeletedEntry): number {
  if (one.at !== other.at) return other.at - one.at;
  return one.id < other.id ? -1 : 1;
}

/** The admin who deleted a person, and the operation, as far as the person's history still has them. */
function deletionOf(person: Person): Pick<HistoryEntry, 'by' | 'operation'> {
  const entry = person.history.find(({ changes }) =>
    changes.some(({ field, after }) => field === 'deleted' && after !== ''),
  );
  return entry ?? { by: person.changedBy };
}
