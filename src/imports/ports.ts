import type { AttributeDefinition } from '../directory/attributes.ts';
import type { OperationKey } from '../operations/operation.ts';
import type { ApplyCheckpoint } from './apply-checkpoint.ts';

/** What an import has to know of its organization. */
export interface OrganizationFacts {
  /** keys the derivation of people's ids; made once, at the organization's first use */
  readonly identitySecret: string;
  /** two letters; decides how national phone numbers are read */
  readonly defaultCountry?: string;
}

export interface OrganizationReader {
  facts(tenant: string): Promise<OrganizationFacts>;
  /** the organization's own attributes, without the removed ones; asked anew each time, since they follow at once */
  attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
  /**
   * Where a person isn't found under the id that their phone gives: derived id → the person's. The few whose phone was
   * changed stand here, and those who got a phone that was another's before.
   */
  aliases(tenant: string): Promise<ReadonlyMap<string, string>>;
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

/** A shard of a large import: several workers write it (src/imports/parts.ts). */
export interface ImportPart {
  readonly shard: string;
  readonly state: 'open' | 'taken' | 'done';
  /** while taken: if nothing is heard of whoever took it by then, they have died; milliseconds since 1970 */
  readonly until: number;
  readonly checkpoint: ApplyCheckpoint;
  /** optimistic concurrency */
  readonly etag: string;
}

export interface ImportPartStore {
  /** Makes the parts that aren't there yet; those that are stay. */
  create(key: OperationKey, parts: readonly Omit<ImportPart, 'etag'>[]): Promise<void>;
  /** All parts of an import, by shard. */
  all(key: OperationKey): Promise<readonly ImportPart[]>;
  /** Replaces a part if it is still the version that `part.etag` names. */
  update(key: OperationKey, part: ImportPart): Promise<ImportPart | 'conflict'>;
  removeAll(key: OperationKey): Promise<void>;
}
