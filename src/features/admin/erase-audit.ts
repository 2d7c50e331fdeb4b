import type { AuditEntry, AuditedEvent } from '../../domain/audit.ts';
import {
  erasedValue,
  type EraseTraces,
  type Erased,
  type FindTraces,
} from '../../domain/erasure.ts';
import { isPersonFact, type FieldChange } from '../../domain/person.ts';
import { monthsBack } from './audit.ts';
import type { AuditRewriter, AuditStore } from './ports.ts';

const inBatch = 100;
/** Their entries name a second person among the values, by which the store can't look. */
const ofTwo: readonly AuditedEvent[] = [
  'people-merged',
  'merge-undone',
  'duplicate-dismissed',
  'duplicate-shown-again',
];

/**
 * Replaces a person in the audit by a reference. Who did what, when and to which attribute stays. The person
 * and the values don't. The audit has no index by person. So the store looks through all of it, and gives out few.
 */
export function createAuditErasure({
  store,
  eraseFromHistory,
  now,
}: {
  readonly store: Pick<AuditStore, 'firstMonth' | 'read'> & AuditRewriter;
  /** Removes them from the history of a person with whom they were merged by mistake. Idempotent. */
  readonly eraseFromHistory: (person: string, erased: Erased) => Promise<void>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}): EraseTraces {
  return async (erased, signal) => {
    const { tenant } = erased;
    const first = await store.firstMonth(tenant);
    const only = { subjects: erased.ids, events: ofTwo };
    for (const month of monthsBack(now(), first)) {
      for await (const page of store.read(tenant, month, only)) {
        signal.throwIfAborted();
        // First, since only the entry leads there.
        for (const entry of page) {
          const { subject } = entry;
          const isOther = subject.type === 'person' && !erased.ids.has(subject.id);
          if (isOther && namesMerged(entry, erased)) await eraseFromHistory(subject.id, erased);
        }
        const changed = page.flatMap((entry) => withoutPerson(entry, erased) ?? []);
        for (let from = 0; from < changed.length; from += inBatch) {
          await store.replace(tenant, changed.slice(from, from + inBatch));
        }
      }
    }
    return 'done';
  };
}

/** Reads the entries about a person: those of their records and their role, and those that name them in a pair. */
export function createAuditFindings(
  store: Pick<AuditStore, 'firstMonth' | 'read'>,
  now: () => number,
): FindTraces {
  return async ({ tenant, ids, accounts }, signal) => {
    const found: AuditEntry[] = [];
    const only = { subjects: new Set([...ids, ...accounts]), events: ofTwo };
    for (const month of monthsBack(now(), await store.firstMonth(tenant))) {
      for await (const page of store.read(tenant, month, only)) {
        signal.throwIfAborted();
        found.push(
          ...page.filter(
            (entry) =>
              ids.has(entry.subject.id) ||
              accounts.has(entry.subject.id) ||
              entry.changes.some((change) => isNamed(change, ids)),
          ),
        );
      }
    }
    return found;
  };
}

function isNamed({ field, before }: AuditEntry['changes'][number], ids: Erased['ids']): boolean {
  return (field === 'merged' || field === 'duplicate') && ids.has(before);
}

/** @returns undefined for an entry that doesn't concern them */
function withoutPerson(
  entry: AuditEntry,
  { ids, reference }: Pick<Erased, 'ids' | 'reference'>,
): AuditEntry | undefined {
  const { subject, changes } = entry;
  if (subject.type === 'person' && ids.has(subject.id)) {
    return {
      ...entry,
      subject: { type: 'person', id: reference },
      changes: changes.map(withoutValues),
    };
  }
  if (!changes.some((change) => isNamed(change, ids))) return undefined;
  const isMerge = namesMerged(entry, { ids });
  return {
    ...entry,
    changes: changes.map((change) => {
      if (!isNamed(change, ids)) return isMerge ? withoutValues(change) : change;
      return { ...change, before: reference, after: change.after === '' ? '' : erasedValue };
    }),
  };
}

/** Whether it is about a merge with them, or its undoing: then its other values were theirs too. */
function namesMerged({ changes }: AuditEntry, { ids }: Pick<Erased, 'ids'>): boolean {
  return changes.some(({ field, before }) => field === 'merged' && ids.has(before));
}

/** A move or a deletion doesn't reveal who the person was. */
function withoutValues<Change extends AuditEntry['changes'][number]>(change: Change): Change {
  const field = change.field as FieldChange['field'];
  if (isPersonFact(field) && field !== 'merged') return change;
  const erased = (value: string) => (value === '' ? '' : erasedValue);
  return { ...change, before: erased(change.before), after: erased(change.after) };
}
