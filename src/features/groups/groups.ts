import type { GroupAdding } from '../../domain/group-adding.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor } from '../../domain/person.ts';
import type { CountryCode } from '../../domain/phone.ts';
import { AppError, type ErrorCode } from '../../errors.ts';
import { createAddMember, createByHand, type AddMemberDeps } from './add-member.ts';
import { createGroupFiles, type GroupFiles } from './group-files.ts';
import { ownsGroup, type Group } from './group.ts';
import {
  createGroupMembers,
  type GroupMember,
  type GroupMembersDeps,
  type MemberPage,
  type Viewer,
} from './group-members.ts';
import type { GroupStore } from './ports.ts';
import { readTyped, type MemberProblem } from './typed-member.ts';

/** A group that a reader and a person share. */
interface SharedGroup {
  readonly id: string;
  readonly name: string;
  /** the person's membership, if the reader may end it */
  readonly byHand?: string;
}

/**
 * Reveals nothing beyond the input: the result is the same whether or not the directory knows the phone number.
 * `there`: this number was added to this group before.
 */
type AddMemberOutcome =
  | { readonly added: string }
  | { readonly there: string }
  | { readonly problems: readonly MemberProblem[] };

/** Operations on organization groups. Permissions are checked here; a card's data decides nothing. */
export interface Groups {
  /** The groups of which a person is a group admin, by name. */
  ownedBy(tenant: string, person: string): Promise<readonly Group[]>;
  /** Those of the groups whose admins may add people by the organization's setting. */
  openTo(tenant: string, owned: readonly Group[]): Promise<readonly Group[]>;
  /** All groups of an organization, by name; only for its admins, which the caller checks. */
  all(tenant: string): Promise<readonly Group[]>;
  /**
   * One group, if the person may see it.
   * @param isAdmin an admin of the organization may see all
   * @throws AppError `group-gone`, `not-a-group-admin`
   */
  group(tenant: string, id: string, person: string, isAdmin: boolean): Promise<Group>;
  /** @param page from 0; past the end: the last one */
  members(group: Group, page: number, viewer: Viewer): Promise<MemberPage>;
  /** All members as the pages show them, by name. */
  everyone(group: Group, viewer: Viewer): Promise<readonly GroupMember[]>;
  /**
   * Adds a person without an account to one of the caller's groups, and to the directory unless it has their
   * phone number: then nothing changes there, and if that person was deleted, an admin is asked.
   * @throws AppError `group-gone`, `not-a-group-admin`, `group-adding-off`, `group-adding-teams-only`,
   * `too-many-added`
   */
  add(
    tenant: string,
    by: Actor,
    group: string,
    typed: { readonly phone: string; readonly name: string },
  ): Promise<AddMemberOutcome>;
  /**
   * Removes a member who was added by hand from one of the caller's groups; they stay in the directory.
   * Idempotent.
   * @throws AppError `group-gone`, `not-a-group-admin`
   */
  remove(tenant: string, by: Actor, group: string, member: string): Promise<void>;
  /** people of files who join groups */
  readonly files: GroupFiles;
  /** Names of the groups that the viewer shares with a person of the directory. @param who Entra object id of the viewer */
  shared(tenant: string, who: string, person: StoredPerson): Promise<readonly SharedGroup[]>;
}

export interface GroupsDeps extends GroupMembersDeps, AddMemberDeps {
  readonly groups: GroupStore;
  readonly settings: { groupAdding(tenant: string): Promise<GroupAdding> };
  readonly organizations: {
    facts(tenant: string): Promise<{ readonly defaultCountry?: string }>;
  };
}

