import type { Person } from '../directory/person.ts';

/** As much of a person as comparing by hash needs. */
export interface KnownPerson {
  readonly id: string;
  readonly hash: string;
}

export interface StoredPerson extends Person {
  readonly etag: string;
}

/** One write of a transaction: a person who is new, or a new state of one whose version is known. */
export type PersonWrite =
  | { readonly type: 'add'; readonly person: Person }
  | { readonly type: 'update'; readonly person: Person; readonly etag: string };

/** People, shard by shard (design: sixteen tables; within one, an organization is a partition). */
export interface PeopleStore {
  /** Ids and content hashes of all people of an organization in a shard, by id, page by page. */
  scanHashes(
    tenant: string,
    shard: string,
    signal?: AbortSignal,
  ): AsyncIterable<readonly KnownPerson[]>;
  /** All people of an organization in a shard, by id, page by page. */
  scan(tenant: string, shard: string, signal?: AbortSignal): AsyncIterable<readonly StoredPerson[]>;
  /** Those of the named people who are there; point reads, a few at once. All ids of one shard. */
  read(
    tenant: string,
    shard: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, StoredPerson>>;
  /**
   * At most 100 writes of one shard, all or none.
   * @returns 'conflict' when a person to be added is there already, or one to be updated has changed or gone
   */
  write(
    tenant: string,
    shard: string,
    writes: readonly PersonWrite[],
  ): Promise<'written' | 'conflict'>;
}

/** What an import has to know of its organization. */
export interface OrganizationFacts {
  /** keys the derivation of people's ids; made once, at the organization's first use */
  readonly identitySecret: string;
  /** two letters; decides how national phone numbers are read */
  readonly defaultCountry?: string;
}

export interface OrganizationReader {
  facts(tenant: string): Promise<OrganizationFacts>;
}

/**
 * The right to write to an organization's directory: one holder at a time, the others wait in the order in
 * which they were confirmed.
 */
export interface WriterLine {
  /** Takes a place in the line; taking it twice changes nothing. @param place sorts: when it was confirmed + id */
  join(tenant: string, place: string): Promise<void>;
  /** Whether this place is the first in the line. */
  isFirst(tenant: string, place: string): Promise<boolean>;
  leave(tenant: string, place: string): Promise<void>;
  /** The places in the line, first first, at most `limit`. */
  waiting(tenant: string, limit: number): Promise<readonly string[]>;
  /**
   * The lease itself. Renewed by the store while held; `lost` aborts when a renewal failed, and the holder stops writing.
   * @returns undefined when someone else holds it
   */
  acquire(tenant: string): Promise<WriterLease | undefined>;
}

export interface WriterLease {
  readonly lost: AbortSignal;
  release(): Promise<void>;
}
