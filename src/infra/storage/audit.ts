import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { AuditEntry, AuditedEvent } from '../../domain/audit.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type {
  AuditBeginning,
  AuditOnly,
  AuditRewriter,
  AuditStore,
} from '../../features/admin/ports.ts';
import { inPartition, keyPart, quoted } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { codeOf, withStorageErrors } from './rest-errors.ts';
import { insertRow, readRow, textOf, writeVersion } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';

const pageSize = 1_000;
const changesColumns = 4;
/** A filter of Azure has 15 comparisons at most; partition and events take the others. */
const subjectsAtOnce = 8;
/** Row keys sort by this minus the time: newest first, until the year 2286. */
const endOfTime = 9_999_999_999_999;

/**
 * The audit in the table `audit`. Partition: tenant and month; row: inverted time and the entry's id. It only
 * appends and reads; the erasure of a person has a way of its own (`createAuditRewriter`), and nothing deletes an entry.
 */
export function createAuditStore(table: TableClient): AuditStore {
  /** organizations whose first month is known to be in the table */
  const begun = new Set<string>();

  async function appendAll(rows: readonly RowToWrite[]): Promise<void> {
    if (rows.length > 1) {
      const actions = rows.map((row): TransactionAction => ['create', row]);
      try {
        await withStorageErrors(() => table.submitTransaction(actions));
        return;
      } catch (error) {
        // An earlier attempt wrote some of them. The others are appended one by one.
        if (codeOf(error) !== 'EntityAlreadyExists') throw error;
      }
    }
    for (const row of rows) await insertRow(table, row);
  }

  return {
    async append(tenant, entries) {
      const months = Map.groupBy(entries, ({ at }) => at.slice(0, 7));
      for (const [month, group] of months) {
        const partitionKey = partitionOf(tenant, month);
        if (!begun.has(keyPart(tenant))) {
          await insertRow(table, { partitionKey: keyPart(tenant), rowKey: 'first', month });
          begun.add(keyPart(tenant));
        }
        const rows = group.map((entry) => rowFrom(partitionKey, entry));
        await appendAll(rows);
      }
    },
    async firstMonth(tenant) {
      const row = await readRow(table, keyPart(tenant), 'first');
      return row === undefined ? undefined : textOf(row, 'month');
    },
    async *read(tenant, month, only) {
      const all = inPartition(partitionOf(tenant, month));
      for (const narrowed of only === undefined ? [''] : filtersOf(only)) {
        const filter = `${all}${narrowed}`;
        const pages = table
          .listEntities({ queryOptions: { filter } })
          .byPage({ maxPageSize: pageSize });
        for (;;) {
          const page = await withStorageErrors(() => pages.next());
          if (page.done === true) break;
          yield (page.value as unknown as StoredRow[]).map(entryFrom);
        }
      }
    },
  };
}

/** Ends of filters, no two of which let the same entry through. */
function filtersOf({ subjects, events }: AuditOnly): string[] {
  const isEvent = events.map((event) => `what eq ${quoted(event)}`);
  const isNone = events.map((event) => `what ne ${quoted(event)}`);
  const ids = Array.from(subjects, (id) => `subjectId eq ${quoted(encodeText(id))}`);
  const filters: string[] = [];
  if (isEvent.length > 0) filters.push(isEvent.join(' or '));
  for (let from = 0; from < ids.length; from += subjectsAtOnce) {
    const some = ids.slice(from, from + subjectsAtOnce).join(' or ');
    filters.push([`(${some})`, ...isNone].join(' and '));
  }
  return filters.map((filter) => ` and (${filter})`);
}

/** Overwrites entries, for the erasure of a person. */
export function createAuditRewriter(table: TableClient): AuditRewriter {
  return {
    async replace(tenant, entries) {
      const rows = entries.map((entry) =>
        rowFrom(partitionOf(tenant, entry.at.slice(0, 7)), entry),
      );
      if (rows.length === 0) return;
      await withStorageErrors(() =>
        table.submitTransaction(rows.map((row): TransactionAction => ['upsert', row, 'Replace'])),
      );
    },
  };
}

/** Moves the first month of an organization's audit back. */
export function createAuditBeginning(table: TableClient): AuditBeginning {
  return {
    startsIn: (tenant, month) =>
      retryOnConflict('the audit’s first month', async () => {
        const row = { partitionKey: keyPart(tenant), rowKey: 'first', month };
        const there = await readRow(table, row.partitionKey, row.rowKey);
        const first = there === undefined ? undefined : textOf(there, 'month');
        if (first !== undefined && first <= month) return undefined;
        return (await writeVersion(table, row, there?.etag)) === undefined ? 'conflict' : undefined;
      }),
  };
}

function partitionOf(tenant: string, month: string): string {
  return `${keyPart(tenant)}|${month}`;
}

function rowFrom(partitionKey: string, entry: AuditEntry): RowToWrite {
  const { by, subject } = entry;
  const inverted = endOfTime - Date.parse(entry.at);
  return {
    partitionKey,
    rowKey: `${String(inverted).padStart(13, '0')}-${keyPart(entry.id)}`,
    at: entry.at,
    byId: encodeText(by.id),
    byName: encodeText(by.name),
    from: entry.from,
    what: entry.what,
    subjectType: subject.type,
    subjectId: encodeText(subject.id),
    ...(subject.name !== undefined && { subjectName: encodeText(subject.name) }),
    ...(entry.operation !== undefined && { operation: encodeText(entry.operation) }),
    ...(entry.changes.length > 0 &&
      textColumns('changes', JSON.stringify(entry.changes), changesColumns)),
  };
}

function entryFrom(row: StoredRow): AuditEntry {
  const text = (column: string) => decodeText(textOf(row, column) ?? '');
  const name = textOf(row, 'subjectName');
  return {
    id: row.rowKey.slice(14),
    at: text('at'),
    by: { id: text('byId'), name: text('byName') },
    from: text('from') as AuditEntry['from'],
    what: text('what') as AuditedEvent,
    subject: {
      type: text('subjectType') as AuditEntry['subject']['type'],
      id: text('subjectId'),
      ...(name !== undefined && { name: decodeText(name) }),
    },
    ...(row.operation !== undefined && row.operation !== null && { operation: text('operation') }),
    changes: JSON.parse(textOfColumns(row, 'changes') ?? '[]') as AuditEntry['changes'],
  };
}
