import type { ChangeFeed, StoredPerson } from '../../domain/people-store.ts';
import type { Actor } from '../../domain/person.ts';
import { isBusy } from '../../errors.ts';
import type { ChangeDeps } from './change.ts';
import { changeMany, type BulkOutcome, type One, type Refusal } from './change-many.ts';
import { phoneTaken } from './states.ts';

export type RestoreOutcome =
  | { readonly restored: StoredPerson }
  /** this person has the phone now */
  | { readonly taken: StoredPerson }
  | { readonly gone: true };

interface Restoring {
  get(tenant: string, id: string): Promise<StoredPerson | undefined>;
  restore(tenant: string, by: Actor, id: string, operation?: string): Promise<RestoreOutcome>;
}

export interface RestoringWithin {
  /** the one in which it is done, if there is one */
  readonly operation?: string;
  /** the change feed has their whole shards */
  readonly isNoted?: boolean;
}

const notedAlready: ChangeFeed = {
  people: () => Promise.resolve(),
  shard: () => Promise.resolve(),
};

/**
 * Restores many, each independently: a person who can't be restored is reported with the reason, and the others
 * go on. People who aren't deleted count as restored, so repeating it continues where it was interrupted.
 * @param isInTime whether a person who was deleted then (ISO 8601, UTC) can still be restored
 */
export function restoreMany(
  deps: ChangeDeps,
  people: Restoring & { isInTime(deletedAt: string): boolean },
  tenant: string,
  {
    by,
    ids,
    operation,
    isNoted = false,
  }: RestoringWithin & { readonly by: Actor; readonly ids: readonly string[] },
): Promise<BulkOutcome> {
  return changeMany(isNoted ? { ...deps, changeFeed: notedAlready } : deps, ids, {
    ...{ tenant, by, what: 'person-restored', operation },
    decide(person) {
      const { deletedAt, mergedInto } = person;
      if (deletedAt === undefined) return { person };
      const isPlain = mergedInto === undefined && phoneTaken(person) === undefined;
      if (!isPlain || !people.isInTime(deletedAt)) return 'alone';
      return { field: 'deleted', before: deletedAt, after: '' };
    },
    async alone(id): Promise<One | undefined> {
      const outcome = await restoreOne(() => people.restore(tenant, by, id, operation));
      if ('restored' in outcome) return { person: outcome.restored };
      const person = await people.get(tenant, id);
      if (person === undefined) return undefined;
      return { person, refusal: outcome.reason ?? reasonOf(person, outcome) };
    },
  });
}

type Outcome = RestoreOutcome & { readonly reason?: Refusal };

async function restoreOne(restore: () => Promise<RestoreOutcome>): Promise<Outcome> {
  try {
    return await restore();
  } catch (error) {
    if (!isBusy(error)) throw error;
    return { gone: true, reason: 'changed-meanwhile' };
  }
}

function reasonOf(person: StoredPerson, outcome: Outcome): Refusal {
  if (person.mergedInto !== undefined) return 'merged';
  return 'taken' in outcome ? 'phone-taken' : 'too-late';
}
