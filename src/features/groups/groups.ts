import type { Provisioning } from '../../domain/provisioning.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, PersonFields } from '../../domain/person.ts';
import { parsePhone, type CountryCode, type PhoneProblem } from '../../domain/phone.ts';
import { parseValue, type ValueProblem } from '../../domain/values.ts';
import { AppError } from '../../errors.ts';
import { ownsGroup, type Group, type Membership } from './group.ts';
import type { GroupStore, MembershipStore } from './ports.ts';

/** A member as a list shows them. */
interface GroupMember {
  /** key of the membership */
  readonly member: string;
  readonly name: string;
  readonly how: Membership['how'];
  /** as the directory has them; absent: not arrived yet, or deleted there */
  readonly person?: StoredPerson;
}

interface MemberPage {
  readonly members: readonly GroupMember[];
  /** of all that there are */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Why somebody can't be added, at the field that is wrong. */
export type MemberProblem =
  | { readonly field: 'phone'; readonly reason: PhoneProblem }
  | { readonly field: 'name'; readonly reason: ValueProblem | 'required-missing' };

type AddMemberOutcome =
  | { readonly added: StoredPerson }
  /** they are in the group already */
  | { readonly there: StoredPerson }
  | { readonly problems: readonly MemberProblem[] };

/** What people ask of organization groups. Who asks is told apart here: a card's data decides nothing. */
export interface Groups {
  /** The groups of which somebody is a group admin, by name. */
  ownedBy(tenant: string, person: string): Promise<readonly Group[]>;
  /** All groups of an organization, by name; for its admins, which is asked before. */
  all(tenant: string): Promise<readonly Group[]>;
  /**
   * One group, for who may see it.
   * @param isAdmin an admin of the organization sees all
   * @throws AppError `group-gone`, `not-a-group-admin`
   */
  group(tenant: string, id: string, person: string, isAdmin: boolean): Promise<Group>;
  /** @param page from 0; past the end: the last one */
  members(group: Group, page: number): Promise<MemberPage>;
  /**
   * Adds somebody without an account to a group of one's own, and to the directory.
   * @throws AppError `group-gone`, `not-a-group-admin`
   */
  add(
    tenant: string,
    by: Actor,
    group: string,
    typed: { readonly phone: string; readonly name: string },
  ): Promise<AddMemberOutcome>;
  /**
   * Takes somebody who was added by hand out of a group of one's own; they stay in the directory. Who isn't in it is out already.
   * @throws AppError `group-gone`, `not-a-group-admin`
   */
  remove(tenant: string, by: Actor, group: string, member: string): Promise<void>;
  /** Names of the groups that somebody shares with a person of the directory. @param who Entra object id */
  shared(tenant: string, who: string, person: StoredPerson): Promise<readonly string[]>;
}

export interface GroupsDeps {
  readonly groups: GroupStore;
  readonly memberships: MembershipStore;
  readonly provisioning: Provisioning;
  readonly people: { get(tenant: string, id: string): Promise<StoredPerson | undefined> };
  readonly organizations: {
    facts(tenant: string): Promise<{ readonly defaultCountry?: string }>;
  };
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const pageSize = 10;

export function createGroups(deps: GroupsDeps): Groups {
  const { groups, memberships, provisioning, people, now } = deps;

  async function there(tenant: string, id: string): Promise<Group> {
    const group = await groups.read(tenant, id);
    if (group === undefined || group.deletedAt !== undefined) throw new AppError('group-gone');
    return group;
  }

  /** A former owner who left the group is none, though the owners were read before. */
  async function isOwner(group: Group, person: string): Promise<boolean> {
    if (!ownsGroup(group, person)) return false;
    return (await memberships.read(group.tenant, group.id, person)) !== undefined;
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
        : await survivor(tenant, membership.member);
    return found?.deletedAt === undefined ? found : undefined;
  }

  /** Who was merged into another record lives on under its id. */
  async function survivor(tenant: string, id: string): Promise<StoredPerson | undefined> {
    const person = await people.get(tenant, id);
    const { mergedInto } = person ?? {};
    return mergedInto === undefined ? person : people.get(tenant, mergedInto);
  }

  async function groupsOfAny(tenant: string, ids: readonly string[]): Promise<Set<string>> {
    const found = await Promise.all(ids.map((id) => memberships.groupsOf(tenant, id)));
    return new Set(found.flat());
  }

  return {
    async ownedBy(tenant, person) {
      const ids = await memberships.groupsOf(tenant, person);
      const found = await Promise.all(ids.map((id) => groups.read(tenant, id)));
      return byName(found.filter((group) => group !== undefined && ownsGroup(group, person)));
    },

    async all(tenant) {
      const found = await groups.all(tenant);
      return byName(found.filter(({ deletedAt }) => deletedAt === undefined));
    },

    async group(tenant, id, person, isAdmin) {
      return isAdmin ? there(tenant, id) : own(tenant, id, person);
    },

    async members(group, wanted) {
      const all = await memberships.ofGroup(group.tenant, group.id);
      const sorted = all.toSorted((one, other) => one.name.localeCompare(other.name));
      const pages = Math.max(1, Math.ceil(sorted.length / pageSize));
      const page = Math.min(Math.max(wanted, 0), pages - 1);
      const shown = sorted.slice(page * pageSize, (page + 1) * pageSize);
      const listed = await Promise.all(
        shown.map(async (membership): Promise<GroupMember> => {
          const { member, name, how } = membership;
          const person = await personOf(group.tenant, membership);
          return { member, name, how, ...(person !== undefined && { person }) };
        }),
      );
      return { members: listed, total: sorted.length, page, pages };
    },

    async add(tenant, by, id, typed) {
      const group = await own(tenant, id, by.id);
      const { defaultCountry } = await deps.organizations.facts(tenant);
      const read = readTyped(typed, defaultCountry as CountryCode | undefined);
      if ('problems' in read) return read;
      const { person } = await provisioning.provision(tenant, by, {
        source: 'group',
        isEmployee: false,
        fields: read.fields,
      });
      const of = await groupsOfAny(tenant, [person.id, ...(person.absorbed ?? [])]);
      if (of.has(group.id)) return { there: person };
      await memberships.put(tenant, [
        {
          group: group.id,
          member: person.id,
          name: read.name,
          how: 'by-hand',
          isEmployee: false,
          fields: {},
          person: person.id,
          toArrive: false,
          since: new Date(now()).toISOString(),
        },
      ]);
      return { added: person };
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
      return byName(found.filter((group) => group?.deletedAt === undefined)).map(
        ({ name }) => name,
      );
    },
  };
}

function byName(groups: readonly (Group | undefined)[]): readonly Group[] {
  return groups
    .filter((group) => group !== undefined)
    .toSorted((one, other) => one.name.localeCompare(other.name));
}

/** The first words are the first name, the last one is the last name: who has only one has no last name. */
function readTyped(
  typed: { readonly phone: string; readonly name: string },
  country: CountryCode | undefined,
):
  | { readonly fields: PersonFields; readonly name: string }
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
