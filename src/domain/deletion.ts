import type { HistoryEntry, Person } from './person.ts';

/** By whom a deleted person was deleted, and in which operation, as far as their history still says so. */
export function deletionOf(person: Person): Pick<HistoryEntry, 'by' | 'operation'> {
  const entry = person.history.find(({ changes }) =>
    changes.some(({ field, after }) => field === 'deleted' && after !== ''),
  );
  return entry ?? { by: person.changedBy };
}
