import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { ColumnMeaning } from '../../domain/operations/import-question.ts';
import type { ColumnMemory, RememberedColumns } from '../../features/imports/column-memory.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { createOrganizationRows } from './organization-rows.ts';
import type { StoredRow } from './rows.ts';

/** header keys of some hundred columns */
const mostColumns = 4;

/** Admins' choices of columns, over `organizations`: a row `columns|<id of the headers>` for each set of headers. */
export function createColumnMemory(table: TableClient): ColumnMemory {
  const rows = createOrganizationRows(table, 'columns|');
  return {
    async find(tenant, id) {
      const row = await rows.read(tenant, id);
      return row === undefined ? undefined : from(row);
    },
    put: (tenant, columns) =>
      rows.put(tenant, columns.id, textColumns('columns', JSON.stringify(columns), mostColumns)),
    async list(tenant) {
      return (await rows.all(tenant))
        .flatMap((row) => from(row) ?? [])
        .toSorted((one, other) => other.at.localeCompare(one.at));
    },
    async forget(tenant, id) {
      await rows.remove(tenant, id);
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
