import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { AuditEntry } from '../../domain/audit.ts';
import type { AuditIntents } from '../../features/admin/ports.ts';
import { keyPart } from './keys.ts';
import { textColumns, textOfColumns } from './long-text.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { withStorageErrors } from './rest-errors.ts';
import type { RowToWrite } from './rows.ts';

const prefix = 'audit|';
/** The size of an entry is bounded where it is created (features/admin/audit.ts). */
const entryColumns = 4;

/** Pending entries in the table `organizations`: a row `audit|<id>` for each, until it is in the audit. */
export function createAuditIntents(table: TableClient): AuditIntents {
  const intents = createOrganizationRows(table, prefix);
  return {
    async keep(tenant, entries) {
      const rows = entries.map((entry) => intentRow(keyPart(tenant), entry, 'intended'));
      const [only] = rows;
      if (only === undefined) return;
      if (rows.length === 1) {
        await withStorageErrors(() => table.upsertEntity(only, 'Replace'));
        return;
      }
      const actions = rows.map((row): TransactionAction => ['upsert', row, 'Replace']);
      await withStorageErrors(() => table.submitTransaction(actions));
    },
    async forget(tenant, ids) {
      await forEachConcurrent(ids, 8, async (id) => {
        await intents.remove(tenant, id);
      });
    },
    async kept(tenant) {
      return (await intents.all(tenant)).flatMap((row) => {
        const text = textOfColumns(row, 'entry');
        if (text === undefined) return [];
        return { entry: JSON.parse(text) as AuditEntry, made: row.state === 'made' };
      });
    },
  };
}

/** @param state `made`: the change is in the same transaction; `intended`: whether it was made has to be looked up */
export function intentRow(
  partitionKey: string,
  entry: AuditEntry,
  state: 'intended' | 'made',
): RowToWrite {
  return {
    partitionKey,
    rowKey: `${prefix}${keyPart(entry.id)}`,
    state,
    ...textColumns('entry', JSON.stringify(entry), entryColumns),
  };
}
