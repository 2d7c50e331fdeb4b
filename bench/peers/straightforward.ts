import { TableClient, type TransactionAction } from '@azure/data-tables';
import { parse } from 'csv-parse/sync';
import type { StoreAddresses } from '../embedded-store.ts';

/*
 * Naive bots in the manner of the samples: they read the file and upsert its rows into one table, keyed by phone
 * number. They validate nothing, show no preview, keep no history, and don't know what has changed.
 */

/** One request for each row. @returns ms */
export async function importRowByRow(store: StoreAddresses, csv: string): Promise<number> {
  return timed(store, 'straightforward', csv, async (table, rows) => {
    for (const row of rows) await table.upsertEntity(entityOf(row), 'Replace');
  });
}

const inTransaction = 100;

/** A developer who knows the store's transactions: a hundred rows in each. @returns ms */
export async function importInTransactions(store: StoreAddresses, csv: string): Promise<number> {
  return timed(store, 'transactions', csv, async (table, rows) => {
    for (let start = 0; start < rows.length; start += inTransaction) {
      const batch = rows.slice(start, start + inTransaction);
      await table.submitTransaction(
        batch.map((row): TransactionAction => ['upsert', entityOf(row), 'Replace']),
      );
    }
  });
}

async function timed(
  store: StoreAddresses,
  name: string,
  csv: string,
  write: (table: TableClient, rows: readonly Row[]) => Promise<void>,
): Promise<number> {
  const table = TableClient.fromConnectionString(store.people, name, {
    allowInsecureConnection: true,
  });
  await table.createTable();
  const began = performance.now();
  const rows: Row[] = parse(csv, { columns: (header: string[]) => header.map(columnOf) });
  await write(table, rows);
  const took = performance.now() - began;
  let there = 0;
  for await (const _row of table.listEntities({ queryOptions: { select: ['RowKey'] } })) there += 1;
  if (there !== rows.length) throw new Error(`${there} of ${rows.length} people are there`);
  return took;
}

type Row = Readonly<Record<string, string>>;

function entityOf(row: Row) {
  return { partitionKey: 'employee', rowKey: row.phoneNumber ?? '', ...row };
}

/** "Job title" is no valid column name: "jobTitle". */
function columnOf(header: string): string {
  const [first = '', ...rest] = header.toLowerCase().split(/\W+/u);
  return first + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}
