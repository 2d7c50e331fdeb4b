import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { ChangeFeed } from '../../domain/people-store.ts';
import { AppError } from '../../errors.ts';
import type { ChangeFeedEntry, ChangeReader } from '../../features/search/ports.ts';
import { inPartition, keyPart, quoted } from './keys.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { withStorageErrors } from './rest-errors.ts';
import { firstRows, putRow, removeRow } from './rows.ts';

/** Azure's limit for a transaction. */
const maxInTransaction = 100;
const maxPurged = 5_000;
const concurrentRemovals = 8;
const pageSize = 1_000;
const timeDigits = 15;
const shardMark = 'shard-';

/**
 * The change feed in the table `changes`. Partition: tenant; row: the time in milliseconds, 15 digits, `|`, and
 * the person's id or `shard-` and the shard. The key holds all information. The same entry within a millisecond
 * is one row.
 */
export function createChangeFeed(
  table: TableClient,
  now: () => number = Date.now,
): ChangeFeed & ChangeReader {
  return {
    async people(tenant, ids, onKey) {
      const time = timeKey(now());
      const rows = Array.from(new Set(ids), (id) => ({
        partitionKey: keyPart(tenant),
        rowKey: `${time}|${keyPart(id)}`,
      }));
      if (rows.length > maxInTransaction) {
        throw new AppError(
          'unexpected',
          {},
          { note: `${rows.length} change feed entries at once` },
        );
      }
      for (const { rowKey } of rows) onKey?.(rowKey);
      const [first] = rows;
      if (first === undefined) return;
      if (rows.length === 1) await putRow(table, first);
      else {
        const actions = rows.map((row): TransactionAction => ['upsert', row, 'Replace']);
        await withStorageErrors(() => table.submitTransaction(actions));
      }
    },
    async shard(tenant, shard, onKey) {
      const rowKey = `${timeKey(now())}|${shardMark}${shard}`;
      onKey?.(rowKey);
      await putRow(table, { partitionKey: keyPart(tenant), rowKey });
    },
    async since(tenant, from) {
      const filter = `${inPartition(keyPart(tenant))} and RowKey ge ${quoted(timeKey(from))}`;
      const notes: ChangeFeedEntry[] = [];
      await withStorageErrors(async () => {
        const pages = table
          .listEntities({ queryOptions: { filter, select: ['RowKey'] } })
          .byPage({ maxPageSize: pageSize });
        for await (const page of pages) {
          for (const { rowKey } of page) {
            const note = noteFrom(rowKey ?? '');
            if (note !== undefined) notes.push(note);
          }
        }
      });
      return notes;
    },
    async purge(tenant, before) {
      const filter = `${inPartition(keyPart(tenant))} and RowKey lt ${quoted(timeKey(before))}`;
      const rows = await firstRows(table, filter, maxPurged);
      // One by one: in a transaction a row that another process has removed would fail all the others.
      await forEachConcurrent(rows, concurrentRemovals, async ({ rowKey }) => {
        await removeRow(table, keyPart(tenant), rowKey);
      });
      return rows.length;
    },
  };
}

function timeKey(milliseconds: number): string {
  return String(Math.max(0, Math.floor(milliseconds))).padStart(timeDigits, '0');
}

function noteFrom(key: string): ChangeFeedEntry | undefined {
  const [time = '', subject = ''] = key.split('|');
  const at = Number(time);
  if (!Number.isSafeInteger(at) || subject === '') return undefined;
  if (!subject.startsWith(shardMark)) return { key, at, subject: { person: subject } };
  return { key, at, subject: { shard: subject.slice(shardMark.length) } };
}
