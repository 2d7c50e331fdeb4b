import type { Actor } from '../../domain/person.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { Group, GroupKind, Membership, RosterMember } from './group.ts';
import type { GroupStore, MembershipStore, ReadRosterMessage, RosterQueue } from './ports.ts';
import { defined } from '../../lib/defined.ts';

/** A change of a group, as reported by Teams. */
export interface GroupEvent {
  readonly tenant: string;
  readonly group: string;
  readonly kind: GroupKind;
  /** absent where this event doesn't contain it */
  readonly name?: string;
  readonly entraGroupId?: string;
  readonly reference: string;
  /** `installed`: the bot was added; `changed`: it is in the group, and something may be new; `gone`: it was removed */
  readonly what: 'installed' | 'changed' | 'gone';
  /** the person who did it, where Teams says so */
  readonly by?: Actor;
  /** Entra object ids of members who left */
  readonly left: readonly string[];
  /** ISO 8601, UTC: by the platform's clock */
  readonly at: string;
}

export interface FollowDeps {
  readonly groups: GroupStore;
  readonly memberships: MembershipStore;
  readonly rosters: RosterQueue;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** The member list may still contain a person who has just left. */
const afterLeavingSeconds = 10;

/**
 * Follows events about groups. They may come twice, late or never: each only triggers reading the member list,
 * which is authoritative. Nothing here takes long; a queue message has the list read.
 */
export function createFollowing({ groups, memberships, rosters, now }: FollowDeps) {
  /** @returns the group's new state; undefined when there is nothing to keep */
  function note(event: GroupEvent): Promise<Group | undefined> {
    return retryOnConflict('a group', async () => {
      const before = await groups.read(event.tenant, event.group);
      return before === undefined ? create(event) : update(before, event);
    });
  }

  async function create(event: GroupEvent): Promise<Group | 'conflict' | undefined> {
    const group = groupFrom(event);
    return group === undefined ? undefined : groups.create(group);
  }

  async function update(before: Group, event: GroupEvent): Promise<Group | 'conflict'> {
    const after = changed(before, event);
    return after === before ? before : groups.update(after);
  }

  return {
    async follow(event: GroupEvent): Promise<void> {
      const group = await note(event);
      if (group === undefined) return;
      await memberships.end(event.tenant, await leaving(event));
      const delay = event.left.length > 0 ? afterLeavingSeconds : 0;
      const at = new Date(now() + delay * 1_000).toISOString();
      const message: ReadRosterMessage = {
        v: 1,
        type: 'read-roster',
        tenant: event.tenant,
        group: event.group,
        at,
      };
      await rosters.send(message, delay);
    },

    /** Whether a group is followed: a bot installed before groups were followed gets no installation event. */
    async knows(tenant: string, group: string): Promise<boolean> {
      const known = await groups.read(tenant, group);
      return known !== undefined && known.deletedAt === undefined;
    },
  };

  async function leaving({ tenant, group, left }: GroupEvent): Promise<Membership[]> {
    const found = await Promise.all(left.map((member) => memberships.read(tenant, group, member)));
    return found.filter((membership) => membership?.how === 'roster') as Membership[];
  }
}

export type Following = ReturnType<typeof createFollowing>;

/** A previously unknown group; undefined if it is gone already. */
function groupFrom(event: GroupEvent): Omit<Group, 'etag'> | undefined {
  if (event.what === 'gone') return undefined;
  const { tenant, group: id, kind, name = '', entraGroupId, reference, by } = event;
  const installer = event.what === 'installed' ? by : undefined;
  return {
    tenant,
    id,
    kind,
    name,
    reference,
    ...defined({ entraGroupId }),
    ...(installer !== undefined && { installedBy: installer }),
    installedAt: event.at,
    // A group chat has no owner, so the person who added the bot counts as its admin.
    owners: kind === 'groupChat' && installer !== undefined ? [installer.id] : [],
  };
}

/** @returns the same group when the event is older than its state */
function changed(before: Group, event: GroupEvent): Group {
  if (event.what === 'gone') {
    if (before.deletedAt !== undefined || event.at < before.installedAt) return before;
    return { ...before, deletedAt: event.at };
  }
  const { deletedAt, ...kept } = before;
  if (deletedAt !== undefined && event.at <= deletedAt) return before;
  const { name, entraGroupId, reference } = event;
  // Installing sends two activities, and the second one may lack the person.
  const installer = event.what === 'installed' ? event.by : undefined;
  const isNew =
    installer !== undefined && (deletedAt !== undefined || kept.installedBy === undefined);
  const after: Group = {
    ...kept,
    ...defined({ name, entraGroupId }),
    reference,
    installedAt: event.at > kept.installedAt ? event.at : kept.installedAt,
    ...(isNew && { installedBy: installer }),
    ...(isNew && kept.kind === 'groupChat' && { owners: [installer.id] }),
  };
  return after;
}

/** Whether the member list still says the same about a member. */
export function isSame(known: Membership, told: RosterMember): boolean {
  return (
    known.how === 'roster' &&
    known.name === told.name &&
    known.isEmployee === told.isEmployee &&
    JSON.stringify(known.fields) === JSON.stringify(told.fields)
  );
}
