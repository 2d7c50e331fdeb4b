import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { ColumnMeaning } from '../../domain/operations/import-question.ts';
import type { ColumnMemory, RememberedColumns } from '../../features/imports/column-memory.ts';
import { keyPart } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { rowsWithPrefix } from './organizations.ts';
import { putRow, readRow, removeRow, type StoredRow } from './rows.ts';

const prefix = 'columns|';
/** header keys of some hundred columns */
const mostColumns = 4;

/** Admins' choices of columns, over `organizations`: a row `columns|<id of the headers>` for each set of headers. */
export function createColumnMemory(table: TableClient): ColumnMemory {
  return {
    async find(tenant, id) {
      const row = await readRow(table, keyPart(tenant), `${prefix}${id}`);
      return row === undefined ? undefined : from(row);
    },
    async put(tenant, columns) {
      await putRow(table, {
        partitionKey: keyPart(tenant),
        rowKey: `${prefix}${columns.id}`,
        ...textColumns('columns', JSON.stringify(columns), mostColumns),
      });
    },
    async list(tenant) {
      const rows = await rowsWithPrefix(table, tenant, prefix);
      return rows
        .flatMap((row) => from(row) ?? [])
        .toSorted((one, other) => other.at.localeCompare(one.at));
    },
    async forget(tenant, id) {
      await removeRow(table, keyPart(tenant), `${prefix}${id}`);
    },
  };
}

const shape = z.object({
  id: z.string(),
  headers: z.array(z.string()),
  meanings: z.record(z.string(), z.string()),
  at: z.string(),
});

/** undefined when a later version wrote it in a way that isn't understood. */
function from(row: StoredRow): RememberedColumns | undefined {
  const parsed = shape.safeParse(JSON.parse(textOfColumns(row, 'columns') ?? 'null'));
  if (!parsed.success) return undefined;
  return {
    ...parsed.data,
    meanings: parsed.data.meanings as Readonly<Record<string, ColumnMeaning>>,
  };
}
