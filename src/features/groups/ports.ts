import type { Group, Membership, RosterMember } from './group.ts';

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
