import type { TableClient } from '@azure/data-tables';
import type { SettingStore } from '../../features/admin/ports.ts';
import { changeOrganization, guardVersion } from './organization-change.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { textOf, type StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';
import { defined } from '../../lib/defined.ts';

/**
 * Organizations' settings in the table `organizations`: a row `setting|<name>` for each, and the row `choices`,
 * whose version guards all of them.
 */
export function createOrganizationSettingStore(table: TableClient): SettingStore {
  const rows = createOrganizationRows(table, 'setting|', (name) => name);
  const valueOf = (row: StoredRow) => decodeText(textOf(row, 'value') ?? '');
  return {
    async one(tenant, name) {
      const row = await rows.read(tenant, name);
      return row === undefined ? undefined : valueOf(row);
    },
    async all(tenant) {
      const version = await guardVersion(table, tenant, 'choices');
      const chosen = (await rows.all(tenant)).map((row) => [rows.idOf(row), valueOf(row)]);
      return {
        chosen: Object.fromEntries(chosen) as Record<string, string>,
        ...defined({ version }),
      };
    },
    change: (tenant, seen, { name, value }, audit) =>
      changeOrganization(table, {
        tenant,
        guard: 'choices',
        seen,
        audit,
        put: [{ ...rows.place(tenant, name), value: encodeText(value) }],
      }),
  };
}
