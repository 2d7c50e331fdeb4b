import type { AttributeKey } from './attributes.ts';
import type { Network } from './network.ts';
import type { HistoryEntry, Person, PersonFields } from './person.ts';

/*
 * Port: where people are kept. It stands in the domain because imports, the directory view and every single change of a
 * person need the same store.
 */

/** As much of a person as comparing by hash needs. */
export interface KnownPerson {
  readonly id: string;
  readonly hash: string;
}

export interface StoredPerson extends Person {
  readonly etag: string;
}

/** As much of a person as a file of people needs; deleted ones are among them. */
export interface PersonContents {
  readonly id: string;
  readonly network: Network;
  readonly fields: PersonFields;
  /** of network and all attributes; of someone who is deleted it says only that */
  readonly hash: string;
  /** ISO 8601, UTC */
  readonly addedAt: string;
  readonly changedAt: string;
  readonly deletedAt?: string;
  /** empty unless it was asked for */
  readonly history: readonly HistoryEntry[];
}

/** A row that can't be read as a person's: it was damaged, or written by hand. */
export interface DamagedPerson {
  readonly id: string;
  readonly damaged: true;
}

export interface ContentsWanted {
  readonly attributes: readonly AttributeKey[];
  readonly history: boolean;
}

/** One write of a transaction: a person who is new, or a new state of one whose version is known. */
export type PersonWrite =
  | { readonly type: 'add'; readonly person: Person }
  | { readonly type: 'update'; readonly person: Person; readonly etag: string };

/**
 * People, shard by shard (design: sixteen tables; within one, an organization is a partition). Where it says range, a part of a shard
 * will do as well: the people whose ids begin with these digits, the first of which is the shard.
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
  /** Those of them who have an account of Entra: the store leaves out the others, so this costs little where few have one. */
  scanWithAccount(tenant: string, shard: string): AsyncIterable<readonly StoredPerson[]>;
  /** Those of the named people who are there; point reads, a few at once. All ids of one shard. */
  read(
    tenant: string,
    shard: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, StoredPerson>>;
  /**
   * At most 100 writes of one shard, all or none.
   * @returns 'conflict' when a person to be added is there already (or their id is closed: src/features/people/identity.ts), or one
   * to be updated has changed or gone
   */
  write(
    tenant: string,
    shard: string,
    writes: readonly PersonWrite[],
  ): Promise<'written' | 'conflict'>;
}

/** People as files need them. */
export interface PeopleContents {
  /**
   * All people of an organization in a shard, by id, page by page, each with what is wanted of them. Somebody who is there
   * throughout comes exactly once, whatever is changed, moved or deleted meanwhile: an id never changes.
   */
  scanContents(
    tenant: string,
    shard: string,
    wanted: ContentsWanted,
    signal?: AbortSignal,
  ): AsyncIterable<readonly (PersonContents | DamagedPerson)[]>;
}

/** Says where the directory view has to look again. Noted before the people are written, so that no change is missed. */
export interface ChangeFeed {
  /** These people may be about to change; at most 100. */
  people(tenant: string, ids: readonly string[]): Promise<void>;
  /** Anyone in this shard may be about to change: an import is at it. */
  shard(tenant: string, shard: string): Promise<void>;
}
