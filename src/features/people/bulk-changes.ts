import { randomBytes } from 'node:crypto';
import type { BulkFacts } from '../../domain/operations/bulk-facts.ts';
import { noCounts, operationId, type Operation } from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import { shardOf } from '../../domain/person-id.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import type { Network } from '../../domain/network.ts';
import type { Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { beginOperation } from '../../jobs/begin-operation.ts';
import { changeOperation } from '../../jobs/change-operation.ts';
import { maxBulkPeople, type Bulk } from './bulk.ts';
import type { BulkOutcome } from './change-many.ts';
import type { People } from './people.ts';
import { defined } from '../../lib/defined.ts';

/** The admin who changes people, and the language of what they are told later. */
interface Asking {
  readonly by: Actor;
  readonly locale: string;
  /** IANA name */
  readonly timeZone?: string;
}

/** Changes of people by card that have a record in the history, by which they can be undone: of one person, only a restoration has. */
export interface BulkChanges {
  /** @param ids at most 100 */
  move(
    tenant: string,
    asking: Asking,
    ids: readonly string[],
    network: Network,
  ): Promise<BulkOutcome>;
  /** @param ids at most 100 */
  remove(tenant: string, asking: Asking, ids: readonly string[]): Promise<BulkOutcome>;
  /** @param ids at most 100 */
  restore(tenant: string, asking: Asking, ids: readonly string[]): Promise<BulkOutcome>;
  /** To be done once a day: ends the records of processes that died. @returns how many */
  settle(tenant: string): Promise<number>;
}

export interface BulkChangesDeps {
  readonly people: Pick<People, keyof Bulk | 'restoreMany'>;
  readonly store: Pick<PeopleStore, 'read'>;
  readonly operations: OperationStore;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** No turn takes longer. */
const longestMs = 3_600_000;
/** Newest first: one that a process left open is among them. */
const looked = 100;

export function createBulkChanges(deps: BulkChangesDeps): BulkChanges {
  const { people, operations, now } = deps;
  const iso = () => new Date(now()).toISOString();

  async function recorded(
    tenant: string,
    asking: Asking,
    ids: readonly string[],
    facts: Omit<BulkFacts, 'people'>,
    change: (ids: readonly string[], operation?: string) => Promise<BulkOutcome>,
  ): Promise<BulkOutcome> {
    const wanted = [...new Set(ids)];
    if (wanted.length > maxBulkPeople)
      throw new AppError('too-many-people', { most: maxBulkPeople });
    // One person has their profile, and their history. Of a restoration, the list is all that is seen.
    if (wanted.length < (facts.what === 'restored' ? 1 : 2)) return change(wanted);
    const bulk = { ...facts, people: wanted };
    const left = await leftOpen(tenant, asking.by, bulk);
    // An old card, pressed again: there is nothing to record, or to undo.
    if (left === undefined && !(await changesAnyone(tenant, bulk))) return change(wanted);
    const record = left ?? (await begin(tenant, asking, bulk));
    const outcome = await change(wanted, record.id);
    await end(record, left === undefined ? outcome.done.length : await doneIn(record));
    return { ...outcome, operation: record.id };
  }

  function begin(
    tenant: string,
    { by, locale, timeZone }: Asking,
    bulk: BulkFacts,
  ): Promise<Operation> {
    const at = iso();
    return beginOperation(operations, {
      tenant,
      kind: 'import',
      id: operationId(now(), randomBytes(8).toString('hex')),
      state: 'applying',
      at,
      by,
      locale,
      ...defined({ timeZone }),
      fileName: '',
      rowsTotal: bulk.people.length,
      confirmedAt: at,
      confirmedBy: by,
      bulk,
    });
  }

  /** The record of the same change that a process left open by dying, or has open now: the same button pressed again. */
  async function leftOpen(
    tenant: string,
    by: Actor,
    { what, network, people: ids }: BulkFacts,
  ): Promise<Operation | undefined> {
    const { operations: newest } = await operations.page(tenant, 'import', looked);
    return newest.find(
      ({ bulk, state, by: asked }) =>
        state === 'applying' &&
        asked.id === by.id &&
        bulk?.what === what &&
        bulk.network === network &&
        bulk.people.length === ids.length &&
        ids.every((id) => bulk.people.includes(id)),
    );
  }

  async function changesAnyone(
    tenant: string,
    { what, network, people: ids }: BulkFacts,
  ): Promise<boolean> {
    for (const [shard, some] of Map.groupBy(ids, shardOf)) {
      for (const person of (await deps.store.read(tenant, shard, some)).values()) {
        const isDeleted = person.deletedAt !== undefined;
        if (isDeleted !== (what === 'restored')) continue;
        if (what !== 'moved' || person.network !== network) return true;
      }
    }
    return false;
  }

  async function end(record: Operation, done: number): Promise<void> {
    await changeOperation(operations, record, (latest) =>
      latest.state === 'applying'
        ? {
            ...latest,
            state: 'completed',
            endedAt: iso(),
            counts: { ...noCounts, updated: done },
            rowsDone: done,
          }
        : undefined,
    );
  }

  /** How many an operation changed, as the people's own records say. */
  async function doneIn({ tenant, id, bulk }: Operation): Promise<number> {
    const byShard = Map.groupBy(bulk?.people ?? [], shardOf);
    let done = 0;
    for (const [shard, ids] of byShard) {
      for (const { history } of (await deps.store.read(tenant, shard, ids)).values()) {
        if (history.some(({ operation }) => operation === id)) done += 1;
      }
    }
    return done;
  }

  return {
    move: (tenant, asking, ids, network) =>
      recorded(tenant, asking, ids, { what: 'moved', network }, (wanted, operation) =>
        people.move(tenant, asking.by, wanted, network, operation),
      ),
    remove: (tenant, asking, ids) =>
      recorded(tenant, asking, ids, { what: 'deleted' }, (wanted, operation) =>
        people.remove(tenant, asking.by, wanted, operation),
      ),
    restore: (tenant, asking, ids) =>
      recorded(tenant, asking, ids, { what: 'restored' }, (wanted, operation) =>
        people.restoreMany(tenant, asking.by, wanted, defined({ operation })),
      ),
    async settle(tenant) {
      const { operations: newest } = await operations.page(tenant, 'import', looked);
      const open = newest.filter(
        ({ bulk, state, at }) =>
          bulk !== undefined && state === 'applying' && now() - Date.parse(at) > longestMs,
      );
      for (const record of open) await end(record, await doneIn(record));
      return open.length;
    },
  };
}
