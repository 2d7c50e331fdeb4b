import { erasedValue, type Erased } from '../../domain/erasure.ts';
import type { ChangeFeed, PeopleStore } from '../../domain/people-store.ts';
import { shardOf } from '../../domain/person-id.ts';
import { isPersonFact, type FieldChange, type HistoryEntry } from '../../domain/person.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';

/**
 * Removes an erased person from somebody else's history: they had been merged by mistake, and their values stand
 * in the merge and in its undoing. Idempotent.
 */
export function createEraseFromHistory({
  store,
  changeFeed,
}: {
  readonly store: Pick<PeopleStore, 'read' | 'write'>;
  readonly changeFeed: ChangeFeed;
}) {
  return async (id: string, erased: Erased): Promise<void> => {
    const { tenant } = erased;
    const shard = shardOf(id);
    await retryOnConflict('the history of a person', async () => {
      const there = (await store.read(tenant, shard, [id])).get(id);
      if (there === undefined) return 'done';
      const { etag, ...person } = there;
      const history = person.history.map((entry) => withoutThem(entry, erased));
      if (history.every((entry, place) => entry === person.history[place])) return 'done';
      await changeFeed.people(tenant, [id]);
      const write = { type: 'update', person: { ...person, history }, etag } as const;
      return (await store.write(tenant, shard, [write])) === 'written' ? 'done' : 'conflict';
    });
  };
}

function withoutThem(entry: HistoryEntry, { ids, reference }: Erased): HistoryEntry {
  const isThem = ({ field, before }: FieldChange) => field === 'merged' && ids.has(before);
  if (!entry.changes.some(isThem)) return entry;
  const erased = (value: string) => (value === '' ? '' : erasedValue);
  return {
    ...entry,
    changes: entry.changes.map((change) => {
      if (isThem(change)) return { ...change, before: reference, after: erased(change.after) };
      if (isPersonFact(change.field)) return change;
      return { ...change, before: erased(change.before), after: erased(change.after) };
    }),
  };
}
