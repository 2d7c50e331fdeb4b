import type { TableClient } from '@azure/data-tables';
import { shardOf, shards } from '../../domain/person-id.ts';
import { AppError } from '../../errors.ts';
import type { Source } from '../../domain/person.ts';
import type {
  DeletedPerson,
  KnownPerson,
  PeopleContents,
  PeopleStore,
  PersonsAccount,
  PersonWrite,
  StoredPerson,
  WholePeople,
} from '../../domain/people-store.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { defined } from '../../lib/defined.ts';
import { inPartition, keyPart } from './keys.ts';
import {
  pagesOfRows,
  rowAt,
  sendTransactions,
  transactionsOf,
  type PageQuery,
  type RowWrite,
} from './batches.ts';
import {
  contentsColumns,
  contentsFrom,
  wholeFrom,
  personColumns,
  personFrom,
  personRow,
} from './person-row.ts';
import { codeOf, withStorageErrors, unreachable } from './rest-errors.ts';
import { insertRow, replaceRow, textOf } from './rows.ts';
import type { StoredRow } from './rows.ts';

/** Azure Tables' limit for a response. */
const pageSize = 1_000;
const readsAtOnce = 8;
const maxWrites = 100;

/** Error codes of a transaction in which a person isn't in the expected state. */
const conflicts = new Set([
  'EntityAlreadyExists',
  'RequestEntityAlreadyExists',
  'UpdateConditionNotSatisfied',
  'ConditionNotMet',
  'ResourceNotFound',
  'EntityDoesNotExist',
]);

/**
 * People in the sixteen tables `people0` … `peoplef`. Partition: tenant; row: person id.
 * @param tableOf the table of a shard
 */
export function createPeopleStore(
  tableOf: (shard: string) => TableClient,
): PeopleStore & PeopleContents & WholePeople {
  const tables = new Map(shards.map((shard) => [shard, tableOf(shard)]));
  const of = (shard: string): TableClient => {
    const table = tables.get(shard);
    if (table === undefined) throw new AppError('unexpected', {}, { note: 'no such shard' });
    return table;
  };
  return {
    async *scanHashes(tenant, range, signal) {
      const select = ['RowKey', 'hash', 'alias'];
      const query = { filter: inRange(tenant, range), select, signal };
      for await (const page of pagesOf(of(shardOf(range)), query)) {
        yield page.filter(isPerson).map(knownFrom);
      }
    },
    async *scan(tenant, range, signal) {
      const query = { filter: inRange(tenant, range), signal };
      for await (const page of pagesOf(of(shardOf(range)), query)) {
        yield page.filter(isPerson).map(personFrom);
      }
    },
    async *scanDeleted(tenant, shard, signal) {
      // Any text, even an empty one; rows without the column match no comparison.
      const filter = `${inPartition(keyPart(tenant))} and deletedAt ge ''`;
      const select = ['RowKey', 'deletedAt', 'alias'];
      for await (const page of pagesOf(of(shard), { filter, select, signal })) {
        yield page.filter(isPerson).map(deletedFrom);
      }
    },
    async *scanAccounts(tenant, shard, signal) {
      const filter = `${inPartition(keyPart(tenant))} and entraId ge ''`;
      const select = ['RowKey', 'entraId', 'source', 'linked', 'deletedAt', 'alias'];
      for await (const page of pagesOf(of(shard), { filter, select, signal })) {
        yield page.filter(isPerson).map(accountFrom);
      }
    },
    async *scanContents(tenant, shard, wanted, signal) {
      const select = contentsColumns(wanted);
      const query = { filter: inPartition(keyPart(tenant)), select, signal };
      for await (const page of pagesOf(of(shard), query)) {
        yield page.filter(isPerson).map((row) => contentsFrom(row, wanted));
      }
    },
    async *scanWhole(tenant, shard, signal) {
      const query = { filter: inPartition(keyPart(tenant)), signal };
      for await (const page of pagesOf(of(shard), query))
        yield page.filter(isPerson).map(wholeFrom);
    },
    async read(tenant, shard, ids) {
      const table = of(shard);
      const found = new Map<string, StoredPerson>();
      await forEachConcurrent(new Set(ids), readsAtOnce, async (id) => {
        const row = await withStorageErrors(() => rowAt(table, keyPart(tenant), keyPart(id)));
        if (row !== undefined && isPerson(row)) found.set(id, personFrom(row));
      });
      return found;
    },
    // Not an async function, which would keep the people in memory until the store has answered.
    write(tenant, shard, writes) {
      if (writes.length > maxWrites) {
        const note = `${writes.length} writes in a transaction`;
        return Promise.reject(new AppError('unexpected', {}, { note }));
      }
      const [only] = writes;
      if (only === undefined) return Promise.resolve('written');
      const table = of(shard);
      const partition = keyPart(tenant);
      if (writes.length === 1) return writeOne(table, partition, only);
      return send(table, transactionsOf(table, partition, writes.map(rowWriteOf)));
    },
  };
}

function rowWriteOf(write: PersonWrite): RowWrite {
  const rowKey = keyPart(write.person.id);
  const columns = personColumns(write.person);
  return write.type === 'add'
    ? { type: 'add', rowKey, columns }
    : { type: 'replace', rowKey, columns, etag: write.etag };
}

async function send(
  table: TableClient,
  transactions: ReturnType<typeof transactionsOf>,
): Promise<'written' | 'conflict'> {
  try {
    await withStorageErrors(() => sendTransactions(table, transactions));
    return 'written';
  } catch (error) {
    // Also after a lost answer that the SDK retried: reading again then finds the people written.
    if (conflicts.has(codeOf(error) ?? '')) return 'conflict';
    throw error;
  }
}

/** A single person: the row's write mark tells a lost answer from a concurrent write. */
async function writeOne(
  table: TableClient,
  partition: string,
  write: PersonWrite,
): Promise<'written' | 'conflict'> {
  const row = personRow(partition, write.person);
  const etag =
    write.type === 'add' ? await insertRow(table, row) : await replaceRow(table, row, write.etag);
  return etag === undefined ? 'conflict' : 'written';
}

/** A whole shard is a table's whole partition. */
function inRange(tenant: string, range: string): string {
  return inPartition(keyPart(tenant), range.length === 1 ? '' : range);
}

async function* pagesOf(
  table: TableClient,
  query: Omit<PageQuery, 'pageSize'>,
): AsyncGenerator<StoredRow[]> {
  try {
    yield* pagesOfRows(table, { ...query, pageSize });
  } catch (error) {
    query.signal?.throwIfAborted();
    throw unreachable(error) ?? error;
  }
}

/** Tombstones share the table with people, so that their ids can't be used again (aliases.ts). */
function isPerson(row: StoredRow): boolean {
  return row.alias === undefined || row.alias === null;
}

function deletedFrom(row: StoredRow): DeletedPerson {
  return { id: row.rowKey, deletedAt: textOf(row, 'deletedAt') ?? '' };
}

function accountFrom(row: StoredRow): PersonsAccount {
  const deletedAt = textOf(row, 'deletedAt');
  return {
    entraId: textOf(row, 'entraId') ?? '',
    source: (textOf(row, 'source') ?? 'admin') as Source,
    linked: row.linked === true,
    ...defined({ deletedAt }),
  };
}

function knownFrom(row: StoredRow): KnownPerson {
  return { id: row.rowKey, hash: textOf(row, 'hash') ?? '' };
}
