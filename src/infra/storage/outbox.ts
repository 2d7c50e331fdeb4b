import type { TableClient } from '@azure/data-tables';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { AppError } from '../../errors.ts';
import { operationKinds } from '../../domain/operations/operation.ts';
import type { OpenNotice, OutboxRow, OutboxStore } from '../../features/notices/ports.ts';
import { inPartition, keyPart, quoted } from './keys.ts';
import { firstRows, insertRow, putRow, readRow, removeRow, replaceRow, textOf } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';

/** Partition of the unfinished notices of all organizations. No tenant can have this name. */
const openPartition = '|open';
/** A new notice has its own message: only later is it checked whether a process delivers it. */
const firstLookMilliseconds = 5 * 60_000;
/** More notices don't wait at once; beyond that the newest would be delivered first. */
const maxWaiting = 10_000;
const maxRemovedAtOnce = 1_000;

/**
 * Notices in the table `outbox`. Partition: tenant; row: `person|operation`, so that there is one for each
 * operation however often it is added, and a person's notices are adjacent. Unfinished ones are also in the
 * partition `|open`, so that abandoned ones are found without reading all past notices. That row is written
 * first and removed last: there may be one too many, never one too few.
 */
export function createOutboxStore(table: TableClient): OutboxStore {
  const read = async (tenant: string, to: string, operationId: string) => {
    const row = await readRow(table, keyPart(tenant), rowKey(to, operationId));
    return row === undefined ? undefined : noticeFrom(row);
  };
  const notOpenAnyMore = (notice: OpenKey, etag?: string) =>
    removeRow(table, openPartition, openKey(notice), etag);
  return {
    read,
    async put({ tenant, to, operation, at }) {
      const notice = { tenant, to, operation, at, state: 'pending', tries: 0 } as const;
      const lookAt = new Date(Date.parse(at) + firstLookMilliseconds).toISOString();
      await putRow(table, openRow(notice, lookAt));
      const etag = await insertRow(table, rowFrom(notice));
      if (etag !== undefined) return { ...notice, etag };
      const there = await read(tenant, to, operation.id);
      if (there === undefined) throw new AppError('unexpected', {}, { note: 'notice vanished' });
      if (isOver(there)) await notOpenAnyMore(there);
      return there;
    },
    async update(row) {
      const etag = await replaceRow(table, rowFrom(row), row.etag);
      if (etag === undefined) return 'conflict';
      if (isOver(row)) await notOpenAnyMore(row);
      return { ...row, etag };
    },
    async waitingFor(tenant, to) {
      const person = keyPart(to);
      const filter = `${inPartition(keyPart(tenant), `${person}|`)} and state eq 'waiting'`;
      const rows = await firstRows(table, filter, maxWaiting);
      return rows.map(noticeFrom).sort(olderFirst);
    },
    async overdue(before, most) {
      const filter = `${inPartition(openPartition)} and lookAt lt ${quoted(before)}`;
      return (await firstRows(table, filter, most)).map(openFrom);
    },
    async lookAgain(open, at) {
      await replaceRow(table, openRow(open, at), open.etag);
    },
    async close(open) {
      await notOpenAnyMore(open, open.etag);
    },
    async removeOld(tenant, before, signal) {
      const filter =
        `${inPartition(keyPart(tenant))} and at lt ${quoted(before)}` +
        ` and (state eq 'sent' or state eq 'undeliverable')`;
      let removed = 0;
      while (signal?.aborted !== true) {
        const rows = await firstRows(table, filter, maxRemovedAtOnce);
        await forEachConcurrent(rows, 4, (row) =>
          removeRow(table, keyPart(tenant), row.rowKey, row.etag),
        );
        removed += rows.length;
        if (rows.length < maxRemovedAtOnce) break;
      }
      return removed;
    },
  };
}

type OpenKey = Pick<OutboxRow, 'tenant' | 'to' | 'operation'>;

function isOver({ state }: OutboxRow): boolean {
  return state === 'sent' || state === 'undeliverable';
}

/** By the end of the operation; at the same moment by id, which is lowest for the newest operation. */
function olderFirst(one: OutboxRow, other: OutboxRow): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return one.operation.id > other.operation.id ? -1 : 1;
}

function openKey({ tenant, to, operation }: OpenKey): string {
  return `${keyPart(tenant)}|${rowKey(to, operation.id)}`;
}

function openRow(notice: OpenKey, lookAt: string): RowToWrite {
  return {
    partitionKey: openPartition,
    rowKey: openKey(notice),
    tenant: encodeText(notice.tenant),
    to: encodeText(notice.to),
    kind: notice.operation.kind,
    operation: encodeText(notice.operation.id),
    lookAt,
  };
}

function openFrom(row: StoredRow): OpenNotice {
  const { tenant, to, operation, etag } = noticeFrom(row);
  return { tenant, to, operation, lookAt: textOf(row, 'lookAt') ?? '', etag };
}

function rowKey(to: string, operationId: string): string {
  return `${keyPart(to)}|${keyPart(operationId)}`;
}

function rowFrom(notice: Omit<OutboxRow, 'etag'>): RowToWrite {
  return {
    partitionKey: keyPart(notice.tenant),
    rowKey: rowKey(notice.to, notice.operation.id),
    tenant: encodeText(notice.tenant),
    to: encodeText(notice.to),
    kind: notice.operation.kind,
    operation: encodeText(notice.operation.id),
    state: notice.state,
    at: notice.at,
    tries: notice.tries,
    ...(notice.triedAt !== undefined && { triedAt: notice.triedAt }),
    ...(notice.nextAt !== undefined && { nextAt: notice.nextAt }),
    ...(notice.activity !== undefined && { activity: encodeText(notice.activity) }),
    ...(notice.reason !== undefined && { reason: encodeText(notice.reason) }),
  };
}

function noticeFrom(row: StoredRow): OutboxRow {
  const text = (column: string) => decodeText(textOf(row, column) ?? '');
  return {
    tenant: text('tenant'),
    to: text('to'),
    operation: {
      kind: operationKinds.find((kind) => kind === row.kind) ?? 'import',
      id: text('operation'),
    },
    state: text('state') as OutboxRow['state'],
    at: text('at'),
    tries: typeof row.tries === 'number' ? row.tries : 0,
    ...(row.triedAt !== undefined && { triedAt: text('triedAt') }),
    ...(row.nextAt !== undefined && { nextAt: text('nextAt') }),
    ...(row.activity !== undefined && { activity: text('activity') }),
    ...(row.reason !== undefined && { reason: text('reason') }),
    etag: row.etag,
  };
}
