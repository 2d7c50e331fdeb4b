import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, PersonFields } from '../../domain/person.ts';
import type { Group, Membership, RosterMember } from './group.ts';
import type { RestoreRequest } from './restore-request.ts';

export interface GroupStore {
  read(tenant: string, id: string): Promise<Group | undefined>;
  /** All of an organization, those that are none any more too. */
  all(tenant: string): Promise<readonly Group[]>;
  create(group: Omit<Group, 'etag'>): Promise<Group | 'conflict'>;
  /** Replaces the group if it is still the version that `group.etag` names. */
  update(group: Group): Promise<Group | 'conflict'>;
}

/** Memberships: of a group, and of a person, each a query by key. */
export interface MembershipStore {
  /** All of a group, by member. */
  ofGroup(tenant: string, group: string): Promise<readonly Membership[]>;
  read(tenant: string, group: string, member: string): Promise<Membership | undefined>;
  /** Ids of the groups that somebody is in. @param who an Entra object id or a person's id */
  groupsOf(tenant: string, who: string): Promise<readonly string[]>;
  /** Writes memberships whatever was there. */
  put(tenant: string, memberships: readonly Omit<Membership, 'etag'>[]): Promise<void>;
  /** Notes as which person a member has arrived. @returns false when the membership has changed or ended since it was read */
  arrived(tenant: string, membership: Membership, person: string): Promise<boolean>;
  /** Ends memberships. */
  end(tenant: string, memberships: readonly Membership[]): Promise<void>;
}

/** Brings in people of whom a group admin knows a phone number and a name. */
export interface NamedPeople {
  /** An id that the phone gives and that tells nothing of it: the same for a phone, whoever has it. @param phone E.164 */
  idOf(tenant: string, phone: string): Promise<string>;
  /**
   * Adds somebody to Others. Whoever has the phone already stays exactly as they are, and nobody who was deleted comes back.
   * @param fields with the phone (E.164)
   */
  addNamed(
    tenant: string,
    by: Actor,
    fields: PersonFields & { readonly phone: string },
  ): Promise<{ readonly what: 'added' | 'there' | 'deleted'; readonly person: StoredPerson }>;
}

/** Whom each person added to groups of late, for all web processes. */
export interface AddedMembersStore {
  /** @returns each with when, in milliseconds since 1970 */
  read(
    tenant: string,
    person: string,
  ): Promise<{
    readonly added: readonly { readonly key: string; readonly at: number }[];
    readonly etag?: string;
  }>;
  /** @returns 'conflict' when it isn't the version any more that was read */
  write(
    tenant: string,
    person: string,
    added: readonly { readonly key: string; readonly at: number }[],
    etag: string | undefined,
  ): Promise<'written' | 'conflict'>;
}

/** Requests for deleted people: one for each person. */
export interface RestoreRequestStore {
  all(tenant: string): Promise<readonly RestoreRequest[]>;
  /** @returns an etag also of one that isn't understood */
  read(
    tenant: string,
    person: string,
  ): Promise<{ readonly request?: RestoreRequest; readonly etag?: string }>;
  /** @param seen etag of the version that this is decided on; undefined: there was none. @returns false when it has changed since */
  write(tenant: string, request: RestoreRequest, seen: string | undefined): Promise<boolean>;
  remove(tenant: string, person: string): Promise<void>;
}

/** What a group is called and made of, as Teams tells it now. */
interface GroupDetails {
  readonly name?: string;
  readonly entraGroupId?: string;
}

/** One page of a roster. */
export interface RosterPage {
  readonly members: readonly RosterMember[];
  /** in the roster, but nobody whom an account tells apart */
  readonly unknown: number;
}

/** Reads from Teams who is in a group. Only the web role talks to Teams. */
export interface RosterReader {
  /** The roster page by page; `gone` when the bot is not in the group any more. Any other failure is thrown. */
  pages(group: Pick<Group, 'tenant' | 'reference'>): AsyncIterable<RosterPage | 'gone'>;
  /** Of a team. @throws when Teams doesn't tell */
  details(group: Pick<Group, 'tenant' | 'reference'>): Promise<GroupDetails>;
}

/** Who owns a team. */
export interface GroupOwners {
  /**
   * @param tenant organization
   * @param entraGroupId of the Microsoft 365 group behind the team
   * @returns Entra object ids, as safeId gives them
   * @throws when they can't be read: then those who were last known count
   */
  ownersOf(tenant: string, entraGroupId: string): Promise<readonly string[]>;
}

/** Asks the web role to read a roster. Ids only. */
export interface ReadRosterMessage {
  readonly v: 1;
  readonly type: 'read-roster';
  readonly tenant: string;
  readonly group: string;
  /** ISO 8601, UTC: a roster that was read after this needn't be read again */
  readonly at: string;
}

export interface RosterQueue {
  send(message: ReadRosterMessage, delaySeconds?: number): Promise<void>;
}

/** What Teams tells about somebody's account. */
export interface AccountLookUp {
  /**
   * @param who.person Entra object id
   * @param who.reference of a conversation in which they are, as the chats keep it
   * @returns undefined for somebody without an account
   * @throws when Teams doesn't tell
   */
  account(who: {
    readonly tenant: string;
    readonly person: string;
    readonly reference: string;
  }): Promise<RosterMember | undefined>;
}
