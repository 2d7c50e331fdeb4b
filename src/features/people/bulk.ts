import type { AuditEntry } from '../../domain/audit.ts';
import type { Network } from '../../domain/network.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, FieldChange } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { changeOf, makeChange, type ChangeDeps } from './change.ts';

export interface BulkOutcome {
  readonly done: readonly StoredPerson[];
  readonly refused: readonly { readonly person: StoredPerson; readonly reason: Refusal }[];
  /** how many of the ids are nobody's */
  readonly missing: number;
}

type Refusal = 'linked' | 'already-there' | 'deleted' | 'changed-meanwhile';

export interface Bulk {
  move(tenant: string, by: Actor, ids: readonly string[], network: Network): Promise<BulkOutcome>;
  remove(tenant: string, by: Actor, ids: readonly string[]): Promise<BulkOutcome>;
}

const maxPeople = 100;
const concurrency = 8;
/** How often one person is looked at again because someone else changed them at that moment. */
const rounds = 5;

/** What is to be changed in a person, decided on their latest state; or why not. */
type Decide = (person: StoredPerson) => FieldChange | Refusal;

/** The same change for many people, each for themselves: one who can't be changed is named and stops nobody else. */
export function createBulk(
  deps: ChangeDeps,
  get: (tenant: string, id: string) => Promise<StoredPerson | undefined>,
): Bulk {
  async function one(
    tenant: string,
    by: Actor,
    id: string,
    what: AuditEntry['what'],
    decide: Decide,
  ): Promise<{ person: StoredPerson; refusal?: Refusal } | undefined> {
    for (let round = 1; ; round += 1) {
      const person = await get(tenant, id);
      if (person === undefined) return undefined;
      const decided = decide(person);
      if (typeof decided === 'string') return { person, refusal: decided };
      if (round > rounds) return { person, refusal: 'changed-meanwhile' };
      const change = changeOf(person, [decided], by, deps.now());
      if ((await makeChange(deps, { tenant, by, what, ...change })) !== 'written') continue;
      return { person: (await get(tenant, id)) ?? { ...change.person, etag: '' } };
    }
  }

  async function all(
    tenant: string,
    by: Actor,
    ids: readonly string[],
    what: AuditEntry['what'],
    decide: Decide,
  ): Promise<BulkOutcome> {
    const wanted = [...new Set(ids)];
    if (wanted.length > maxPeople) throw new AppError('too-many-people', { most: maxPeople });
    const done: StoredPerson[] = [];
    const refused: { person: StoredPerson; reason: Refusal }[] = [];
    for (let from = 0; from < wanted.length; from += concurrency) {
      const few = wanted.slice(from, from + concurrency);
      const results = await Promise.all(few.map((id) => one(tenant, by, id, what, decide)));
      for (const result of results) {
        if (result === undefined) continue;
        if (result.refusal === undefined) done.push(result.person);
        else refused.push({ person: result.person, reason: result.refusal });
      }
    }
    return { done, refused, missing: wanted.length - done.length - refused.length };
  }

  return {
    move: (tenant, by, ids, network) =>
      all(tenant, by, ids, 'person-moved', (person) => {
        if (person.deletedAt !== undefined) return 'deleted';
        if (person.network === network) return 'already-there';
        if (person.linked && network === 'Others') return 'linked';
        return { field: 'network', before: person.network, after: network };
      }),
    remove: (tenant, by, ids) =>
      all(tenant, by, ids, 'person-deleted', (person) => {
        if (person.deletedAt !== undefined) return 'deleted';
        if (person.linked) return 'linked';
        return { field: 'deleted', before: '', after: new Date(deps.now()).toISOString() };
      }),
  };
}
