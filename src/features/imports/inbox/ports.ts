import type { WriteLock } from '../../../domain/operations/ports.ts';

/** A file in the inbox, as it was when it was listed. */
export interface InboxFile {
  readonly tenant: string;
  /** with its folder */
  readonly name: string;
  /** changes with each write to the file */
  readonly version: string;
  /** milliseconds since the last write, by the storage's clock */
  readonly ageMs: number;
  /** another system holds it */
  readonly isHeld: boolean;
}

/** Claim: which operation a version of a file became, or becomes. It outlives the process that takes the file. */
export interface InboxStore {
  /** Every file, page by page. @param tenant absent: of all organizations */
  list(tenant?: string): AsyncIterable<readonly InboxFile[]>;
  /** @throws AppError `operation-gone` if the file is gone, or isn't this version */
  open(file: InboxFile): AsyncIterable<Buffer>;
  /** Deletes this version of the file; a newer one stays. */
  remove(file: InboxFile): Promise<void>;
  /** @returns the operation of this version, if there is a claim */
  claimOf(file: InboxFile): Promise<string | undefined>;
  /** Claims this version. @returns its operation: the given one, unless another process claimed it first */
  claim(file: InboxFile, operation: string): Promise<string>;
  release(file: InboxFile): Promise<void>;
  /** Lets one process take files of an organization. @returns undefined when another one does */
  acquire(tenant: string): Promise<WriteLock | undefined>;
}
