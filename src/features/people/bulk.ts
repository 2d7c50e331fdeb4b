import type { AuditEntry } from '../../domain/audit.ts';
import type { Network } from '../../domain/network.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange } from '../../domain/person.ts';
import { AppError, isBusy } from '../../errors.ts';
import { defined } from '../../lib/defined.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import { changeOf, makeChange, type ChangeDeps } from './change.ts';
import { changeMany, type BulkOutcome, type One, type Refusal } from './change-many.ts';

/** Each takes at most 100 ids, and the operation in which it is done, if there is one. */
export interface Bulk {
  move(
    tenant: string,
    by: Actor,
    ids: readonly string[],
    network: Network,
    operation?: string,
  ): Promise<BulkOutcome>;
  remove(
    tenant: string,
    by: Actor,
    ids: readonly string[],
    operation?: string,
  ): Promise<BulkOutcome>;
}

export const maxBulkPeople = 100;
/** Others in the list are waiting. */
const patienceMs = 1_000;

/** The change of a person, decided on their latest state, or the reason against it. */
type Decide = (person: StoredPerson) => FieldChange | Refusal;

interface Wanted {
  readonly what: AuditEntry['what'];
  readonly operation?: string | undefined;
}

/** Makes the same change to many people independently: one who can't be changed is reported, and the others go on. */
export function createBulk(
  deps: ChangeDeps,
  get: (tenant: string, id: string) => Promise<StoredPerson | undefined>,
): Bulk {
  async function one(
    tenant: string,
    by: Actor,
    id: string,
    { what, operation }: Wanted,
    decide: Decide,
  ): Promise<One | undefined> {
    let last: StoredPerson | undefined;
    const change = async () => {
      const person = await get(tenant, id);
      last = person;
      if (person === undefined) return undefined;
      const decided = decide(person);
      if (typeof decided === 'string') return { person, refusal: decided };
      const within = defined({ operation });
      const made = { ...within, via: 'admin' } as const;
      const change = changeOf(person, [decided], by, deps.now(), made);
      if ((await makeChange(deps, { tenant, by, what, ...within, ...change })) !== 'written')
        return 'conflict';
      return { person: (await get(tenant, id)) ?? { ...change.person, etag: '' } };
    };
    try {
      return await retryOnConflict('a person', change, { patienceMs });
    } catch (error) {
      if (last === undefined || !isBusy(error)) throw error;
      return { person: last, refusal: 'changed-meanwhile' };
    }
  }

  async function all(
    tenant: string,
    by: Actor,
    ids: readonly string[],
    change: Wanted,
    decide: Decide,
  ): Promise<BulkOutcome> {
    if (new Set(ids).size > maxBulkPeople)
      throw new AppError('too-many-people', { most: maxBulkPeople });
    return changeMany(deps, ids, {
      ...{ tenant, by, ...change },
      decide(person) {
        const decided = decide(person);
        return typeof decided === 'string' ? { person, refusal: decided } : decided;
      },
      alone: (id) => one(tenant, by, id, change, decide),
    });
  }

  return {
    move: (tenant, by, ids, network, operation) =>
      all(tenant, by, ids, { what: 'person-moved', operation }, (person) => {
        if (person.deletedAt !== undefined) return 'deleted';
        if (person.network === network) return 'already-there';
        if (person.linked && network === 'Others') return 'linked';
        return { field: 'network', before: person.network, after: network };
      }),
    remove: (tenant, by, ids, operation) =>
      all(tenant, by, ids, { what: 'person-deleted', operation }, (person) => {
        if (person.deletedAt !== undefined) return 'deleted';
        if (person.linked) return 'linked';
        return { field: 'deleted', before: '', after: new Date(deps.now()).toISOString() };
      }),
  };
}
