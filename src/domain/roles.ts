/**
 * Roles, and the table of their rights. Every access check calls `may`: each turn, action, search and file, and
 * the worker before it writes.
 */
export type Role = 'tenant-admin' | 'organization-admin' | 'group-admin' | 'member';

export type Right =
  | 'import'
  | 'export'
  | 'see-history'
  | 'see-people'
  | 'edit-people'
  | 'delete-people'
  | 'erase-people'
  | 'move-people'
  | 'name-admins'
  | 'manage-attributes'
  | 'read-audit'
  | 'change-settings'
  | 'sync';

const holders: Readonly<Record<Right, readonly Role[]>> = {
  import: ['tenant-admin', 'organization-admin'],
  export: ['tenant-admin', 'organization-admin'],
  'see-history': ['tenant-admin', 'organization-admin'],
  'see-people': ['tenant-admin', 'organization-admin'],
  'edit-people': ['tenant-admin', 'organization-admin'],
  'delete-people': ['tenant-admin', 'organization-admin'],
  'erase-people': ['tenant-admin'],
  'move-people': ['tenant-admin'],
  'name-admins': ['tenant-admin'],
  'manage-attributes': ['tenant-admin'],
  'read-audit': ['tenant-admin'],
  'change-settings': ['tenant-admin'],
  sync: ['tenant-admin'],
};

export function may(role: Role, right: Right): boolean {
  return holders[right].includes(role);
}
