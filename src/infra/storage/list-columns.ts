import type { TableClient } from '@azure/data-tables';
import { parseListed } from '../../domain/listed-attributes.ts';
import type { ListColumnsStore } from '../../features/search/ports.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { textOf } from './rows.ts';

/** The columns of each admin's lists of people, in the table `organizations`: a row `list|<person>`. */
export function createListColumnsStore(table: TableClient): ListColumnsStore {
  const rows = createOrganizationRows(table, 'list|');
  return {
    async read(tenant, admin) {
      const row = await rows.read(tenant, admin);
      return row === undefined ? undefined : parseListed(textOf(row, 'columns') ?? '');
    },
    keep: (tenant, admin, columns) => rows.put(tenant, admin, { columns: columns.join(',') }),
  };
}
