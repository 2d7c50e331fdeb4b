import type { AttributeKey } from './attributes.ts';
import type { Network } from './network.ts';
import type { AlsoKnownBy, HistoryEntry, Person, PersonFields } from './person.ts';

/*
 * Port: storage of people. It belongs to the domain because imports, the directory view and every single change
 * of a person use the same store.
 */

/** The part of a person that comparing by hash needs. */
export interface KnownPerson {
  readonly id: string;
  readonly hash: string;
}

export interface StoredPerson extends Person {
  readonly etag: string;
}

/** The part of a person that a file of people needs; includes deleted people. */
export interface PersonContents {
  readonly id: string;
  readonly network: Network;
  readonly fields: PersonFields;
  /** of network and all attributes; for a deleted person a constant */
  readonly hash: string;
  /** ISO 8601, UTC */
  readonly addedAt: string;
  readonly changedAt: string;
  readonly deletedAt?: string;
  readonly alsoKnownBy?: AlsoKnownBy;
  /** empty unless requested */
  readonly history: readonly HistoryEntry[];
}

export interface DeletedPerson {
  readonly id: string;
  /** ISO 8601, UTC */
  readonly deletedAt: string;
}

/** A person's account, and whether a sync is to follow it. */
export type PersonsAccount = Pick<StoredPerson, 'source' | 'linked' | 'deletedAt'> & {
  readonly entraId: string;
};

/** A row that can't be read as a person: damaged, or written by hand. */
export interface DamagedPerson {
  readonly id: string;
  readonly damaged: true;
}

export interface ContentsWanted {
  readonly attributes: readonly AttributeKey[];
  readonly history: boolean;
}

/** One write of a transaction: a new person, or a new state of a person whose version is known. */
export type PersonWrite =
  | { readonly type: 'add'; readonly person: Person }
  | { readonly type: 'update'; readonly person: Person; readonly etag: string };

/**
 * People by shard: sixteen tables, in each of which an organization is a partition. A range is a part of a
 * shard: the people whose ids start with these digits, the first of which is the shard.
 */
export interface PeopleStore {
  /** Ids and content hashes of all people of an organization in a range, by id, page by page. */
  scanHashes(
    tenant: string,
    range: string,
    signal?: AbortSignal,
  ): AsyncIterable<readonly KnownPerson[]>;
  /** All people of an organization in a range, by id, page by page. */
  scan(tenant: string, range: string, signal?: AbortSignal): AsyncIterable<readonly StoredPerson[]>;
  /** The deleted people of a shard; the store leaves out the others, so that few pages come. */
  scanDeleted(
    tenant: string,
    shard: string,
    signal?: AbortSignal,
  ): AsyncIterable<readonly DeletedPerson[]>;
  /** The people of a shard who have an account, also deleted ones, in the same way. */
  scanAccounts(
    tenant: string,
    shard: string,
    signal?: AbortSignal,
  ): AsyncIterable<readonly PersonsAccount[]>;
  /** Reads the named people that exist, with a few point reads at a time. All ids belong to one shard. */
  read(
    tenant: string,
    shard: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, StoredPerson>>;
  /**
   * At most 100 writes in one shard, all or none. People with so much text that they don't fit into one transaction are
   * written in several: then a part can be written although the answer is an error or a conflict, as after a lost answer.
   * @returns 'conflict' when a person to be added exists already (or their id has a tombstone:
   * src/features/people/identity.ts), or one to be updated has changed or is gone
   */
  write(
    tenant: string,
    shard: string,
    writes: readonly PersonWrite[],
  ): Promise<'written' | 'conflict'>;
}

/** People for exports. */
export interface PeopleContents {
  /**
   * All people of an organization in a shard, by id, page by page, each with the requested parts. A person who
   * exists throughout is returned exactly once, whatever is changed, moved or deleted meanwhile, since an id
   * never changes.
   */
  scanContents(
    tenant: string,
    shard: string,
    wanted: ContentsWanted,
    signal?: AbortSignal,
  ): AsyncIterable<readonly (PersonContents | DamagedPerson)[]>;
}

/** People for archives. */
export interface WholePeople {
  /** The same as `PeopleContents.scanContents`, with all that is kept of each person. */
  scanWhole(
    tenant: string,
    shard: string,
    signal?: AbortSignal,
  ): AsyncIterable<readonly (StoredPerson | DamagedPerson)[]>;
}

/** The change feed: where the directory view has to read again. Written before the people are, so that no change is missed. */
export interface ChangeFeed {
  /**
   * These people may be about to change; at most 100.
   * @param onKey gets the key of each entry before it is written
   */
  people(tenant: string, ids: readonly string[], onKey?: (key: string) => void): Promise<void>;
  /** Anyone in this shard may be about to change, because an import is writing. */
  shard(tenant: string, shard: string, onKey?: (key: string) => void): Promise<void>;
}
