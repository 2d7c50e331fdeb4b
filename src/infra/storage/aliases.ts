import type { TableClient } from '@azure/data-tables';
import { shardOf } from '../../domain/person-id.ts';
import type { Alias, AliasStore } from '../../features/people/ports.ts';
import { inPartition, keyPart } from './keys.ts';
import { withStorageErrors } from './rest-errors.ts';
import { insertRow, readRow, removeRow, replaceRow, textOf } from './rows.ts';
import type { StoredRow } from './rows.ts';

const prefix = 'alias|';
const pageSize = 1_000;

export interface AliasStoreDeps {
  /** `organizations`: a row `alias|<derived id>` for each alias */
  readonly table: TableClient;
  /** the people's table of a shard: tombstones are stored among the people, so that adding a person there is refused */
  readonly people: (shard: string) => TableClient;
}

export function createAliasStore({ table, people }: AliasStoreDeps): AliasStore {
  const tableOf = (id: string) => people(shardOf(id));
  const closedRow = (tenant: string, id: string, at: string) => ({
    partitionKey: keyPart(tenant),
    rowKey: keyPart(id),
    // Reading people skips every row with this column (people.ts).
    alias: 'closed',
    at,
  });
  return {
    async read(tenant, derived) {
      const row = await readRow(table, keyPart(tenant), `${prefix}${keyPart(derived)}`);
      return row === undefined ? undefined : aliasFrom(row);
    },
    async put(tenant, { derived, person, at }, seen) {
      const row = {
        partitionKey: keyPart(tenant),
        rowKey: `${prefix}${keyPart(derived)}`,
        person,
        at,
      };
      const etag =
        seen === undefined ? await insertRow(table, row) : await replaceRow(table, row, seen);
      return etag !== undefined;
    },
    remove: (tenant, { derived, version }) =>
      removeRow(table, keyPart(tenant), `${prefix}${keyPart(derived)}`, version),
    all: (tenant) => aliasPages(table, tenant),
    async close(tenant, id, at) {
      return (await insertRow(tableOf(id), closedRow(tenant, id, at))) !== undefined;
    },
    async isClosed(tenant, id) {
      const row = await readRow(tableOf(id), keyPart(tenant), keyPart(id));
      return row !== undefined && textOf(row, 'alias') !== undefined;
    },
    removePerson: (tenant, id, etag) => removeRow(tableOf(id), keyPart(tenant), keyPart(id), etag),
    async replaceByClosed(tenant, id, etag, at) {
      return (await replaceRow(tableOf(id), closedRow(tenant, id, at), etag)) !== undefined;
    },
    async open(tenant, id) {
      const row = await readRow(tableOf(id), keyPart(tenant), keyPart(id));
      if (row === undefined || textOf(row, 'alias') === undefined) return;
      await removeRow(tableOf(id), keyPart(tenant), keyPart(id), row.etag);
    },
  };
}

/** All aliases of an organization, page by page. */
export async function* aliasPages(
  table: TableClient,
  tenant: string,
): AsyncGenerator<readonly Alias[]> {
  const filter = inPartition(keyPart(tenant), 'alias|');
  const pages = table.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: pageSize });
  for (;;) {
    const page = await withStorageErrors(() => pages.next());
    if (page.done === true) return;
    yield (page.value as unknown as StoredRow[]).map(aliasFrom);
  }
}

function aliasFrom(row: StoredRow): Alias {
  return {
    derived: row.rowKey.slice(prefix.length),
    person: textOf(row, 'person') ?? '',
    version: row.etag,
    at: textOf(row, 'at') ?? '',
  };
}
