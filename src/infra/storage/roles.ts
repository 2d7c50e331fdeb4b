import type { TableClient } from '@azure/data-tables';
import type { Role } from '../../domain/roles.ts';
import type { RoleGrant, RoleStore } from '../../features/admin/ports.ts';
import { keyPart } from './keys.ts';
import { changeOrganization, guardVersion } from './organization-change.ts';
import { rowsWithPrefix } from './organizations.ts';
import { putRow, readRow, textOf } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';
import { defined } from '../../lib/defined.ts';

const prefix = 'role|';
const known: readonly Role[] = ['tenant-admin', 'organization-admin', 'group-admin', 'member'];

/**
 * Roles granted in the product, in the table `organizations`: a row `role|<person>` for each, and the row
 * `roles`, whose version guards all of them.
 */
export function createRoleStore(table: TableClient): RoleStore {
  return {
    async roleOf(tenant, person) {
      const row = await readRow(table, keyPart(tenant), keyOf(person));
      return row === undefined ? undefined : knownRole(row);
    },
    async give(tenant, person, role) {
      await putRow(table, { partitionKey: keyPart(tenant), rowKey: keyOf(person), role });
    },
    async all(tenant) {
      const version = await guardVersion(table, tenant, 'roles');
      const rows = await rowsWithPrefix(table, tenant, prefix);
      return { grants: rows.flatMap(grantFrom), ...defined({ version }) };
    },
    change: (tenant, seen, change, audit) =>
      changeOrganization(table, {
        tenant,
        guard: 'roles',
        seen,
        audit,
        ...('give' in change
          ? { put: [rowFrom(tenant, change.give)] }
          : { remove: keyOf(change.take) }),
      }),
  };
}

function keyOf(person: string): string {
  return `${prefix}${keyPart(person)}`;
}

/** An unknown role grants no rights. */
function knownRole(row: StoredRow): Role | undefined {
  return known.find((role) => role === row.role);
}

function rowFrom(tenant: string, grant: RoleGrant): RowToWrite {
  return {
    partitionKey: keyPart(tenant),
    rowKey: keyOf(grant.person),
    role: grant.role,
    name: encodeText(grant.name),
    ...(grant.at !== undefined && { at: grant.at }),
    ...(grant.by !== undefined && {
      byId: encodeText(grant.by.id),
      byName: encodeText(grant.by.name),
    }),
  };
}

function grantFrom(row: StoredRow): RoleGrant[] {
  const role = knownRole(row);
  if (role === undefined) return [];
  const text = (column: string) => decodeText(textOf(row, column) ?? '');
  const at = textOf(row, 'at');
  return [
    {
      person: row.rowKey.slice(prefix.length),
      role,
      name: text('name'),
      ...defined({ at }),
      ...(textOf(row, 'byId') !== undefined && { by: { id: text('byId'), name: text('byName') } }),
    },
  ];
}
