import type { TableClient } from '@azure/data-tables';
import type { z } from 'zod';
import { jsonOfColumns } from './json-column.ts';
import { textColumns } from './long-text.ts';
import { createOrganizationRows } from './organization-rows.ts';
import type { StoredRow } from './rows.ts';

/** A value with the version that was read, for optimistic concurrency. */
type Versioned<Value> = Value & { readonly etag: string };

export interface JsonRows<Value extends object> {
  /** @returns undefined when there is no row, or none that this version can read */
  read(tenant: string, id: string): Promise<Versioned<Value> | undefined>;
  /** All rows of an organization that this version can read, by id. */
  all(tenant: string): Promise<readonly (Versioned<Value> & { readonly id: string })[]>;
  /** Writes a new row when `seen` is undefined, otherwise replaces that version. */
  write(
    tenant: string,
    id: string,
    value: Value,
    seen: string | undefined,
  ): Promise<Versioned<Value> | 'conflict'>;
  remove(tenant: string, id: string): Promise<void>;
}

export interface JsonRowsOptions<Value extends object> {
  readonly table: TableClient;
  /** partition: the tenant; row: this and the id */
  readonly prefix: string;
  /** the column that holds the value as JSON, and the most table columns it may fill */
  readonly column: string;
  readonly maxColumns: number;
  readonly schema: z.ZodType<Value>;
  /** converts an id for the row key */
  readonly keyOf?: (id: string) => string;
  /** columns in addition to the value, for queries */
  readonly beside?: (value: Value) => Readonly<Record<string, string>>;
}

/**
 * Rows of `organizations` (or of a table with its partitions) that hold one JSON value each. Rows of a later
 * version that can't be read are skipped and left unchanged.
 */
export function createJsonRows<Value extends object>(
  options: JsonRowsOptions<Value>,
): JsonRows<Value> {
  const { table, prefix, column, maxColumns, schema, keyOf, beside } = options;
  const rows = createOrganizationRows(table, prefix, keyOf);

  const valueOf = (row: StoredRow): Versioned<Value> | undefined => {
    const parsed = schema.safeParse(jsonOfColumns(row, column));
    return parsed.success ? { ...parsed.data, etag: row.etag } : undefined;
  };

  return {
    async read(tenant, id) {
      const row = await rows.read(tenant, id);
      return row === undefined ? undefined : valueOf(row);
    },
    async all(tenant) {
      return (await rows.all(tenant)).flatMap((row) => {
        const value = valueOf(row);
        return value === undefined ? [] : { ...value, id: rows.idOf(row) };
      });
    },
    async write(tenant, id, value, seen) {
      const columns = textColumns(column, JSON.stringify(value), maxColumns);
      const etag = await rows.write(tenant, id, { ...beside?.(value), ...columns }, seen);
      return etag === undefined ? 'conflict' : { ...value, etag };
    },
    async remove(tenant, id) {
      await rows.remove(tenant, id);
    },
  };
}

/** A value that contains its tenant and id. */
interface Identified {
  readonly tenant: string;
  readonly id: string;
  readonly etag: string;
}

type Facts<Item extends Identified> = Omit<Item, keyof Identified>;

export interface JsonRecords<Item extends Identified> {
  read(tenant: string, id: string): Promise<Item | undefined>;
  all(tenant: string): Promise<readonly Item[]>;
  create(item: Omit<Item, 'etag'>): Promise<Item | 'conflict'>;
  /** Replaces the item if it is still the version that `item.etag` names. */
  update(item: Item): Promise<Item | 'conflict'>;
  remove(tenant: string, id: string): Promise<void>;
}

/** The same rows for values that contain their tenant and id, which form the keys. */
export function createJsonRecords<Item extends Identified>(
  options: JsonRowsOptions<Facts<Item>>,
): JsonRecords<Item> {
  const rows = createJsonRows(options);
  const itemOf = (tenant: string, id: string, value: Versioned<Facts<Item>>) =>
    ({ ...value, tenant, id }) as unknown as Item;
  const write = async (item: Omit<Item, 'etag'> & { readonly etag?: string }) => {
    const { tenant, id, etag, ...facts } = item;
    const written = await rows.write(tenant, id, facts as unknown as Facts<Item>, etag);
    return written === 'conflict' ? written : itemOf(tenant, id, written);
  };
  return {
    async read(tenant, id) {
      const value = await rows.read(tenant, id);
      return value === undefined ? undefined : itemOf(tenant, id, value);
    },
    all: async (tenant) => (await rows.all(tenant)).map((value) => itemOf(tenant, value.id, value)),
    create: (item) => write(item),
    update: (item) => write(item),
    remove: (tenant, id) => rows.remove(tenant, id),
  };
}
