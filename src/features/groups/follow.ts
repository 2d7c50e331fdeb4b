import type { Actor } from '../../domain/person.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { Group, GroupKind, Membership, RosterMember } from './group.ts';
import type { GroupStore, MembershipStore, ReadRosterMessage, RosterQueue } from './ports.ts';

/** What Teams told of a group. */
export interface GroupEvent {
  readonly tenant: string;
  readonly group: string;
  readonly kind: GroupKind;
  /** absent where Teams didn't tell it this time */
  readonly name?: string;
  readonly entraGroupId?: string;
  readonly reference: string;
  /** `installed`: the bot was added; `changed`: it is in it, and something may be new; `gone`: it isn't any more */
  readonly what: 'installed' | 'changed' | 'gone';
  /** who did it, where Teams tells */
  readonly by?: Actor;
  /** Entra object ids of who left */
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

/** A roster may still show for a moment who has just left. */
const afterLeavingSeconds = 10;

/**
 * Follows what Teams tells of groups. Events may come twice, late or never: each only says where to look, and the roster that is
 * then read is the truth. Nothing here takes long, and the roster is read by whoever takes the message off the queue.
 */
export function createFollowing({ groups, memberships, rosters, now }: FollowDeps) {
  /** @returns the group as it stands now; undefined for one of which there is nothing to keep */
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

    /** Whether a group is followed: a bot that was there before it followed groups hears of no installation. */
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

/** A group that nothing was known of; of one that is gone, there is nothing to keep. */
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
    ...(entraGroupId !== undefined && { entraGroupId }),
    ...(installer !== undefined && { installedBy: installer }),
    installedAt: event.at,
    // Nobody owns a group chat: whoever brought the bot in answers for it.
    owners: kind === 'groupChat' && installer !== undefined ? [installer.id] : [],
  };
}

/** @returns the same group where the event is older than what is known */
function changed(before: Group, event: GroupEvent): Group {
  if (event.what === 'gone') {
    if (before.deletedAt !== undefined || event.at < before.installedAt) return before;
    return { ...before, deletedAt: event.at };
  }
  const { deletedAt, ...kept } = before;
  if (deletedAt !== undefined && event.at <= deletedAt) return before;
  const { name, entraGroupId, reference } = event;
  // Installing is told in two activities, and the second one may not say by whom.
  const installer = event.what === 'installed' ? event.by : undefined;
  const isNew =
    installer !== undefined && (deletedAt !== undefined || kept.installedBy === undefined);
  const after: Group = {
    ...kept,
    ...(name !== undefined && { name }),
    ...(entraGroupId !== undefined && { entraGroupId }),
    reference,
    installedAt: event.at > kept.installedAt ? event.at : kept.installedAt,
    ...(isNew && { installedBy: installer }),
    ...(isNew && kept.kind === 'groupChat' && { owners: [installer.id] }),
  };
  return after;
}

/** What a roster says of somebody is no news when it says the same as before. */
export function isSame(known: Membership, told: RosterMember): boolean {
  return (
    known.how === 'roster' &&
    known.name === told.name &&
    known.isEmployee === told.isEmployee &&
    JSON.stringify(known.fields) === JSON.stringify(told.fields)
  );
}
