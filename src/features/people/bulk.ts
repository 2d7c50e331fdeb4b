import type { AuditEntry } from '../../domain/audit.ts';
import type { Network } from '../../domain/network.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange } from '../../domain/person.ts';
import { AppError, isBusy } from '../../errors.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import { changeOf, makeChange, type ChangeDeps } from './change.ts';

export interface BulkOutcome {
  readonly done: readonly StoredPerson[];
  readonly refused: readonly { readonly person: StoredPerson; readonly reason: Refusal }[];
  /** number of ids without a person */
  readonly missing: number;
  /** the record in the history, where several were changed */
  readonly operation?: string;
}

export type Refusal =
  | 'linked'
  | 'already-there'
  | 'deleted'
  | 'changed-meanwhile'
  /** when restoring: the phone belongs to someone else now; the person was merged into another; it is too late */
  | 'phone-taken'
  | 'merged'
  | 'too-late';

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
const concurrency = 8;
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
  ): Promise<{ person: StoredPerson; refusal?: Refusal } | undefined> {
    let last: StoredPerson | undefined;
    const change = async () => {
      const person = await get(tenant, id);
      last = person;
      if (person === undefined) return undefined;
      const decided = decide(person);
      if (typeof decided === 'string') return { person, refusal: decided };
      const within = operation === undefined ? {} : { operation };
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
    const wanted = [...new Set(ids)];
    if (wanted.length > maxBulkPeople)
      throw new AppError('too-many-people', { most: maxBulkPeople });
    const done: StoredPerson[] = [];
    const refused: { person: StoredPerson; reason: Refusal }[] = [];
    for (let from = 0; from < wanted.length; from += concurrency) {
      const few = wanted.slice(from, from + concurrency);
      const results = await Promise.all(few.map((id) => one(tenant, by, id, change, decide)));
      for (const result of results) {
        if (result === undefined) continue;
        if (result.refusal === undefined) done.push(result.person);
        else refused.push({ person: result.person, reason: result.refusal });
      }
    }
    return { done, refused, missing: wanted.length - done.length - refused.length };
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
