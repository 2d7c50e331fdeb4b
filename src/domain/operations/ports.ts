import type { Operation, OperationKey, OperationKind } from './operation.ts';

/** What was to be updated was changed by someone else in between: read again, decide again. */
type Conflict = 'conflict';

/** The history: one record for each operation, newest first within an organization and kind. */
export interface OperationStore {
  /** Writes a new record; returns it with its etag. An id that is there already is a conflict. */
  create(operation: Omit<Operation, 'etag'>): Promise<Operation | Conflict>;
  read(key: OperationKey): Promise<Operation | undefined>;
  /** Replaces the record if it is still the version that `operation.etag` names. */
  update(operation: Operation): Promise<Operation | Conflict>;
  /**
   * One page, newest first.
   * @param from row key of the first operation to show (inclusive); absent: the newest
   * @returns `next`: row key with which the following page begins, if there is one
   */
  page(
    tenant: string,
    kind: OperationKind,
    size: number,
    from?: string,
  ): Promise<{ readonly operations: readonly Operation[]; readonly next?: string }>;
}

/** Files: the originals, error logs and templates that people download, and jobs' own working files. */
export interface FileStore {
  /**
   * Streams into a blob, replacing what is there.
   * @param options.limit bytes; more than that aborts with AppError `file-too-large` and leaves no blob
   * @param options.head called once with the first bytes (up to 4096, fewer if the file is shorter), may throw to refuse the file: then nothing is left
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
  /** Streams a blob from a byte on. A blob that isn't there: AppError `operation-gone`. */
  open(name: string, fromByte?: number): AsyncIterable<Buffer>;
  exists(name: string): Promise<boolean>;
  /** Every blob whose name begins with the prefix, page by page, by name. @returns when each was last written: ISO 8601, UTC */
  list(prefix: string): AsyncIterable<readonly { readonly name: string; readonly at: string }[]>;
  /** Removes a blob; one that isn't there is left. */
  remove(name: string): Promise<void>;
  /** Removes every blob whose name begins with the prefix. */
  removeAll(prefix: string): Promise<void>;
  /** A link that only reads this one blob, for `minutes`, and downloads it under `fileName`. */
  link(name: string, fileName: string, minutes: number): Promise<string>;
}

/** A job's message. Ids only; the truth is in the operation's record. */
export type JobMessage =
  | OperationJobMessage
  | RefreshViewMessage
  | RunScheduleMessage
  | RunSyncMessage
  | FollowGroupMessage;

export interface OperationJobMessage {
  readonly v: 1;
  readonly type:
    | 'plan-import'
    | 'apply-import'
    | 'import-part'
    | 'undo-import'
    | 'export-people'
    | 'sync-people';
  readonly tenant: string;
  readonly operation: string;
}

/** The parts of the organization's directory view are to be written anew: much has changed. */
export interface RefreshViewMessage {
  readonly v: 1;
  readonly type: 'refresh-view';
  readonly tenant: string;
}

/** A schedule's export is due at a time. Waits in the queue until then. */
export interface RunScheduleMessage {
  readonly v: 1;
  readonly type: 'run-schedule';
  readonly tenant: string;
  readonly schedule: string;
  /** ISO 8601, UTC: which of its runs */
  readonly at: string;
}

/** The daily sync of an organization is due at a time. Waits in the queue until then. */
export interface RunSyncMessage {
  readonly v: 1;
  readonly type: 'run-sync';
  readonly tenant: string;
  /** ISO 8601, UTC: which of its runs */
  readonly at: string;
}

/** Members of a group are to arrive in the directory, or the group is none any more. */
export interface FollowGroupMessage {
  readonly v: 1;
  readonly type: 'follow-group';
  readonly tenant: string;
  readonly group: string;
}

/** Asks for a job to be done. */
export interface JobSender {
  send(message: JobMessage, delaySeconds?: number): Promise<void>;
}

/** Tells those who wait how an operation goes and that it has ended. */
export interface Announcer {
  /** The operation's card is out of date: have it drawn again in its place. @param delaySeconds 0 or more */
  readonly moved: (operation: Operation, delaySeconds?: number) => Promise<void>;
  /**
   * The operation has ended: a notice goes to the admin who asked for it, and the card is drawn a last time. Doing this
   * again does nothing new: there is one row in the outbox for each operation, and it remembers that it was sent.
   */
  readonly ended: (operation: Operation) => Promise<void>;
}

/**
 * The right to write to an organization's directory: one holder at a time, the others wait in the order in
 * which they were confirmed.
 */
export interface WriteQueue {
  /** Takes a place in the line; taking it twice changes nothing. @param place sorts: when it was confirmed + id */
  join(tenant: string, place: string): Promise<void>;
  /** Whether this place is the first in the line. */
  isFirst(tenant: string, place: string): Promise<boolean>;
  leave(tenant: string, place: string): Promise<void>;
  /** The places in the line, first first, at most `limit`. */
  waiting(tenant: string, limit: number): Promise<readonly string[]>;
  /**
   * The lease itself. Renewed by the store while held; `lost` aborts when it can't be counted on any more, and the holder stops.
   * @returns undefined when someone else holds it
   */
  acquire(tenant: string): Promise<WriteLock | undefined>;
}

export interface WriteLock {
  readonly lost: AbortSignal;
  /** Runs work whose requests to the store are refused once the lease's time is over, however late that is noticed. */
  whileHeld<Result>(work: () => Promise<Result>): Promise<Result>;
  release(): Promise<void>;
}
