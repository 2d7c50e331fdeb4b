import type { TableClient } from '@azure/data-tables';
import { quoted } from './keys.ts';
import { firstRows, textOf } from './rows.ts';

/**
 * The organizations that the store has anything of, one by one, for daily tasks. Rows are sorted by their organization: each
 * look begins after the last one, and so reads one row, not all that an organization has.
 * @param table `organizations`
 */
export async function* knownOrganizations(table: TableClient): AsyncGenerator<readonly string[]> {
  let last = '';
  for (;;) {
    const filter = `PartitionKey gt ${quoted(last)}`;
    const [row] = await firstRows(table, filter, 1, ['PartitionKey']);
    const next = row === undefined ? undefined : textOf(row, 'partitionKey');
    if (next === undefined || next <= last) return;
    last = next;
    yield [last];
  }
}
