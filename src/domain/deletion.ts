import type { HistoryEntry, Person } from './person.ts';

/** The admin who deleted a person, and the operation, as far as the person's history still has them. */
export function deletionOf(person: Person): Pick<HistoryEntry, 'by' | 'operation'> {
  const entry = person.history.find(({ changes }) =>
    changes.some(({ field, after }) => field === 'deleted' && after !== ''),
  );
  return entry ?? { by: person.changedBy };
}
