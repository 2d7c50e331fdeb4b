import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { EntraLink, EntraLinkStore } from '../people/ports.ts';
import { keyPart } from './keys.ts';
import { eachOf } from './parallel.ts';
import { reaching } from './rest-errors.ts';
import { insertRow, readRow, replaceRow, textOf } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';

const prefix = 'entra|';
const readsAtOnce = 16;
/** Azure's limit for a transaction. */
const mostWrites = 100;

/** Links of Entra accounts to people, over `organizations`: a row `entra|<Entra object id>` for each. */
export function createEntraLinkStore(table: TableClient): EntraLinkStore {
  return {
    async read(tenant, entraId) {
      const row = await readRow(table, keyPart(tenant), keyOf(entraId));
      return row === undefined ? undefined : linkFrom(row);
    },
    async readMany(tenant, entraIds) {
      const found = new Map<string, EntraLink>();
      await eachOf(new Set(entraIds), readsAtOnce, async (entraId) => {
        const row = await readRow(table, keyPart(tenant), keyOf(entraId));
        if (row !== undefined) found.set(entraId, linkFrom(row));
      });
      return found;
    },
    async put(tenant, link, seen) {
      const row = rowOf(tenant, link);
      const etag =
        seen === undefined ? await insertRow(table, row) : await replaceRow(table, row, seen);
      return etag !== undefined;
    },
    async putMany(tenant, links) {
      for (let from = 0; from < links.length; from += mostWrites) {
        const actions = links
          .slice(from, from + mostWrites)
          .map((link): TransactionAction => ['upsert', rowOf(tenant, link), 'Replace']);
        await reaching(() => table.submitTransaction(actions));
      }
    },
  };
}

function keyOf(entraId: string): string {
  return `${prefix}${keyPart(entraId)}`;
}

function rowOf(
  tenant: string,
  { entraId, person, at }: { entraId: string; person: string; at: string },
): RowToWrite {
  return { partitionKey: keyPart(tenant), rowKey: keyOf(entraId), person, at };
}

function linkFrom(row: StoredRow): EntraLink {
  return {
    entraId: row.rowKey.slice(prefix.length),
    person: textOf(row, 'person') ?? '',
    version: row.etag,
    at: textOf(row, 'at') ?? '',
  };
}
