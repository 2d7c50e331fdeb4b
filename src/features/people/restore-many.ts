import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor } from '../../domain/person.ts';
import { isBusy } from '../../errors.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import type { BulkOutcome, Refusal } from './bulk.ts';

const concurrency = 8;

export type RestoreOutcome =
  | { readonly restored: StoredPerson }
  /** this person has the phone now */
  | { readonly taken: StoredPerson }
  | { readonly gone: true };

interface Restoring {
  get(tenant: string, id: string): Promise<StoredPerson | undefined>;
  restore(tenant: string, by: Actor, id: string, operation?: string): Promise<RestoreOutcome>;
}

/**
 * Restores many, each independently: a person who can't be restored is reported with the reason, and the others
 * go on. People who aren't deleted count as restored, so repeating it continues where it was interrupted.
 */
export async function restoreMany(
  people: Restoring,
  tenant: string,
  by: Actor,
  { ids, operation }: { readonly ids: readonly string[]; readonly operation?: string },
): Promise<BulkOutcome> {
  const wanted = [...new Set(ids)];
  const done: StoredPerson[] = [];
  const refused: { person: StoredPerson; reason: Refusal }[] = [];
  await forEachConcurrent(wanted, concurrency, async (id) => {
    const outcome = await restoreOne(() => people.restore(tenant, by, id, operation));
    if ('restored' in outcome) {
      done.push(outcome.restored);
      return;
    }
    const person = await people.get(tenant, id);
    if (person === undefined) return;
    refused.push({ person, reason: outcome.reason ?? reasonOf(person, outcome) });
  });
  return { done, refused, missing: wanted.length - done.length - refused.length };
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
