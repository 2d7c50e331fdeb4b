import { changed, momentAfter } from '../../../domain/changed-person.ts';
import type { StoredPerson } from '../../../domain/people-store.ts';
import type { Actor, FieldChange, HistoryEntry, Person } from '../../../domain/person.ts';

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
 * of now, so that they can be restored for the usual time.
 * @param entry the operation's changes; undefined: it added them
 */
export function restoreValues(
  person: StoredPerson,
  entry: HistoryEntry | undefined,
  { operation, undoes, by, now }: PuttingBack,
): Person {
  const at = momentAfter(person, now);
  const gone: FieldChange = { field: 'deleted', before: '', after: at };
  const changes = (entry?.changes ?? []).map(({ field, before, after }): FieldChange => {
    if (field === 'deleted' && after === '') return gone;
    return { field, before: after, after: field === 'deleted' ? '' : before };
  });
  return changed(person, entry === undefined ? [gone] : changes, by, at, { operation, undoes });
}

/** The result of a restoration, as the undo counts it. */
export function outcomeOf({
  changes,
}: Pick<HistoryEntry, 'changes'>): 'back' | 'removed' | 'updated' {
  const deleted = changes.find(({ field }) => field === 'deleted');
  if (deleted === undefined) return 'updated';
  return deleted.after === '' ? 'back' : 'removed';
}
