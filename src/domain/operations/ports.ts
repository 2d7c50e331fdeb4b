import type { JobMessage } from './job-message.ts';
import type { Actor } from '../person.ts';
import type { OperationFilter } from './operation-filter.ts';
import type { Operation, OperationKey, OperationKind } from './operation.ts';

/** The record changed since it was read: read it again and decide again. */
type Conflict = 'conflict';

/** The history: one record for each operation, newest first within an organization and kind. */
export interface OperationStore {
  /** Writes a new record; returns it with its etag. An existing id is a conflict. */
  create(operation: Omit<Operation, 'etag'>): Promise<Operation | Conflict>;
  read(key: OperationKey): Promise<Operation | undefined>;
  /** Replaces the record if it is still the version that `operation.etag` names. */
  update(operation: Operation): Promise<Operation | Conflict>;
  /**
   * One page, newest first.
   * @param from row key of the first operation to show (inclusive); absent: the newest
   * @param filter only those that match
   * @returns `next`: row key at which the following page starts, if there is one
   */
  page(
    tenant: string,
    kind: OperationKind,
    size: number,
    from?: string,
    filter?: OperationFilter,
  ): Promise<{ readonly operations: readonly Operation[]; readonly next?: string }>;
  /** The people who started the newest operations of a kind, the last one first. */
  starters(tenant: string, kind: OperationKind): Promise<readonly Actor[]>;
}

/** Files: the originals, error logs and templates that people download, and jobs' own working files. */
export interface FileStore {
  /**
   * Streams into a blob, replacing an existing one.
   * @param options.limit bytes; more than that aborts with AppError `file-too-large` and leaves no blob
   * @param options.head called once with the first bytes (up to 4096, fewer if the file is shorter); may throw
   * to refuse the file, which leaves no blob
   */
  write(
    name: string,
    content: AsyncIterable<Buffer> | Iterable<Buffer>,
    options?: {
      readonly limit?: number;
      readonly head?: (bytes: Buffer) => void;
      readonly signal?: AbortSignal;
    },
  ): Promise<{ readonly bytes: number }>;
  /** Streams a blob from an offset. @throws AppError `operation-gone` when it doesn't exist */
  open(name: string, fromByte?: number): AsyncIterable<Buffer>;
  exists(name: string): Promise<boolean>;
  /** Lists every blob whose name starts with the prefix, page by page, by name. @returns `at`: last write, ISO 8601, UTC */
  list(prefix: string): AsyncIterable<readonly { readonly name: string; readonly at: string }[]>;
  /** Deletes a blob, if it exists. */
  remove(name: string): Promise<void>;
  /** Deletes every blob whose name starts with the prefix. */
  removeAll(prefix: string): Promise<void>;
  /** A read-only link to this one blob, valid for `minutes`, which downloads it as `fileName`. */
  link(name: string, fileName: string, minutes: number): Promise<string>;
}

/** Requests jobs. */
export interface JobSender {
  send(message: JobMessage, delaySeconds?: number): Promise<void>;
}

/** Notifies admins of an operation's progress and end. */
export interface Announcer {
  /** The operation's card is outdated: redraw it in place. @param delaySeconds 0 or more */
  readonly moved: (operation: Operation, delaySeconds?: number) => Promise<void>;
  /**
   * The operation has ended: sends a notice to the admin who requested it, and redraws the card a last time.
   * Idempotent: the outbox has one row for each operation, which records that it was sent.
   */
  readonly ended: (operation: Operation) => Promise<void>;
}

/**
 * The right to write to an organization's directory: one operation at a time, the others wait in the order in
 * which they were confirmed.
 */
export interface WriteQueue {
  /** Takes a place in the queue; a second call changes nothing. @param place sorts: time of confirmation + id */
  join(tenant: string, place: string): Promise<void>;
  /** Whether this place is the first in the queue. */
  isFirst(tenant: string, place: string): Promise<boolean>;
  leave(tenant: string, place: string): Promise<void>;
  /** The first `limit` places in the queue, in order. */
  waiting(tenant: string, limit: number): Promise<readonly string[]>;
  /**
   * The lease itself. Renewed by the store while held; `lost` aborts when it can't be counted on any more, and the holder stops.
   * @returns undefined when someone else holds it
   */
  acquire(tenant: string): Promise<WriteLock | undefined>;
}

export interface WriteLock {
  readonly lost: AbortSignal;
  /** Runs work whose storage requests are refused once the lease has expired, even if that is noticed late. */
  whileHeld<Result>(work: () => Promise<Result>): Promise<Result>;
  release(): Promise<void>;
}
