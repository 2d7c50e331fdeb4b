import type { TableClient } from '@azure/data-tables';
import { AppError } from '../errors.ts';
import { operationKinds } from '../operations/operation.ts';
import type { OutboxRow, OutboxStore } from '../notices/ports.ts';
import { keyPart, quoted } from './keys.ts';
import { firstRows, insertRow, readRow, replaceRow, textOf } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';

const mostWaiting = 50;
/** Read before sorting by age, since a person's rows are sorted by operation, newest first. */
const mostRead = 1_000;

/**
 * Notices over the table `outbox`. Partition: tenant; row: `person|operation`, so that there is one for each
 * operation whoever puts it in, and a person's notices stand together.
 */
export function createOutboxStore(table: TableClient): OutboxStore {
  const read = async (tenant: string, to: string, operationId: string) => {
    const row = await readRow(table, keyPart(tenant), rowKey(to, operationId));
    return row === undefined ? undefined : noticeFrom(row);
  };
  return {
    read,
    async put({ tenant, to, operation, at }) {
      const notice = { tenant, to, operation, at, state: 'pending', tries: 0 } as const;
      const etag = await insertRow(table, rowFrom(notice));
      if (etag !== undefined) return { ...notice, etag };
      const there = await read(tenant, to, operation.id);
      if (there === undefined) throw new AppError('unexpected', {}, { note: 'notice vanished' });
      return there;
    },
    async update(row) {
      const etag = await replaceRow(table, rowFrom(row), row.etag);
      return etag === undefined ? 'conflict' : { ...row, etag };
    },
    async waitingFor(tenant, to) {
      const person = keyPart(to);
      const filter =
        `PartitionKey eq ${quoted(keyPart(tenant))} and RowKey ge ${quoted(`${person}|`)}` +
        ` and RowKey lt ${quoted(`${person}}`)} and state eq 'waiting'`;
      const rows = await firstRows(table, filter, mostRead);
      return rows
        .map(noticeFrom)
        .sort((one, other) => (one.at < other.at ? -1 : 1))
        .slice(0, mostWaiting);
    },
  };
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
    ...(row.activity !== undefined && { activity: text('activity') }),
    ...(row.reason !== undefined && { reason: text('reason') }),
    etag: row.etag,
  };
}
