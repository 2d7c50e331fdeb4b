/**
 * External dependencies of the doctor. A check examines one aspect of a deployment and reports it in one
 * sentence; it changes nothing that the product uses.
 */

/** Why the storage refused. `note` is the service's own code, for causes without a sentence of their own. */
export interface StorageTrouble {
  readonly kind:
    | 'no-role'
    | 'network-rules'
    | 'wrong-key'
    | 'no-keys-taken'
    | 'no-token'
    | 'unreachable'
    | 'link-refused'
    | 'other';
  readonly note: string;
}

/** Each creates a table, container or queue of its own, uses it as the product would, and deletes it. */
export interface StorageProbe {
  tables(): Promise<StorageTrouble | undefined>;
  blobs(): Promise<StorageTrouble | undefined>;
  queues(): Promise<StorageTrouble | undefined>;
  /** Signs a link as on cards, and opens it. */
  links(): Promise<StorageTrouble | undefined>;
  /** How far this machine's clock is ahead of the storage's, in milliseconds; undefined when the storage returns no time. */
  clockAheadMs(): Promise<number | undefined>;
  /** Files in the inbox, and milliseconds since the oldest arrived; undefined: it can't be read */
  inbox(): Promise<{ readonly files: number; readonly oldestMs: number } | undefined>;
  /** The id of a job that is due and that no worker has taken; undefined: there is none */
  dueJob(): Promise<string | undefined>;
  /** When the last complete backup was begun; ISO 8601, UTC. undefined: there is none */
  lastBackup(): Promise<string | undefined>;
}

/** Microsoft Graph, with the bot's own identity. */
export interface EntraDoor {
  /** @throws AppError `entra-unreachable`, whose cause explains the missing token */
  token(): Promise<unknown>;
  /** @throws AppError `entra-unreachable`, `entra-refused` */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
}

/** The machine that the doctor runs on. */
export interface Machine {
  /** such as `24.21.0` */
  readonly nodeVersion: string;
  /** where rows of files are spilled during checks */
  readonly temporaryFolder: string;
}

/** The result of a check. */
export type Finding =
  | { readonly outcome: 'ok'; readonly sentence: string }
  | { readonly outcome: 'wrong'; readonly sentence: string }
  /** skipped, because something it depends on was wrong */
  | { readonly outcome: 'skipped'; readonly sentence: string };
