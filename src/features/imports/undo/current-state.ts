import { maxHistoryLength, type HistoryEntry, type Person } from '../../../domain/person.ts';

/**
 * A person's state compared with an operation that wrote people: as it left them, changed since, reverted
 * already, or not written by it. The person's own record tells, since each change carries its operation, in the
 * same write.
 */
export type CurrentState =
  /** @property entry the operation's changes; absent: it added them */
  | { readonly is: 'as-left'; readonly entry?: HistoryEntry }
  /** @property since later changes, newest first; empty if the record doesn't reach back that far */
  | {
      readonly is: 'changed-since';
      readonly entry?: HistoryEntry;
      readonly since: readonly HistoryEntry[];
    }
  | { readonly is: 'put-back' }
  | { readonly is: 'not-written' };

/** @param operation id of an import, or of an undo */
export function standingTo(operation: string, person: Person): CurrentState {
  const takenBack = new Set<string>();
  const since: HistoryEntry[] = [];
  for (const entry of person.history) {
    const isTakenBack = entry.operation !== undefined && takenBack.has(entry.operation);
    if (entry.operation === operation) {
      if (isTakenBack) return { is: 'put-back' };
      return since.length === 0 ? { is: 'as-left', entry } : { is: 'changed-since', entry, since };
    }
    // An undone operation and its undo cancel out.
    if (isTakenBack) continue;
    if (entry.undoes === undefined) since.push(entry);
    else takenBack.add(entry.undoes);
  }
  if (person.addedIn === operation) {
    if (takenBack.has(operation)) return { is: 'put-back' };
    return since.length === 0 ? { is: 'as-left' } : { is: 'changed-since', since };
  }
  if (takenBack.has(operation)) return { is: 'put-back' };
  // A full record has lost its oldest changes, and one with very long values even its newest.
  const isKnown = person.history.length < maxHistoryLength && person.changedIn !== operation;
  return isKnown ? { is: 'not-written' } : { is: 'changed-since', since: [] };
}

/** An operation's changes to a person, if it wrote them; undefined if it added them. */
export function entryOf(operation: string, { history }: Person): HistoryEntry | undefined {
  return history.find((entry) => entry.operation === operation);
}
