import { presentRecordOf } from '../../domain/merged-into.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Provisioning } from '../../domain/provisioning.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { defined } from '../../lib/defined.ts';
import type { Group, Membership } from './group.ts';
import type { MembershipStore } from './ports.ts';

/** A member as a list shows them. */
export interface GroupMember {
  /** key of the membership */
  readonly member: string;
  /** as in Teams, or as typed */
  readonly name: string;
  readonly how: Membership['how'];
  /** their record in the directory, for viewers who may see it; absent: not provisioned yet, or deleted */
  readonly person?: StoredPerson;
  /** the phone number that the viewer typed */
  readonly phone?: string;
}

/** The person viewing a group. */
export interface Viewer {
  /** Entra object id */
  readonly id: string;
  /** an admin of the directory; other viewers see nothing of the directory here */
  readonly seesPeople: boolean;
}

export interface MemberPage {
  readonly members: readonly GroupMember[];
  /** of all that there are */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** The members of a group as a viewer may see them. */
export interface GroupMembers {
  /** @param page from 0; past the end: the last one */
  page(group: Group, page: number, viewer: Viewer): Promise<MemberPage>;
  /** All members as the pages show them, by name. */
  everyone(group: Group, viewer: Viewer): Promise<readonly GroupMember[]>;
  /**
   * Whether the person was deleted after they had been added by hand. A row that was added later waits for an
   * admin, so that adding a phone doesn't tell that its person is deleted.
   */
  isDeleted(tenant: string, membership: Membership): Promise<boolean>;
}

export interface GroupMembersDeps {
  readonly memberships: MembershipStore;
  readonly provisioning: Pick<Provisioning, 'byEntraId'>;
  readonly people: {
    readonly get: (tenant: string, id: string) => Promise<StoredPerson | undefined>;
  };
}

const pageSize = 10;
/** Members whose records are read at once. */
const readAtOnce = 16;

export function createGroupMembers(deps: GroupMembersDeps): GroupMembers {
  const { memberships, provisioning, people } = deps;

  async function personOf(tenant: string, membership: Membership) {
    const found =
      membership.how === 'roster'
        ? await provisioning.byEntraId(tenant, membership.member)
        : await presentRecordOf(people.get, tenant, membership.person ?? membership.member);
    return found?.deletedAt === undefined ? found : undefined;
  }

  async function memberSeenBy(
    { id, seesPeople }: Viewer,
    tenant: string,
    membership: Membership,
  ): Promise<GroupMember> {
    const { member, name, how, addedBy, fields } = membership;
    if (seesPeople) {
      const person = await personOf(tenant, membership);
      return { member, name, how, ...defined({ person }) };
    }
    const phone = how === 'by-hand' && addedBy === id ? fields.phone : undefined;
    return { member, name, how, ...defined({ phone }) };
  }

  async function isDeleted(tenant: string, membership: Membership): Promise<boolean> {
    const { how, person, member, since } = membership;
    if (how !== 'by-hand') return false;
    const found = await presentRecordOf(people.get, tenant, person ?? member);
    return found === undefined || (found.deletedAt ?? '') > since;
  }

  /** Members whom Teams lists stay in the list as long as Teams lists them. */
  async function listed({ tenant, id }: Group, viewer: Viewer): Promise<readonly Membership[]> {
    const all = listedFor(viewer, await memberships.ofGroup(tenant, id));
    const deleted = new Set<Membership>();
    await forEachConcurrent(all, readAtOnce, async (membership) => {
      if (await isDeleted(tenant, membership)) deleted.add(membership);
    });
    return all
      .filter((membership) => !deleted.has(membership))
      .toSorted((one, other) => one.name.localeCompare(other.name));
  }

  return {
    isDeleted,

    async page(group, wanted, viewer) {
      const sorted = await listed(group, viewer);
      const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
      const page = Math.min(Math.max(wanted, 0), pages - 1);
      const shown = sorted.slice(page * pageSize, (page + 1) * pageSize);
      const seen = await Promise.all(
        shown.map((membership) => memberSeenBy(viewer, group.tenant, membership)),
      );
      return { members: seen, total: sorted.length, page, pages };
    },

    async everyone(group, viewer) {
      const all = [...(await listed(group, viewer))];
      const seen: GroupMember[] = [];
      await forEachConcurrent(all.entries(), readAtOnce, async ([index, membership]) => {
        seen[index] = await memberSeenBy(viewer, group.tenant, membership);
      });
      return seen;
    },
  };
}

/**
 * Admins of the directory see a member who was added by hand and is in Teams' list once. To other viewers that
 * would reveal whose phone number it is.
 */
function listedFor({ seesPeople }: Viewer, all: readonly Membership[]): readonly Membership[] {
  if (!seesPeople) return all;
  const inRoster = new Set(
    all.flatMap(({ how, person }) => (how === 'roster' ? (person ?? []) : [])),
  );
  return all.filter(({ how, person = '' }) => how === 'roster' || !inRoster.has(person));
}
