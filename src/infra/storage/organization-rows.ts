import type { TableClient } from '@azure/data-tables';
import { pagesOfRows } from './batches.ts';
import { inPartition, keyPart } from './keys.ts';
import { withStorageErrors } from './rest-errors.ts';
import { firstRows, putRow, readRow, removeRow, writeVersion } from './rows.ts';
import type { StoredRow } from './rows.ts';

type Columns = Readonly<Record<string, unknown>>;

/** Rows of one kind in a table whose partitions are organizations: their keys are a prefix and an id. */
export interface OrganizationRows {
  /** The keys of a row. */
  place(tenant: string, id: string): { readonly partitionKey: string; readonly rowKey: string };
  idOf(row: StoredRow): string;
  read(tenant: string, id: string): Promise<StoredRow | undefined>;
  /** All rows, by id; for kinds of which an organization has few. */
  all(tenant: string): Promise<StoredRow[]>;
  /** All rows, page by page. @param select reads only these columns */
  pages(tenant: string, select?: readonly string[]): AsyncGenerator<StoredRow[]>;
  /** Writes a row, overwriting any existing one. */
  put(tenant: string, id: string, columns: Columns): Promise<void>;
  /**
   * Writes a new row when `seen` is undefined, otherwise replaces that version.
   * @returns its etag, or undefined when the stored version is another
   */
  write(
    tenant: string,
    id: string,
    columns: Columns,
    seen: string | undefined,
  ): Promise<string | undefined>;
  /** @returns whether it was deleted: see removeRow */
  remove(tenant: string, id: string, etag?: string): Promise<boolean>;
}

const maxRows = 10_000;
const pageSize = 1_000;

/** @param keyOf makes an id safe for a key; ids that are always safe, or have to sort, stay as they are */
export function createOrganizationRows(
  table: TableClient,
  prefix: string,
  keyOf: (id: string) => string = keyPart,
): OrganizationRows {
  const place = (tenant: string, id: string) => ({
    partitionKey: keyPart(tenant),
    rowKey: `${prefix}${keyOf(id)}`,
  });
  const filterFor = (tenant: string) => inPartition(keyPart(tenant), prefix);
  return {
    place,
    idOf: (row) => row.rowKey.slice(prefix.length),
    read(tenant, id) {
      const { partitionKey, rowKey } = place(tenant, id);
      return readRow(table, partitionKey, rowKey);
    },
    all: (tenant) => firstRows(table, filterFor(tenant), maxRows),
    async *pages(tenant, select) {
      const pages = pagesOfRows(table, { filter: filterFor(tenant), select, pageSize });
      for (;;) {
        const page = await withStorageErrors(() => pages.next());
        if (page.done === true) return;
        yield page.value;
      }
    },
    put: (tenant, id, columns) => putRow(table, { ...place(tenant, id), ...columns }),
    write: (tenant, id, columns, seen) =>
      writeVersion(table, { ...place(tenant, id), ...columns }, seen),
    remove(tenant, id, etag) {
      const { partitionKey, rowKey } = place(tenant, id);
      return removeRow(table, partitionKey, rowKey, etag);
    },
  };
}
