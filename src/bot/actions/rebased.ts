import type { FormValues } from '../../cards/card-inputs.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { isPersonFact, type HistoryEntry } from '../../domain/person.ts';

/**
 * The typed values on top of what someone else saved meanwhile. A field that this form didn't change takes the
 * other one's value; otherwise saving would silently undo their change.
 */
export function rebased(
  typed: FormValues,
  now: StoredPerson,
  since: readonly HistoryEntry[],
): FormValues {
  const values = { ...typed };
  // Entries are newest first, so the last one seen holds the value from when the form was made.
  const before = new Map(
    since.flatMap(({ changes }) => changes.map((change) => [change.field, change.before])),
  );
  for (const [field, was] of before) {
    if (isPersonFact(field) || values[field] === undefined) continue;
    if (values[field] === was) values[field] = now.fields[field] ?? '';
  }
  return values;
}
