import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { AllEntraLinks, EntraLink, EntraLinkStore } from '../../features/people/ports.ts';
import { inPartition, keyPart } from './keys.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { codeOf, withStorageErrors } from './rest-errors.ts';
import { firstRows, textOf } from './rows.ts';
import type { StoredRow } from './rows.ts';

const prefix = 'entra|';
const readsAtOnce = 16;
const conflicts = new Set(['EntityAlreadyExists', 'RequestEntityAlreadyExists']);

/** Links from Entra accounts to people in the table `organizations`: a row `entra|<Entra object id>` for each. */
export function createEntraLinkStore(table: TableClient): EntraLinkStore & AllEntraLinks {
  const rows = createOrganizationRows(table, prefix);
  const linkFrom = (row: StoredRow): EntraLink => ({
    entraId: rows.idOf(row),
    person: textOf(row, 'person') ?? '',
    version: row.etag,
    at: textOf(row, 'at') ?? '',
  });
  return {
    async isAny(tenant) {
      return (await firstRows(table, inPartition(keyPart(tenant), prefix), 1)).length > 0;
    },
    async read(tenant, entraId) {
      const row = await rows.read(tenant, entraId);
      return row === undefined ? undefined : linkFrom(row);
    },
    async readMany(tenant, entraIds) {
      const found = new Map<string, EntraLink>();
      await forEachConcurrent(new Set(entraIds), readsAtOnce, async (entraId) => {
        const row = await rows.read(tenant, entraId);
        if (row !== undefined) found.set(entraId, linkFrom(row));
      });
      return found;
    },
    async *all(tenant) {
      for await (const page of rows.pages(tenant)) yield page.map(linkFrom);
    },
    async put(tenant, { entraId, person, at }, seen) {
      return (await rows.write(tenant, entraId, { person, at }, seen)) !== undefined;
    },
    async addMany(tenant, links) {
      const actions = links.map(({ entraId, person, at }): TransactionAction => [
        'create',
        { ...rows.place(tenant, entraId), person, at },
      ]);
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
