import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { AllEntraLinks, EntraLink, EntraLinkStore } from '../../features/people/ports.ts';
import { pagesOfRows } from './batches.ts';
import { inPartition, keyPart } from './keys.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { codeOf, withStorageErrors } from './rest-errors.ts';
import { firstRows, insertRow, readRow, replaceRow, textOf } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';

const prefix = 'entra|';
const readsAtOnce = 16;
const pageSize = 1_000;
const conflicts = new Set(['EntityAlreadyExists', 'RequestEntityAlreadyExists']);

/** Links from Entra accounts to people in the table `organizations`: a row `entra|<Entra object id>` for each. */
export function createEntraLinkStore(table: TableClient): EntraLinkStore & AllEntraLinks {
  return {
    async isAny(tenant) {
      return (await firstRows(table, inPartition(keyPart(tenant), 'entra|'), 1)).length > 0;
    },
    async read(tenant, entraId) {
      const row = await readRow(table, keyPart(tenant), keyOf(entraId));
      return row === undefined ? undefined : linkFrom(row);
    },
    async readMany(tenant, entraIds) {
      const found = new Map<string, EntraLink>();
      await forEachConcurrent(new Set(entraIds), readsAtOnce, async (entraId) => {
        const row = await readRow(table, keyPart(tenant), keyOf(entraId));
        if (row !== undefined) found.set(entraId, linkFrom(row));
      });
      return found;
    },
    async *all(tenant) {
      const filter = inPartition(keyPart(tenant), prefix);
      for await (const page of pagesOfRows(table, { filter, pageSize })) yield page.map(linkFrom);
    },
    async put(tenant, link, seen) {
      const row = rowOf(tenant, link);
      const etag =
        seen === undefined ? await insertRow(table, row) : await replaceRow(table, row, seen);
      return etag !== undefined;
    },
    async addMany(tenant, links) {
      const actions = links.map((link): TransactionAction => ['create', rowOf(tenant, link)]);
      try {
        await withStorageErrors(() => table.submitTransaction(actions));
        return true;
      } catch (error) {
        // Also after a lost answer that the SDK retried: one by one, the links are then found to be correct.
        if (conflicts.has(codeOf(error) ?? '')) return false;
        throw error;
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
