/** All organizations' directories, and the validity of delta tokens. */
import { randomUUID } from 'node:crypto';
import type { GraphGroup, RemovalReason, Tenant, TenantSnapshot } from './tenant.ts';
import { createTenant } from './tenant.ts';
import type { GraphUser, NewGraphUser, UserChanges } from './user.ts';

/** Graph documents 410 for an expired delta token, and has announced 400 with the same code for users. */
export type ExpiredStatus = 400 | 410;

export interface DirectorySnapshot {
  readonly id: string;
  readonly generation: number;
  readonly tenants: Readonly<Record<string, TenantSnapshot>>;
}

export type Directory = ReturnType<typeof createDirectory>;

export function createDirectory(changed: () => void) {
  const tenants = new Map<string, Tenant>();
  /** Tokens of another directory (one that wasn't kept over a restart) are invalid here. */
  let id: string = randomUUID();
  let generation = 0;
  let expiredStatus: ExpiredStatus = 410;

  /** An unknown organization is an empty one. */
  function tenant(tenantId: string): Tenant {
    const known = tenants.get(tenantId);
    if (known !== undefined) return known;
    const fresh = createTenant();
    tenants.set(tenantId, fresh);
    return fresh;
  }

  function told<T>(outcome: T): T {
    if (outcome !== false) changed();
    return outcome;
  }

  function changeGroup(tenantId: string, groupId: string, changes: Partial<GraphGroup>): boolean {
    const group = tenant(tenantId).group(groupId);
    if (group === undefined) return false;
    tenant(tenantId).putGroup({ ...group, ...changes });
    return true;
  }

  return {
    tenant,
    id: () => id,
    generation: () => generation,
    expiredStatus: () => expiredStatus,

    /** Refuses every delta token issued so far from now on. */
    expireDelta(status: ExpiredStatus = 410): void {
      generation += 1;
      expiredStatus = status;
      changed();
    },

    users: {
      get: (tenantId: string, userId: string): GraphUser | undefined =>
        tenant(tenantId).user(userId),
      all: (tenantId: string): GraphUser[] => tenant(tenantId).users(),
      count: (tenantId: string): number => tenant(tenantId).count(),
      /** Whether this id ever existed, removed or not. */
      knows: (tenantId: string, userId: string): boolean => tenant(tenantId).knows(userId),
      put: (tenantId: string, user: NewGraphUser): boolean => told(tenant(tenantId).put(user)),
      /** Reports one change for all of them. */
      putAll: (tenantId: string, users: readonly NewGraphUser[]): boolean =>
        told(users.map((user) => tenant(tenantId).put(user)).includes(true)),
      update: (tenantId: string, userId: string, changes: UserChanges): boolean =>
        told(tenant(tenantId).update(userId, changes)),
      disable: (tenantId: string, userId: string): boolean =>
        told(tenant(tenantId).update(userId, { accountEnabled: false })),
      /** To the recycle bin (`changed`, like a deletion by an admin), or for good (`deleted`). */
      remove: (tenantId: string, userId: string, reason: RemovalReason = 'changed'): boolean =>
        told(tenant(tenantId).remove(userId, reason)),
    },

    groups: {
      get: (tenantId: string, groupId: string): GraphGroup | undefined =>
        tenant(tenantId).group(groupId),
      /** Creates a group or renames it; members and owners stay unless given. */
      put(
        tenantId: string,
        group: Pick<GraphGroup, 'id' | 'displayName'> & Partial<GraphGroup>,
      ): void {
        const before = tenant(tenantId).group(group.id);
        tenant(tenantId).putGroup({ members: [], owners: [], ...before, ...group });
        changed();
      },
      /** @returns false when there is no such group */
      setMembers: (tenantId: string, groupId: string, members: readonly string[]): boolean =>
        told(changeGroup(tenantId, groupId, { members })),
      setOwners: (tenantId: string, groupId: string, owners: readonly string[]): boolean =>
        told(changeGroup(tenantId, groupId, { owners })),
      remove: (tenantId: string, groupId: string): boolean =>
        told(tenant(tenantId).removeGroup(groupId)),
    },

    snapshot: (): DirectorySnapshot => ({
      id,
      generation,
      tenants: Object.fromEntries([...tenants].map(([key, each]) => [key, each.snapshot()])),
    }),

    restore(kept: DirectorySnapshot): void {
      ({ id, generation } = kept);
      tenants.clear();
      for (const [key, each] of Object.entries(kept.tenants)) tenants.set(key, createTenant(each));
    },
  };
}
