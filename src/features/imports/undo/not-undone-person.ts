import type { AttributeKey } from '../../../domain/attributes.ts';
import type { StoredPerson } from '../../../domain/people-store.ts';
import {
  isPersonFact,
  nameOf,
  type FieldChange,
  type HistoryEntry,
  type PersonFact,
} from '../../../domain/person.ts';
import { defined } from '../../../lib/defined.ts';

/** A person whom an undo left as they are, since they were changed after the import: with the values before and now. */
export interface NotUndonePerson {
  readonly name: string;
  readonly phone: string;
  /** the last person to change them, and when (ISO 8601, UTC) */
  readonly changedBy: string;
  readonly changedAt: string;
  readonly values: readonly LeftValue[];
  /** why, if not for a later change of theirs */
  readonly why?: NotUndoneReason;
}

/** `phoneTaken`: someone else has the number that they would get back; `busy`: others kept changing them meanwhile */
export type NotUndoneReason = 'phoneTaken' | 'busy';

interface LeftValue {
  readonly field: AttributeKey | PersonFact;
  /** before the import */
  readonly before: string;
  /** as the import left it */
  readonly written: string;
  readonly now: string;
}

/**
 * @param entry the import's changes; absent: it added the person, or the record no longer has them
 * @param since later changes, newest first
 */
export function notUndonePerson(
  person: StoredPerson,
  entry: HistoryEntry | undefined,
  since: readonly HistoryEntry[],
  why?: NotUndoneReason,
): NotUndonePerson {
  const values = new Map<FieldChange['field'], LeftValue>();
  for (const { field, before, after } of entry?.changes ?? []) {
    values.set(field, { field, before, written: after, now: after });
  }
  for (const { field, before } of since.toReversed().flatMap(({ changes }) => changes)) {
    if (values.has(field)) continue;
    // The import didn't change this value, or added the person with it.
    values.set(field, {
      field,
      before: entry === undefined ? '' : before,
      written: before,
      now: before,
    });
  }
  return {
    name: nameOf(person.fields),
    phone: person.fields.phone ?? '',
    changedBy: person.changedBy.name,
    changedAt: person.changedAt,
    values: [...values.values()].map((value) => ({ ...value, now: valueOf(person, value) })),
    ...defined({ why }),
  };
}

function valueOf(person: StoredPerson, { field, now }: LeftValue): string {
  if (field === 'network') return person.network;
  if (field === 'deleted') return person.deletedAt ?? '';
  return isPersonFact(field) ? now : (person.fields[field] ?? '');
}
