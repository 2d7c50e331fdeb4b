import type { AttributeDefinition } from '../directory/attributes.ts';
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
