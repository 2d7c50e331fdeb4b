import type { Provisioning } from '../../domain/provisioning.ts';
import type { GroupAdding } from '../../domain/group-adding.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, PersonFields } from '../../domain/person.ts';
import { parsePhone, type CountryCode, type PhoneProblem } from '../../domain/phone.ts';
import { parseValue, type ValueProblem } from '../../domain/values.ts';
import { AppError, type ErrorCode } from '../../errors.ts';
import type { AddAllowance } from './add-allowance.ts';
import { ownsGroup, type Group, type Membership } from './group.ts';
import type { GroupStore, MembershipStore, NamedPeople } from './ports.ts';
import type { RestoreRequests } from './restore-requests.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { defined } from '../../lib/defined.ts';

/** A member as a list shows them. */
interface GroupMember {
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

/** A group that a reader and a person share. */
interface SharedGroup {
  readonly id: string;
  readonly name: string;
  /** the person's membership, if the reader may end it */
  readonly byHand?: string;
}

/** The person viewing a group. */
interface Viewer {
  /** Entra object id */
  readonly id: string;
  /** an admin of the directory; other viewers see nothing of the directory here */
  readonly seesPeople: boolean;
}

interface MemberPage {
  readonly members: readonly GroupMember[];
  /** of all that there are */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Why a person can't be added, by the invalid field. */
export type MemberProblem =
  | { readonly field: 'phone'; readonly reason: PhoneProblem }
  | { readonly field: 'name'; readonly reason: ValueProblem | 'required-missing' };

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
  /** Names of the groups that the viewer shares with a person of the directory. @param who Entra object id of the viewer */
  shared(tenant: string, who: string, person: StoredPerson): Promise<readonly SharedGroup[]>;
}

export interface GroupsDeps {
  readonly groups: GroupStore;
  readonly memberships: MembershipStore;
  readonly provisioning: Pick<Provisioning, 'byEntraId'>;
  readonly named: NamedPeople;
  readonly allowance: AddAllowance;
  readonly requests: Pick<RestoreRequests, 'ask'>;
  readonly settings: { groupAdding(tenant: string): Promise<GroupAdding> };
  readonly people: { get(tenant: string, id: string): Promise<StoredPerson | undefined> };
  readonly organizations: {
    facts(tenant: string): Promise<{ readonly defaultCountry?: string }>;
  };
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const pageSize = 10;
/** Members whose records are read at once. */
const readAtOnce = 16;

export function createGroups(deps: GroupsDeps): Groups {
  const { groups, memberships, provisioning, people, now } = deps;

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

  async function personOf(tenant: string, membership: Membership) {
    const found =
      membership.how === 'roster'
        ? await provisioning.byEntraId(tenant, membership.member)
        : await survivor(tenant, membership.person ?? membership.member);
    return found?.deletedAt === undefined ? found : undefined;
  }

  /** The record into which a person was merged. */
  async function survivor(tenant: string, id: string): Promise<StoredPerson | undefined> {
    const person = await people.get(tenant, id);
    const { mergedInto } = person ?? {};
    return mergedInto === undefined ? person : people.get(tenant, mergedInto);
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

  /**
   * Whether the person was deleted after they had been added by hand. A row that was added later waits for an
   * admin, so that adding a phone doesn't tell that its person is deleted.
   */
  async function isDeleted(tenant: string, membership: Membership): Promise<boolean> {
    const { how, person, member, since } = membership;
    if (how !== 'by-hand') return false;
    const found = await survivor(tenant, person ?? member);
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

    async members(group, wanted, viewer) {
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

    async add(tenant, by, id, typed) {
      const group = await own(tenant, id, by.id);
      const adding = await deps.settings.groupAdding(tenant);
      const closed = whyClosed(adding, group);
      if (closed !== undefined) throw new AppError(closed);
      const { defaultCountry } = await deps.organizations.facts(tenant);
      const read = readTyped(typed, defaultCountry as CountryCode | undefined);
      if ('problems' in read) return read;
      const { fields, name } = read;
      const member = await deps.named.idOf(tenant, fields.phone);
      const before = await memberships.read(tenant, group.id, member);
      if (before?.how === 'by-hand' && !(await isDeleted(tenant, before))) return { there: name };
      await deps.allowance.take(tenant, by.id, { group: group.id, id: member }, adding.most);
      const { what, person } = await deps.named.addNamed(tenant, by, fields);
      if (what === 'deleted') {
        await deps.requests.ask(tenant, { person: person.id, by, group: group.name, name });
      }
      await memberships.put(tenant, [
        {
          group: group.id,
          member,
          name,
          how: 'by-hand',
          isEmployee: false,
          fields: { phone: fields.phone },
          person: person.id,
          addedBy: by.id,
          toArrive: false,
          since: new Date(now()).toISOString(),
        },
      ]);
      return { added: name };
    },

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

function byName(groups: readonly (Group | undefined)[]): readonly Group[] {
  return groups
    .filter((group) => group !== undefined)
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

/** The last word is the last name, the words before it are the first name; a single word is a first name. */
function readTyped(
  typed: { readonly phone: string; readonly name: string },
  country: CountryCode | undefined,
):
  | { readonly fields: PersonFields & { readonly phone: string }; readonly name: string }
  | { readonly problems: readonly MemberProblem[] } {
  const problems: MemberProblem[] = [];
  const phone = parsePhone(typed.phone, country);
  if ('problem' in phone) problems.push({ field: 'phone', reason: phone.problem });
  const words = typed.name.trim().split(/\s+/u);
  const last = words.length > 1 ? words.at(-1) : undefined;
  const first = (last === undefined ? words : words.slice(0, -1)).join(' ');
  if (first === '') problems.push({ field: 'name', reason: 'required-missing' });
  const names = {
    firstName: parseValue('firstName', first),
    lastName: parseValue('lastName', last ?? ''),
  };
  for (const parsed of Object.values(names)) {
    if ('problem' in parsed) problems.push({ field: 'name', reason: parsed.problem });
  }
  const { firstName, lastName } = names;
  if (
    problems.length > 0 ||
    'problem' in phone ||
    'problem' in firstName ||
    'problem' in lastName
  ) {
    return { problems: problems.slice(0, 2) };
  }
  const fields = {
    phone: phone.phone,
    firstName: firstName.value,
    ...(lastName.value !== '' && { lastName: lastName.value }),
  };
  return { fields, name: [firstName.value, lastName.value].join(' ').trim() };
}
