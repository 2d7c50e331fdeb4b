import { TableClient } from '@azure/data-tables';
import { parse } from 'csv-parse/sync';
import type { StoreAddresses } from '../embedded-store.ts';

/**
 * A naive bot in the manner of the samples: reads the file, and upserts row by row into one table, keyed by
 * phone number. It validates nothing, and doesn't know what has changed.
 * @returns ms
 */
export async function importRowByRow(store: StoreAddresses, csv: string): Promise<number> {
  const table = TableClient.fromConnectionString(store.people, 'straightforward', {
    allowInsecureConnection: true,
  });
  await table.createTable();
  const began = performance.now();
  const rows: Row[] = parse(csv, { columns: (header: string[]) => header.map(columnOf) });
  for (const row of rows) {
    await table.upsertEntity(
      { partitionKey: 'employee', rowKey: row.phoneNumber ?? '', ...row },
      'Replace',
    );
  }
  const took = performance.now() - began;
  let there = 0;
  for await (const _row of table.listEntities({ queryOptions: { select: ['RowKey'] } })) there += 1;
  if (there !== rows.length) throw new Error(`${there} of ${rows.length} people are there`);
  return took;
}

type Row = Readonly<Record<string, string>>;

/** "Job title" is no valid column name: "jobTitle". */
function columnOf(header: string): string {
  const [first = '', ...rest] = header.toLowerCase().split(/\W+/u);
  return first + rest.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}
