import { TableClient, type TransactionAction } from '@azure/data-tables';
import { shards } from '../src/domain/person-id.ts';
import type { Person } from '../src/domain/person.ts';
import { tableNames } from '../src/infra/storage/ensure.ts';
import { personRow } from '../src/infra/storage/person-row.ts';
import type { StoreAddresses } from './embedded-store.ts';
import { tenant } from './sample-directory.ts';

/*
 * The same people written and read with the SDK, in loops that do nothing else. Rows are built beforehand and
 * sorted by key; sixteen tables, transactions of 100. The SDK's own work isn't the fastest: see
 * raw-requests.ts.
 */

const inTransaction = 100;

export interface Batch {
  readonly shard: string;
  readonly actions: TransactionAction[];
}

/** @param people by shard and id */
export function batchesOf(people: readonly Person[]): Batch[] {
  const byShard = Map.groupBy(people, ({ id }) => id.slice(0, 1));
  return shards.flatMap((shard) => {
    const there = (byShard.get(shard) ?? []).toSorted((one, other) => (one.id < other.id ? -1 : 1));
    return Array.from({ length: Math.ceil(there.length / inTransaction) }, (_, index) => ({
      shard,
      actions: there
        .slice(index * inTransaction, (index + 1) * inTransaction)
        .map((person): TransactionAction => ['create', personRow(tenant, person)]),
    }));
  });
}

function clientsOf({ people }: StoreAddresses): Map<string, TableClient> {
  return new Map(
    shards.map((shard) => [
      shard,
      TableClient.fromConnectionString(people, tableNames.people(shard), {
        allowInsecureConnection: true,
      }),
    ]),
  );
}

/** Writes all batches with concurrent transactions, each worker in another table. */
export async function writeBare(
  store: StoreAddresses,
  batches: readonly Batch[],
  concurrency: number,
): Promise<void> {
  const clients = clientsOf(store);
  await byTable(batches, concurrency, async ({ shard, actions }) => {
    await clients.get(shard)?.submitTransaction(actions);
  });
}

/** One batch after the other in each table, several tables at a time. */
export async function byTable<One extends { readonly shard: string }>(
  batches: readonly One[],
  concurrency: number,
  write: (batch: One) => Promise<void>,
): Promise<void> {
  const tables = [...Map.groupBy(batches, ({ shard }) => shard).values()];
  const worker = async () => {
    for (let next = tables.shift(); next !== undefined; next = tables.shift()) {
      for (const batch of next) await write(batch);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}

/** Reads id and hash of everyone from several tables at a time. @returns how many people there are */
export async function scanBare(store: StoreAddresses, concurrency: number): Promise<number> {
  const clients = clientsOf(store);
  const left = [...shards];
  let rows = 0;
  const worker = async () => {
    for (let shard = left.shift(); shard !== undefined; shard = left.shift()) {
      const pages = clients
        .get(shard)
        ?.listEntities({
          queryOptions: { filter: `PartitionKey eq '${tenant}'`, select: ['RowKey', 'hash'] },
        })
        .byPage({ maxPageSize: 1_000 });
      for await (const page of pages ?? []) rows += page.length;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return rows;
}
