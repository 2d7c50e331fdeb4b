import type { Actor } from '../../domain/person.ts';
import type { Likeness } from '../../domain/likeness.ts';
import type { AttributeDefinition, OwnKey } from '../../domain/attributes.ts';

/** Organization facts that a change of a person needs. */
export interface PeopleOrganization {
  facts(tenant: string): Promise<{
    /** keys the derivation of people's ids */
    readonly identitySecret: string;
    /** two letters; decides how national phone numbers are read */
    readonly defaultCountry?: string;
  }>;
  /** the organization's own attributes, without the removed ones */
  attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
}

/** The id of the person with a phone, if it isn't the one derived from the phone. */
export interface Alias {
  /** the id derived from the phone */
  readonly derived: string;
  /** the id of its person, existing or not */
  readonly person: string;
  /** changes with each write of the alias */
  readonly version: string;
  /** ISO 8601, UTC: when it was last written */
  readonly at: string;
}

export interface AliasStore {
  read(tenant: string, derived: string): Promise<Alias | undefined>;
  /**
   * Points a phone's id to a person's.
   * @param seen the version that this is decided on; undefined: there was no alias
   * @returns false when another change was faster
   */
  put(
    tenant: string,
    alias: { readonly derived: string; readonly person: string; readonly at: string },
    seen: string | undefined,
  ): Promise<boolean>;
  /** @returns false when it has changed since */
  remove(tenant: string, alias: Alias): Promise<boolean>;
  /** All of an organization, page by page. They are few: two for each phone that was ever changed. */
  all(tenant: string): AsyncIterable<readonly Alias[]>;
  /**
   * Closes an id without a person: adding one there afterwards conflicts, however long ago the caller looked.
   * @returns false when the id was closed before or has a person
   */
  close(tenant: string, id: string, at: string): Promise<boolean>;
  isClosed(tenant: string, id: string): Promise<boolean>;
  /** Removes a person for good. @returns false when they have changed since */
  removePerson(tenant: string, id: string, etag: string): Promise<boolean>;
  /** Removes a person and closes the id in one step. @returns false when the person has changed since */
  replaceByClosed(tenant: string, id: string, etag: string, at: string): Promise<boolean>;
  /** Opens a closed id; leaves any other unchanged. */
  open(tenant: string, id: string): Promise<void>;
}

/** The id of the person with an Entra account, if it isn't the one derived from the account. */
export interface EntraLink {
  readonly entraId: string;
  readonly person: string;
  /** changes with each write of the link */
  readonly version: string;
  /** ISO 8601, UTC: when it was last written */
  readonly at: string;
}

export interface EntraLinkStore {
  /** Whether any account is known. */
  isAny(tenant: string): Promise<boolean>;
  read(tenant: string, entraId: string): Promise<EntraLink | undefined>;
  /** The links of those of the named accounts that have one. */
  readMany(tenant: string, entraIds: readonly string[]): Promise<ReadonlyMap<string, EntraLink>>;

  /**
   * @param seen the version that this is decided on; undefined: there was none. @returns false when another
   * change was faster
   */
  put(
    tenant: string,
    link: { readonly entraId: string; readonly person: string; readonly at: string },
    seen: string | undefined,
  ): Promise<boolean>;
  /** Links accounts without a person to people; at most 100, all or none. @returns false when one of them has a link */
  addMany(
    tenant: string,
    links: readonly { readonly entraId: string; readonly person: string; readonly at: string }[],
  ): Promise<boolean>;
}

/** For archives. */
export interface AllEntraLinks {
  /** All of an organization, page by page. */
  all(tenant: string): AsyncIterable<readonly EntraLink[]>;
}

/** Pairs of records that an admin said are two people. Kept for good. */
export interface ApartStore {
  /** All of an organization: both ids of each pair, the smaller first. */
  all(tenant: string): Promise<readonly (readonly [string, string])[]>;
  /** Does nothing where the pair is known. @returns when it was said first, and by whom */
  put(
    tenant: string,
    pair: readonly [string, string],
    facts: { readonly at: string; readonly by: Actor },
  ): Promise<{ readonly at: string; readonly by: Actor }>;
  /** When the pair was said first, and by whom; undefined: it wasn't, or not any more. */
  read(
    tenant: string,
    pair: readonly [string, string],
  ): Promise<{ readonly at: string; readonly by: Actor } | undefined>;
  /** Takes a pair back. Idempotent. */
  remove(tenant: string, pair: readonly [string, string]): Promise<void>;
  /** Forgets all pairs with a person who is erased. */
  forget(tenant: string, person: string): Promise<void>;
}

/** Two records that look like one person, and why; found in the directory view. */
export interface LikelyDuplicate extends Likeness {
  /** ids, the older record first */
  readonly one: string;
  readonly other: string;
}

/** People who may have an email, when it isn't a key. Their records decide. */
export interface EmailFinder {
  /** ids of a few people who have this email, in any case; never deleted ones */
  withEmail(tenant: string, email: string): Promise<readonly string[]>;
  /** the same for an employee ID; absent: employee IDs identify nobody */
  withEmployeeId?(tenant: string, employeeId: string): Promise<readonly string[]>;
}

/** Own attributes that were removed so long ago that their data is no longer kept. */
export interface ExpiredAttributes {
  expired(tenant: string): Promise<readonly OwnKey[]>;
  /** Forgets an attribute whose data is gone. */
  forget(tenant: string, key: OwnKey): Promise<void>;
}

/** People whom sign-in has handled, so that it doesn't on each turn. */
export interface JoinedStore {
  /** absent: never yet */
  joined(tenant: string, person: string): Promise<Joined | undefined>;
  noteJoined(tenant: string, person: string, joined: Joined): Promise<void>;
}

interface Joined {
  /** ISO 8601, UTC */
  readonly at: string;
  /** their name in the chat then */
  readonly name: string;
}
