import type { Right } from '../../domain/roles.ts';

/** The key that signs an organization's download links. */
export interface DownloadKeys {
  /** Made on first use. */
  of(tenant: string): Promise<Buffer>;
  /** @returns undefined while the organization has made no link */
  known(tenant: string): Promise<Buffer | undefined>;
}

/** A file that a card links to. */
export interface LinkedFile {
  /** the blob */
  readonly name: string;
  /** under which it is saved */
  readonly fileName: string;
}

/** The person on whose card a link stands. */
export interface LinkReader {
  readonly tenant: string;
  /** Entra object id */
  readonly person: string;
  /** BCP 47 */
  readonly locale: string;
  /** what the person must still hold when the link is opened; absent: nothing */
  readonly right?: Right;
}
