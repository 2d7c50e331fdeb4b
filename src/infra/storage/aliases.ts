import type { TableClient } from '@azure/data-tables';
import { shardOf } from '../../domain/person-id.ts';
import type { Alias, AliasStore } from '../../features/people/ports.ts';
import { keyPart } from './keys.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { insertRow, readRow, removeRow, replaceRow, textOf } from './rows.ts';
import type { StoredRow } from './rows.ts';

export interface AliasStoreDeps {
  /** `organizations`: a row `alias|<derived id>` for each alias */
  readonly table: TableClient;
  /** the people's table of a shard: tombstones are stored among the people, so that adding a person there is refused */
  readonly people: (shard: string) => TableClient;
}

export function createAliasStore({ table, people }: AliasStoreDeps): AliasStore {
  const rows = aliasRows(table);
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
      const row = await rows.read(tenant, derived);
      return row === undefined ? undefined : rows.aliasFrom(row);
    },
    async put(tenant, { derived, person, at }, seen) {
      return (await rows.write(tenant, derived, { person, at }, seen)) !== undefined;
    },
    remove: (tenant, { derived, version }) => rows.remove(tenant, derived, version),
    all: (tenant) => rows.aliases(tenant),
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

/** The aliases among an organization's rows in the table `organizations`. */
export function aliasRows(table: TableClient) {
  const rows = createOrganizationRows(table, 'alias|');
  const aliasFrom = (row: StoredRow): Alias => ({
    derived: rows.idOf(row),
    person: textOf(row, 'person') ?? '',
    version: row.etag,
    at: textOf(row, 'at') ?? '',
  });
  return {
    ...rows,
    aliasFrom,
    /** All aliases of an organization, page by page. */
    async *aliases(tenant: string): AsyncGenerator<readonly Alias[]> {
      for await (const page of rows.pages(tenant)) yield page.map(aliasFrom);
    },
  };
}
