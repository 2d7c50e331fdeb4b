import { safeId } from '../directory/organization.ts';
import type { Role } from '../directory/roles.ts';
import type { RoleStore } from './ports.ts';

export interface Roles {
  /** The role of a person in an organization, asked anew each time: a role can be taken at any moment. */
  roleOf(tenant: string, person: string): Promise<Role>;
}

export interface RolesOptions {
  readonly store: RoleStore;
  /**
   * TENANT_ADMINS: Entra object ids, each alone (an object id belongs to one tenant only) or as `tenant/object id`,
   * which holds in that tenant alone.
   */
  readonly tenantAdmins: readonly string[];
  /** the tenant whose admins those without a tenant are, when the bot serves one tenant only */
  readonly homeTenant?: string;
}

export function createRoles({ store, tenantAdmins, homeTenant }: RolesOptions): Roles {
  const first = new Set(tenantAdmins.map(normalised));
  return {
    async roleOf(tenant, person) {
      if (first.has(`${tenant}/${person}`)) return 'tenant-admin';
      const home = homeTenant === undefined || safeId(homeTenant) === tenant;
      if (home && first.has(person)) return 'tenant-admin';
      return (await store.roleOf(tenant, person)) ?? 'member';
    },
  };
}

function normalised(id: string): string {
  return id.split('/').map(safeId).join('/');
}
