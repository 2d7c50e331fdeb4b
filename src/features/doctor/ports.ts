/**
 * What the doctor asks of the world. A check finds out one thing about a deployment and says it in one sentence; it changes nothing
 * that the product uses.
 */

/** Why the storage refused. `note` is the service's own code, for what has no sentence of its own. */
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

/** Each makes a table, container or queue of its own, uses it as the product would, and takes it away again. */
export interface StorageProbe {
  tables(): Promise<StorageTrouble | undefined>;
  blobs(): Promise<StorageTrouble | undefined>;
  queues(): Promise<StorageTrouble | undefined>;
  /** Signs a link as cards have them, and opens it. */
  links(): Promise<StorageTrouble | undefined>;
  /** How far this machine's clock is ahead of the storage's, in milliseconds; undefined when it tells no time. */
  clockAheadMs(): Promise<number | undefined>;
}

/** Microsoft Graph, as the bot's own identity. */
export interface EntraDoor {
  /** @throws AppError `entra-unreachable`, whose cause says why there is no token */
  token(): Promise<unknown>;
  /** @throws AppError `entra-unreachable`, `entra-refused` */
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<unknown>;
}

/** The machine that the doctor runs on. */
export interface Machine {
  /** such as `24.21.0` */
  readonly nodeVersion: string;
  /** where files are spilled while they are checked */
  readonly temporaryFolder: string;
}

/** What a check came to. */
export type Finding =
  | { readonly outcome: 'ok'; readonly sentence: string }
  | { readonly outcome: 'wrong'; readonly sentence: string }
  /** something that it needs was wrong already */
  | { readonly outcome: 'skipped'; readonly sentence: string };
