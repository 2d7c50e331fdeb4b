/**
 * One organization's users and groups, and their changes: every change takes the next number, so that "since"
 * is a comparison. A removed user leaves a record, for delta queries.
 */
import { differing, userSchema } from './user.ts';
import type { GraphUser, NewGraphUser, UserChanges, UserProperty } from './user.ts';

export interface GraphGroup {
  readonly id: string;
  readonly displayName: string;
  /** Ids of users, and of groups within this one. */
  readonly members: readonly string[];
  readonly owners: readonly string[];
}

/** `changed`: in the recycle bin, and may be restored; `deleted`: gone for good. */
export type RemovalReason = 'changed' | 'deleted';

export interface UserRecord {
  user: GraphUser;
  /** the number under which the user was added, or restored */
  created: number;
  /** for each property changed since, the number of its last change */
  changed: Partial<Record<UserProperty, number>>;
  removed?: { number: number; reason: RemovalReason };
}

export interface TenantSnapshot {
  readonly number: number;
  readonly records: readonly UserRecord[];
  readonly groups: readonly GraphGroup[];
}

export type Tenant = ReturnType<typeof createTenant>;

export function createTenant(kept?: TenantSnapshot) {
  /** In the order of creation, which never changes: pages continue by position. */
  const records: UserRecord[] = kept === undefined ? [] : [...kept.records];
  const places = new Map(records.map(({ user }, place) => [user.id, place]));
  const groups = new Map((kept?.groups ?? []).map((group) => [group.id, group]));
  let number = kept?.number ?? 0;

  function recordOf(id: string): UserRecord | undefined {
    const place = places.get(id);
    return place === undefined ? undefined : records[place];
  }

  function present(id: string): UserRecord | undefined {
    const record = recordOf(id);
    return record?.removed === undefined ? record : undefined;
  }

  function change(record: UserRecord, next: GraphUser): boolean {
    const properties = differing(record.user, next);
    if (properties.length === 0) return false;
    number += 1;
    record.user = next;
    for (const property of properties) record.changed[property] = number;
    return true;
  }

  return {
    records: records as readonly UserRecord[],
    number: () => number,
    user: (id: string): GraphUser | undefined => present(id)?.user,
    /** Whether this id ever existed, removed or not. */
    knows: (id: string): boolean => places.has(id),
    userByName: (name: string): GraphUser | undefined =>
      records.find((each) => each.removed === undefined && isCalled(each.user, name))?.user,
    users: (): GraphUser[] =>
      records.filter(({ removed }) => removed === undefined).map(({ user }) => user),
    count: (): number =>
      records.reduce((sum, { removed }) => sum + (removed === undefined ? 1 : 0), 0),

    /** Creates the user, replaces it, or restores a removed one. @returns whether anything changed */
    put(given: NewGraphUser): boolean {
      const user = userSchema.parse(given);
      const record = recordOf(user.id);
      if (record !== undefined && record.removed === undefined) return change(record, user);
      number += 1;
      const fresh = { user, created: number, changed: {} };
      if (record === undefined) places.set(user.id, records.push(fresh) - 1);
      else records[places.get(user.id) ?? 0] = fresh;
      return true;
    },

    update(id: string, changes: UserChanges): boolean {
      const record = present(id);
      if (record === undefined) return false;
      return change(record, userSchema.parse({ ...record.user, ...changes }));
    },

    remove(id: string, reason: RemovalReason): boolean {
      const record = recordOf(id);
      if (record === undefined || record.removed?.reason === 'deleted') return false;
      if (record.removed?.reason === reason) return false;
      number += 1;
      record.removed = { number, reason };
      for (const group of groups.values()) {
        if (!group.members.includes(id) && !group.owners.includes(id)) continue;
        const members = group.members.filter((each) => each !== id);
        const owners = group.owners.filter((each) => each !== id);
        groups.set(group.id, { ...group, members, owners });
      }
      return true;
    },

    group: (id: string): GraphGroup | undefined => groups.get(id),
    groups: (): GraphGroup[] => [...groups.values()],
    putGroup: (group: GraphGroup): void => void groups.set(group.id, group),
    removeGroup: (id: string): boolean => groups.delete(id),

    /** The users of a group and of its nested groups, each once, also with cycles. */
    usersWithin(id: string): string[] {
      const seen = new Set<string>([id]);
      const waiting = [id];
      const users: string[] = [];
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
        for (const member of groups.get(next)?.members ?? []) {
          if (seen.has(member)) continue;
          seen.add(member);
          if (groups.has(member)) waiting.push(member);
          else if (present(member) !== undefined) users.push(member);
        }
      }
      return users;
    },

    snapshot: (): TenantSnapshot => ({ number, records, groups: [...groups.values()] }),
  };
}

function isCalled(user: GraphUser, name: string): boolean {
  return user.userPrincipalName?.toLowerCase() === name.toLowerCase();
}
