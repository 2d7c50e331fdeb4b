import type { OperationKey } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { shardOf } from '../../domain/person-id.ts';
import type { FieldChange } from '../../domain/person.ts';
import { loggedParts, type LoggedPerson } from './sync-log.ts';

/** The changes of a sync to a person, for its undo. */
interface SyncImage {
  readonly changes: readonly FieldChange[];
  readonly written: readonly FieldChange[];
}

/**
 * The changes of a sync to some people, from its kept log. For people it added, their own record tells.
 * @returns a reader for some people of a shard
 */
export function createSyncImages(work: FileStore) {
  return async (
    sync: OperationKey,
    shard: string,
    ids: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, SyncImage>> => {
    const images = new Map<string, SyncImage>();
    for await (const people of loggedParts(work, sync, 'did')) {
      for (const logged of people) {
        const { person = '' } = logged;
        if (!ids.has(person) || shardOf(person) !== shard) continue;
        const changes = changesOf(logged);
        if (changes.length > 0) images.set(person, { changes, written: changes });
      }
    }
    return images;
  };
}

function changesOf({ what, changes }: LoggedPerson): readonly FieldChange[] {
  if (what === 'held' || what === 'added') return [];
  if (what !== 'removed') return changes;
  return [
    { field: 'deleted', before: '', after: 'deleted' },
    { field: 'linked', before: 'entra', after: '' },
  ];
}
