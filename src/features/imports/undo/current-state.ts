import {
  maxHistoryLength,
  type FieldChange,
  type HistoryEntry,
  type Person,
} from '../../../domain/person.ts';
import { defined } from '../../../lib/defined.ts';

/**
 * A person's state compared with an operation that wrote people: as it left them, changed since, reverted
 * already, or not written by it. The person's own record tells, since each change carries its operation, in the
 * same write. If the record doesn't reach back that far, before-image.ts helps.
 */
export type CurrentState =
  /** @property entry the operation's changes; absent: it added them */
  | { readonly is: 'as-left'; readonly entry?: HistoryEntry }
  /** @property since what was changed afterwards, newest first */
  | {
      readonly is: 'changed-since';
      readonly entry?: HistoryEntry;
      readonly since: readonly HistoryEntry[];
    }
  | { readonly is: 'put-back' }
  | { readonly is: 'not-written' }
  /** @property since what the record still has of later changes, newest first, without what was taken back */
  | { readonly is: 'not-known'; readonly since: readonly HistoryEntry[] };

/** @param operation id of an import, a sync, a bulk change, or an undo */
export function standingTo(operation: string, person: Person): CurrentState {
  const takenBack = new Set<string | undefined>();
  const mine: HistoryEntry[] = [];
  const since: HistoryEntry[] = [];
  // Older than the newest of its own: of account only when another one of its own is older still.
  const between: HistoryEntry[] = [];
  for (const entry of person.history) {
    const isTakenBack = takenBack.has(entry.operation);
    if (entry.operation === operation) {
      if (isTakenBack) return { is: 'put-back' };
      mine.push(entry);
      since.push(...between.splice(0));
      continue;
    }
    // An undone operation and its undo cancel out.
    if (isTakenBack) continue;
    if (entry.undoes !== undefined) takenBack.add(entry.undoes);
    else (mine.length === 0 ? since : between).push(entry);
  }
  const state = (entry?: HistoryEntry): CurrentState =>
    since.length === 0
      ? { is: 'as-left', ...defined({ entry }) }
      : { is: 'changed-since', ...defined({ entry }), since };
  if (wasAddedIn(operation, person)) {
    if (takenBack.has(operation)) return { is: 'put-back' };
    since.push(...between.splice(0));
    return state();
  }
  if (mine.length > 0) return state(asOne(mine));
  if (takenBack.has(operation)) return { is: 'put-back' };
  // A full record has lost its oldest changes, and one with very long values even its newest.
  const isKnown = person.history.length < maxHistoryLength && person.changedIn !== operation;
  return isKnown ? { is: 'not-written' } : { is: 'not-known', since };
}

/** Older syncs left no mark on whom they added but that of their last write. */
function wasAddedIn(
  operation: string,
  { addedIn, changedIn, addedAt, changedAt }: Person,
): boolean {
  return addedIn === operation || (changedIn === operation && addedAt === changedAt);
}

/** An operation's changes to a person, if it wrote them; undefined if it added them. */
export function entryOf(operation: string, { history }: Person): HistoryEntry | undefined {
  const mine = history.filter((entry) => entry.operation === operation);
  return mine.length === 0 ? undefined : asOne(mine);
}

/** Several changes that one operation made, as one. @param entries newest first, at least one */
function asOne(entries: readonly HistoryEntry[]): HistoryEntry {
  const [newest] = entries as readonly [HistoryEntry, ...HistoryEntry[]];
  const changes = new Map<FieldChange['field'], FieldChange>();
  for (const change of entries.toReversed().flatMap((entry) => entry.changes)) {
    const first = changes.get(change.field);
    changes.set(change.field, { ...change, before: first?.before ?? change.before });
  }
  const { accountBefore } = entries.findLast((entry) => entry.accountBefore !== undefined) ?? {};
  return {
    ...newest,
    changes: [...changes.values()].filter(({ before, after }) => before !== after),
    ...defined({ accountBefore }),
  };
}
