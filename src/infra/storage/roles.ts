import type { TableClient } from '@azure/data-tables';
import type { Role } from '../../domain/roles.ts';
import type { RoleGrant, RoleStore } from '../../features/admin/ports.ts';
import { changeOrganization, guardVersion } from './organization-change.ts';
import { createOrganizationRows } from './organization-rows.ts';
import { textOf } from './rows.ts';
import type { StoredRow } from './rows.ts';
import { decodeText, encodeText } from './text-encoding.ts';
import { defined } from '../../lib/defined.ts';

const known: readonly Role[] = ['tenant-admin', 'organization-admin', 'group-admin', 'member'];

/**
 * Roles granted in the product, in the table `organizations`: a row `role|<person>` for each, and the row
 * `roles`, whose version guards all of them.
 */
export function createRoleStore(table: TableClient): RoleStore {
  const rows = createOrganizationRows(table, 'role|');
  return {
    async roleOf(tenant, person) {
      const row = await rows.read(tenant, person);
      return row === undefined ? undefined : knownRole(row);
    },
    give: (tenant, person, role) => rows.put(tenant, person, { role }),
    async all(tenant) {
      const version = await guardVersion(table, tenant, 'roles');
      const grants = (await rows.all(tenant)).flatMap((row) => grantFrom(row, rows.idOf(row)));
      return { grants, ...defined({ version }) };
    },
    change: (tenant, seen, change, audit) =>
      changeOrganization(table, {
        tenant,
        guard: 'roles',
        seen,
        audit,
        ...('give' in change
          ? { put: [{ ...rows.place(tenant, change.give.person), ...columnsOf(change.give) }] }
          : { remove: rows.place(tenant, change.take).rowKey }),
      }),
  };
}

/** An unknown role grants no rights. */
function knownRole(row: StoredRow): Role | undefined {
  return known.find((role) => role === row.role);
}

function columnsOf(grant: RoleGrant): Readonly<Record<string, string>> {
  return {
    role: grant.role,
    name: encodeText(grant.name),
    ...(grant.at !== undefined && { at: grant.at }),
    ...(grant.by !== undefined && {
      byId: encodeText(grant.by.id),
      byName: encodeText(grant.by.name),
    }),
  };
}

function grantFrom(row: StoredRow, person: string): RoleGrant[] {
  const role = knownRole(row);
  if (role === undefined) return [];
  const text = (column: string) => decodeText(textOf(row, column) ?? '');
  const at = textOf(row, 'at');
  return [
    {
      person,
      role,
      name: text('name'),
      ...defined({ at }),
      ...(textOf(row, 'byId') !== undefined && { by: { id: text('byId'), name: text('byName') } }),
    },
  ];
}
