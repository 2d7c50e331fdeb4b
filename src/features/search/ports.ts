/** A part of a directory's view, as it is kept: opaque bytes, and the version they are. */
interface KeptPart {
  readonly bytes: Buffer;
  readonly etag: string;
}

/** Where the parts of organizations' views are kept: one for each shard. */
export interface SegmentStore {
  /**
   * @param unlike an etag: the part is read only if it is another version by now
   * @returns undefined when there is no such part; 'same' when it is the version that the caller knows
   */
  read(tenant: string, shard: string, unlike?: string): Promise<KeptPart | 'same' | undefined>;
  /**
   * Writes a part whole.
   * @param over etag of the version that it takes the place of; undefined: there is none
   * @returns the new etag, or 'conflict' when someone else has written meanwhile
   */
  write(
    tenant: string,
    shard: string,
    bytes: Buffer,
    over: string | undefined,
  ): Promise<{ readonly etag: string } | 'conflict'>;
}

/** "Look here again", as a writer of people noted it before it wrote. */
export interface ChangeFeedEntry {
  /** unique within an organization, sorts by time */
  readonly key: string;
  /** milliseconds since 1970 by the clock of the process that wrote */
  readonly at: number;
  /** one person, or everyone in the shard */
  readonly subject: { readonly person: string } | { readonly shard: string };
}

export interface ChangeReader {
  /** The notes of an organization from a time on (milliseconds since 1970, inclusive), by time. */
  since(tenant: string, from: number): Promise<readonly ChangeFeedEntry[]>;
  /** Removes notes from before a time. @returns how many: at most some thousands at a call */
  purge(tenant: string, before: number): Promise<number>;
}
