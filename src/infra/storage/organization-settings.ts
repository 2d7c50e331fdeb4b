import type { TableClient } from '@azure/data-tables';
import type { SettingStore } from '../../features/admin/ports.ts';
import { keyPart } from './keys.ts';
import { changeOrganization, guardVersion } from './organization-change.ts';
import { rowsWithPrefix } from './organizations.ts';
import { readRow, textOf } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';
import { defined } from '../../lib/defined.ts';

const prefix = 'setting|';

/**
 * Organizations' settings in the table `organizations`: a row `setting|<name>` for each, and the row `choices`,
 * whose version guards all of them.
 */
export function createOrganizationSettingStore(table: TableClient): SettingStore {
  return {
    async one(tenant, name) {
      const row = await readRow(table, keyPart(tenant), `${prefix}${name}`);
      return row === undefined ? undefined : decodeText(textOf(row, 'value') ?? '');
    },
    async all(tenant) {
      const version = await guardVersion(table, tenant, 'choices');
      const rows = await rowsWithPrefix(table, tenant, prefix);
      const chosen = rows.map((row) => [
        row.rowKey.slice(prefix.length),
        decodeText(textOf(row, 'value') ?? ''),
      ]);
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
        put: [
          {
            partitionKey: keyPart(tenant),
            rowKey: `${prefix}${name}`,
            value: encodeText(value),
          },
        ],
      }),
  };
}
