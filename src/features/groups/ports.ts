import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor, PersonFields } from '../../domain/person.ts';
import type { Group, Membership, RosterMember } from './group.ts';
import type { RestoreRequest } from './restore-request.ts';

export interface GroupStore {
  read(tenant: string, id: string): Promise<Group | undefined>;
  /** All groups of an organization, including those that no longer exist. */
  all(tenant: string): Promise<readonly Group[]>;
  create(group: Omit<Group, 'etag'>): Promise<Group | 'conflict'>;
  /** Replaces the group if it is still the version that `group.etag` names. */
  update(group: Group): Promise<Group | 'conflict'>;
}

/** Memberships, queried by key for a group or for a person. */
export interface MembershipStore {
  /** All memberships of a group, by member. */
  ofGroup(tenant: string, group: string): Promise<readonly Membership[]>;
  read(tenant: string, group: string, member: string): Promise<Membership | undefined>;
  /** Ids of a person's groups. @param who an Entra object id or a person's id */
  groupsOf(tenant: string, who: string): Promise<readonly string[]>;
  /** Writes memberships, overwriting existing ones. */
  put(tenant: string, memberships: readonly Omit<Membership, 'etag'>[]): Promise<void>;
  /** Records the person of a provisioned member. @returns false when the membership has changed or ended since it was read */
  arrived(tenant: string, membership: Membership, person: string): Promise<boolean>;
  /** Deletes memberships. */
  end(tenant: string, memberships: readonly Membership[]): Promise<void>;
}

/** Adds people known to a group admin by phone number and name. */
export interface NamedPeople {
  /** An id derived from the phone number that doesn't reveal it: the same for a number, whoever has it. @param phone E.164 */
  idOf(tenant: string, phone: string): Promise<string>;
  /**
   * Adds a person to Others. An existing person with this phone number is left unchanged, and a deleted one
   * isn't restored.
   * @param fields including the phone number (E.164)
   */
  addNamed(
    tenant: string,
    by: Actor,
    fields: PersonFields & { readonly phone: string },
  ): Promise<{ readonly what: 'added' | 'there' | 'deleted'; readonly person: StoredPerson }>;
}

/** The people that each person recently added to groups, shared by all web processes. */
export interface AddedMembersStore {
  /** @returns each with its time, in milliseconds since 1970 */
  read(
    tenant: string,
    person: string,
  ): Promise<{
    readonly added: readonly { readonly key: string; readonly at: number }[];
    readonly etag?: string;
  }>;
  /** @returns 'conflict' when the stored version is no longer the one that was read */
  write(
    tenant: string,
    person: string,
    added: readonly { readonly key: string; readonly at: number }[],
    etag: string | undefined,
  ): Promise<'written' | 'conflict'>;
}

/** Requests to restore deleted people: one for each person. */
export interface RestoreRequestStore {
  all(tenant: string): Promise<readonly RestoreRequest[]>;
  /** @returns an etag also for a row that can't be read */
  read(
    tenant: string,
    person: string,
  ): Promise<{ readonly request?: RestoreRequest; readonly etag?: string }>;
  /**
   * @param seen etag of the version that the decision is based on; undefined: there was none. @returns false
   * when it has changed since
   */
  write(tenant: string, request: RestoreRequest, seen: string | undefined): Promise<boolean>;
  remove(tenant: string, person: string): Promise<void>;
}

/** A group's current name and type in Teams. */
interface GroupDetails {
  readonly name?: string;
  readonly entraGroupId?: string;
}

/** One page of a group's members. */
export interface RosterPage {
  readonly members: readonly RosterMember[];
  /** entries that no account identifies */
  readonly unknown: number;
}

/** Reads the members of groups from Teams. Only the web role talks to Teams. */
export interface RosterReader {
  /** The members page by page; `gone` when the bot is no longer in the group. Any other failure is thrown. */
  pages(group: Pick<Group, 'tenant' | 'reference'>): AsyncIterable<RosterPage | 'gone'>;
  /** Details of a team. @throws when Teams doesn't return them */
  details(group: Pick<Group, 'tenant' | 'reference'>): Promise<GroupDetails>;
}

/** Reads the owners of a team. */
export interface GroupOwners {
  /**
   * @param tenant organization
   * @param entraGroupId of the Microsoft 365 group behind the team
   * @returns Entra object ids, normalised by safeId
   * @throws when they can't be read: then the last known ones apply
   */
  ownersOf(tenant: string, entraGroupId: string): Promise<readonly string[]>;
}

/** Has the web role read a group's members. Ids only. */
export interface ReadRosterMessage {
  readonly v: 1;
  readonly type: 'read-roster';
  readonly tenant: string;
  readonly group: string;
  /** ISO 8601, UTC: no need to read members that were read after this time */
  readonly at: string;
}

export interface RosterQueue {
  send(message: ReadRosterMessage, delaySeconds?: number): Promise<void>;
}

/** Looks accounts up in Teams. */
export interface AccountLookUp {
  /**
   * @param who.person Entra object id
   * @param who.reference of a conversation that they are in, as stored with the chats
   * @returns undefined for a person without an account
   * @throws when Teams returns an error
   */
  account(who: {
    readonly tenant: string;
    readonly person: string;
    readonly reference: string;
  }): Promise<RosterMember | undefined>;
}
