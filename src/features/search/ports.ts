import type { Listable } from '../../domain/listed-attributes.ts';
/** A stored segment of a directory view: opaque bytes, and their version. */
interface KeptPart {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Stores the segments of organizations' views: one for each shard. */
export interface SegmentStore {
  /**
   * @param unlike an etag: the segment is read only if its version differs
   * @returns undefined when there is no segment; 'same' when the version is the given one
   */
  read(tenant: string, shard: string, unlike?: string): Promise<KeptPart | 'same' | undefined>;
  /**
   * Writes a whole segment.
   * @param over etag of the version to replace; undefined: there is none
   * @returns the new etag, or 'conflict' after a concurrent write
   */
  write(
    tenant: string,
    shard: string,
    bytes: Buffer,
    over: string | undefined,
  ): Promise<{ readonly etag: string } | 'conflict'>;
}

/** An entry of the change feed, written before the people that it announces. */
export interface ChangeFeedEntry {
  /** unique within an organization, sorts by time */
  readonly key: string;
  /** milliseconds since 1970 by the clock of the writer */
  readonly at: number;
  /** one person, or everyone in the shard */
  readonly subject: { readonly person: string } | { readonly shard: string };
}

export interface ChangeReader {
  /** The entries of an organization from a time on (milliseconds since 1970, inclusive), by time. */
  since(tenant: string, from: number): Promise<readonly ChangeFeedEntry[]>;
  /** Deletes entries from before a time. @returns how many: at most some thousands per call */
  purge(tenant: string, before: number): Promise<number>;
}

/** The columns of each admin's lists of people. */
export interface ListColumnsStore {
  /** @param admin Entra object id; undefined: nothing was chosen yet */
  read(tenant: string, admin: string): Promise<readonly Listable[] | undefined>;
  keep(tenant: string, admin: string, columns: readonly Listable[]): Promise<void>;
}

/** The people that each admin has ticked in a list, page by page. */
export interface PickedPeopleStore {
  /** @param admin Entra object id */
  read(tenant: string, admin: string): Promise<readonly string[]>;
  keep(tenant: string, admin: string, people: readonly string[]): Promise<void>;
}
