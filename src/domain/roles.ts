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
  | 'everything'
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
  everything: ['tenant-admin'],
  'change-settings': ['tenant-admin'],
  sync: ['tenant-admin'],
};

/** Rights of tenant admins that an organization can grant to its organization admins as well. */
export const grantableRights = [
  'move-people',
  'manage-attributes',
] as const satisfies readonly Right[];
export type GrantableRight = (typeof grantableRights)[number];

/** A person's role in an organization, with the rights that it grants to this role beyond the table. */
export interface Standing {
  readonly role: Role;
  readonly granted?: readonly GrantableRight[];
}

export function may({ role, granted = [] }: Standing, right: Right): boolean {
  return holders[right].includes(role) || granted.some((one) => one === right);
}

/** As it is stored and sent by the card. Anything else in it is left out; nothing is granted by default. */
export function parseGranted(text: string | undefined): readonly GrantableRight[] {
  const named = (text ?? '').split(/[,;]/u);
  return grantableRights.filter((right) => named.includes(right));
}

export function packGranted(rights: readonly GrantableRight[]): string {
  return rights.join(',');
}