export function createGroups(deps: GroupsDeps): Groups {
  const { groups, memberships } = deps;
  const members = createGroupMembers(deps);
  const addMember = createAddMember(deps, members);

  async function there(tenant: string, id: string): Promise<Group> {
    const group = await groups.read(tenant, id);
    if (group === undefined || group.deletedAt !== undefined) throw new AppError('group-gone');
    return group;
  }

  /**
   * A former owner who left the group is none, even if the owners were read before. Neither is a guest, though
   * one may have added the bot to a group chat.
   */
  async function isOwner(group: Group, person: string): Promise<boolean> {
    if (!ownsGroup(group, person)) return false;
    return (await memberships.read(group.tenant, group.id, person))?.isEmployee === true;
  }

  async function own(tenant: string, id: string, person: string): Promise<Group> {
    const group = await there(tenant, id);
    if (!(await isOwner(group, person))) throw new AppError('not-a-group-admin');
    return group;
  }

  async function open(tenant: string, id: string, person: string) {
    const group = await own(tenant, id, person);
    const adding = await deps.settings.groupAdding(tenant);
    const closed = whyClosed(adding, group);
    if (closed !== undefined) throw new AppError(closed);
    return { group, adding };
  }

  /** Members that Teams lists, only Teams can remove; those that a group admin added by hand, group admins can. */
  async function sharedBy(who: string, person: StoredPerson, group: Group): Promise<SharedGroup> {
    const { id, name } = group;
    if (!(await isOwner(group, who))) return { id, name };
    const ids = [person.id, ...(person.absorbed ?? [])];
    const all = await memberships.ofGroup(group.tenant, id);
    const byHand = all.find(
      (one) =>
        one.how === 'by-hand' && (ids.includes(one.person ?? '') || ids.includes(one.member)),
    );
    return { id, name, ...(byHand !== undefined && { byHand: byHand.member }) };
  }

  async function groupsOfAny(tenant: string, ids: readonly string[]): Promise<Set<string>> {
    const found = await Promise.all(ids.map((id) => memberships.groupsOf(tenant, id)));
    return new Set(found.flat());
  }

  return {
    async ownedBy(tenant, person) {
      const ids = await memberships.groupsOf(tenant, person);
      const found = await Promise.all(ids.map((id) => groups.read(tenant, id)));
      const owned = await Promise.all(
        found.map(async (group) =>
          group !== undefined && (await isOwner(group, person)) ? [group] : [],
        ),
      );
      return byName(owned.flat());
    },

    async openTo(tenant, owned) {
      if (owned.length === 0) return [];
      const adding = await deps.settings.groupAdding(tenant);
      return owned.filter((group) => whyClosed(adding, group) === undefined);
    },

    async all(tenant) {
      const found = await groups.all(tenant);
      return byName(found.filter(({ deletedAt }) => deletedAt === undefined));
    },

    async group(tenant, id, person, isAdmin) {
      return isAdmin ? there(tenant, id) : own(tenant, id, person);
    },

    members: (group, page, viewer) => members.page(group, page, viewer),
    everyone: (group, viewer) => members.everyone(group, viewer),

    async add(tenant, by, id, typed) {
      const { group, adding } = await open(tenant, id, by.id);
      const { defaultCountry } = await deps.organizations.facts(tenant);
      const read = readTyped(typed, defaultCountry as CountryCode | undefined);
      if ('problems' in read) return read;
      const outcome = await addMember(group, by, adding.most, read);
      return outcome === 'added' ? { added: read.name } : { there: read.name };
    },

    files: createGroupFiles({
      ...{ memberships, allowance: deps.allowance, add: addMember, open, own },
      byHand: createByHand(deps, members),
    }),

    async remove(tenant, by, id, member) {
      const group = await own(tenant, id, by.id);
      const membership = await memberships.read(tenant, group.id, member);
      if (membership?.how === 'by-hand') await memberships.end(tenant, [membership]);
    },

    async shared(tenant, who, person) {
      const [mine, theirs] = await Promise.all([
        memberships.groupsOf(tenant, who),
        groupsOfAny(tenant, [
          person.id,
          ...(person.absorbed ?? []),
          ...(person.entraId === undefined ? [] : [person.entraId]),
        ]),
      ]);
      const both = mine.filter((id) => theirs.has(id));
      const found = await Promise.all(both.map((id) => groups.read(tenant, id)));
      const there = byName(found.filter((group) => group?.deletedAt === undefined));
      return Promise.all(there.map((group) => sharedBy(who, person, group)));
    },
  };
}

/** @returns why people can't be added to a group by hand; undefined where its group admins may */
function whyClosed({ by }: GroupAdding, { kind }: Group): ErrorCode | undefined {
  if (by === 'off') return 'group-adding-off';
  return by === 'teams' && kind !== 'team' ? 'group-adding-teams-only' : undefined;
}

function byName(groups: readonly (Group | undefined)[]): readonly Group[] {
  return groups
    .filter((group) => group !== undefined)
    .toSorted((one, other) => one.name.localeCompare(other.name));
}
