import type { TableClient } from '@azure/data-tables';
import type { AttributeStore } from '../../features/admin/ports.ts';
import { changeOrganization, guardVersion } from './organization-change.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { attributeFrom, withTimeZone } from './organizations.ts';
import { encodeText } from './text-encoding.ts';
import { defined } from '../../lib/defined.ts';

/**
 * Organizations' own attributes in the table `organizations`: a row `attribute|<key>` for each, and the row
 * `attributes`, whose version guards all of them.
 */
export function createAttributeStore(table: TableClient): AttributeStore {
  const rows = createOrganizationRows(table, 'attribute|', (key) => key);
  return {
    async all(tenant) {
      const version = await guardVersion(table, tenant, 'attributes');
      const found = (await rows.all(tenant)).map(attributeFrom);
      const attributes = await withTimeZone(
        table,
        tenant,
        found.filter((attribute) => attribute !== undefined),
      );
      return { attributes, ...defined({ version }) };
    },
    change: (tenant, seen, change, audit) =>
      changeOrganization(table, {
        tenant,
        guard: 'attributes',
        seen,
        audit,
        ...('put' in change
          ? {
              put: change.put.map(({ timeZone: _ofTheOrganization, ...attribute }) => ({
                ...rows.place(tenant, attribute.key),
                definition: encodeText(JSON.stringify(attribute)),
              })),
            }
          : { remove: rows.place(tenant, change.forget).rowKey }),
      }),
  };
}
