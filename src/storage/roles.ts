import type { TableClient } from '@azure/data-tables';
import type { Role } from '../directory/roles.ts';
import type { RoleStore } from '../organizations/ports.ts';
import { keyPart } from './keys.ts';
import { putRow, readRow } from './rows.ts';

const known: readonly Role[] = ['tenant-admin', 'organization-admin', 'group-admin', 'member'];

/** Roles given in the product, over `organizations`: a row `role|<person>` for each. */
export function createRoleStore(table: TableClient): RoleStore {
  return {
    async roleOf(tenant, person) {
      const row = await readRow(table, keyPart(tenant), `role|${keyPart(person)}`);
      // A word that this version doesn't know gives no right.
      return known.find((role) => role === row?.role);
    },
    async give(tenant, person, role) {
      await putRow(table, {
        partitionKey: keyPart(tenant),
        rowKey: `role|${keyPart(person)}`,
        role,
      });
    },
  };
}
