import type { TableClient } from '@azure/data-tables';
import type { AttributeStore } from '../../features/admin/ports.ts';
import { keyPart } from './keys.ts';
import { changeOrganization, guardVersion } from './organization-change.ts';
import { attributeFrom, rowsWithPrefix } from './organizations.ts';
import { encodeText } from './text-encoding.ts';
import { defined } from '../../lib/defined.ts';

const prefix = 'attribute|';

/**
 * Organizations' own attributes in the table `organizations`: a row `attribute|<key>` for each, and the row
 * `attributes`, whose version guards all of them.
 */
export function createAttributeStore(table: TableClient): AttributeStore {
  return {
    async all(tenant) {
      const version = await guardVersion(table, tenant, 'attributes');
      const rows = await rowsWithPrefix(table, tenant, prefix);
      const attributes = rows.map(attributeFrom).filter((found) => found !== undefined);
      return { attributes, ...defined({ version }) };
    },
    change(tenant, seen, change, audit) {
      const row = (key: string) => ({
        partitionKey: keyPart(tenant),
        rowKey: `${prefix}${key}`,
      });
      return changeOrganization(table, {
        tenant,
        guard: 'attributes',
        seen,
        audit,
        ...('put' in change
          ? {
              put: change.put.map((attribute) => ({
                ...row(attribute.key),
                definition: encodeText(JSON.stringify(attribute)),
              })),
            }
          : { remove: row(change.forget).rowKey }),
      });
    },
  };
}
