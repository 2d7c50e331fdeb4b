import type { Role } from '../directory/roles.ts';

/** Roles that were given in the product; TENANT_ADMINS of the settings come on top. */
export interface RoleStore {
  roleOf(tenant: string, person: string): Promise<Role | undefined>;
  give(tenant: string, person: string, role: Role): Promise<void>;
}
