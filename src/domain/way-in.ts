import type { Operation } from './operations/operation.ts';
import type { Person, Source } from './person.ts';

/** How a person came into the directory, and by whom. */
export interface WayIn {
  /** `admin` also where an older record doesn't tell */
  readonly way: Source | 'import';
  /** a name; absent where an older record doesn't tell */
  readonly by?: string;
}

/** @param operation the record of the import or sync that added them */
export function wayIn(person: Person, operation: Operation | undefined): WayIn {
  const { addedBy, addedAt, changedAt, changedBy } = person;
  const unchanged = addedAt === changedAt ? changedBy : undefined;
  const by = (addedBy ?? operation?.confirmedBy ?? operation?.by ?? unchanged)?.name;
  const named = by === undefined ? {} : { by };
  if (operation !== undefined) {
    return { way: operation.kind === 'sync' ? 'entra' : 'import', ...named };
  }
  return { way: firstSource(person), ...named };
}

/** The source that they had at first: an account that was linked later changes it. */
function firstSource({ source, history, addedIn }: Person): Source {
  const before = history.findLast(({ accountBefore }) => accountBefore !== undefined);
  if (before?.accountBefore !== undefined) return before.accountBefore.source;
  const wasLinked = history.some(({ changes }) => changes.some(({ field }) => field === 'linked'));
  // Older records of people who were linked, or synced, later on say that only of now.
  if (wasLinked || (source === 'entra' && addedIn === undefined)) return 'admin';
  return source;
}
