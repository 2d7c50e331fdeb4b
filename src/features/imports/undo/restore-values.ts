import { changed, momentAfter } from '../../../domain/changed-person.ts';
import type { StoredPerson } from '../../../domain/people-store.ts';
import {
  accountOf,
  type AccountFacts,
  type Actor,
  type FieldChange,
  type HistoryEntry,
  type Person,
} from '../../../domain/person.ts';

interface PuttingBack {
  /** id of the undo */
  readonly operation: string;
  /** id of the undone operation */
  readonly undoes: string;
  readonly by: Actor;
  /** milliseconds since 1970 */
  readonly now: number;
}

/**
 * The person as before an operation. People it added are deleted, and people it restored are deleted again: as
 * of now, so that they can be restored for the usual time. Deleted people aren't linked.
 * @param entry the operation's changes; undefined: it added them
 */
export function restoreValues(
  person: StoredPerson,
  entry: HistoryEntry | undefined,
  { operation, undoes, by, now }: PuttingBack,
): Person {
  const at = momentAfter(person, now);
  const gone: FieldChange = { field: 'deleted', before: '', after: at };
  const unlinked: FieldChange = { field: 'linked', before: person.source, after: '' };
  const added = person.linked ? [gone, unlinked] : [gone];
  const turned = entry?.changes.map(({ field, before, after }): FieldChange => {
    if (field === 'deleted' && after === '') return gone;
    return { field, before: after, after: before };
  });
  const changes = turned ?? added;
  const account = accountAfter(person, entry, changes);
  if (account === undefined) return changed(person, changes, by, at, { operation, undoes });
  const within = { operation, undoes, accountBefore: accountOf(person) };
  const { entraId: _entraId, locked: _locked, ...made } = changed(person, changes, by, at, within);
  return { ...made, ...account };
}

/** The account facts of a reverted person; undefined: unchanged. */
function accountAfter(
  person: StoredPerson,
  entry: HistoryEntry | undefined,
  changes: readonly FieldChange[],
): AccountFacts | undefined {
  if (entry?.accountBefore !== undefined) return entry.accountBefore;
  const linked = changes.find(({ field }) => field === 'linked');
  if (linked === undefined) return undefined;
  const { locked: _locked, ...account } = accountOf(person);
  return { ...account, linked: linked.after !== '' };
}

/** The result of a restoration, as the undo counts it. */
export function outcomeOf({
  changes,
}: Pick<HistoryEntry, 'changes'>): 'back' | 'removed' | 'updated' {
  const deleted = changes.find(({ field }) => field === 'deleted');
  if (deleted === undefined) return 'updated';
  return deleted.after === '' ? 'back' : 'removed';
}
