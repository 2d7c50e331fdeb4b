import type { TableClient } from '@azure/data-tables';
import { parseListed } from '../../domain/listed-attributes.ts';
import type { ListColumnsStore } from '../../features/search/ports.ts';
import { keyPart } from './keys.ts';
import { putRow, readRow, textOf } from './rows.ts';

const prefix = 'list|';

/** The columns of each admin's lists of people, in the table `organizations`: a row `list|<person>`. */
export function createListColumnsStore(table: TableClient): ListColumnsStore {
  return {
    async read(tenant, admin) {
      const row = await readRow(table, keyPart(tenant), `${prefix}${keyPart(admin)}`);
      return row === undefined ? undefined : parseListed(textOf(row, 'columns') ?? '');
    },
    async keep(tenant, admin, columns) {
      await putRow(table, {
        partitionKey: keyPart(tenant),
        rowKey: `${prefix}${keyPart(admin)}`,
        columns: columns.join(','),
      });
    },
  };
}
