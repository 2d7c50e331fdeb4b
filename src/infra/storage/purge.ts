import type { TableClient } from '@azure/data-tables';
import { withStorageErrors } from './rest-errors.ts';

/**
 * The organizations that have settings, page by page, for daily tasks. The query names no partition and so
 * reads the whole table.
 */
export async function* knownOrganizations(table: TableClient): AsyncGenerator<readonly string[]> {
  const queryOptions = { filter: "RowKey eq 'settings'", select: ['PartitionKey'] };
  const pages = table.listEntities({ queryOptions }).byPage({ maxPageSize: 1_000 });
  for (;;) {
    const page = await withStorageErrors(() => pages.next());
    if (page.done === true) return;
    yield page.value.map(({ partitionKey }) => partitionKey ?? '').filter((key) => key !== '');
  }
}
