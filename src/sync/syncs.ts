import type { Actor } from '../directory/person.ts';
import type { Operation, OperationKey } from '../operations/operation.ts';

export interface SyncAsked {
  readonly by: Actor;
  readonly locale: string;
  /** IANA name */
  readonly timeZone?: string;
  /** the daily run, not an admin's press */
  readonly scheduled?: true;
  /** tells one press, or one day's run, from another: what is asked for twice is asked for once */
  readonly key: string;
}

/** What admins and the daily schedule ask of the sync. Who may is asked before. */
export interface Syncs {
  /**
   * Asks for a sync now. While one is under way that one is the answer.
   * @throws AppError `sync-not-set-up`
   */
  ask(
    tenant: string,
    asked: SyncAsked,
  ): Promise<{ readonly operation: Operation; readonly isNew: boolean }>;
  /** Goes on from the preview of the first sync: then people are written. Idempotent. */
  confirm(key: OperationKey, by: Actor): Promise<Operation | undefined>;
  /** Ends a sync that waits at once, one that runs at its next step; what was written stays. */
  cancel(key: OperationKey): Promise<Operation | undefined>;
  /** Forgets how far the sync has come: the next one looks at everyone, and asks before it writes. Removes nobody. */
  reset(tenant: string, by: Actor): Promise<void>;
  /** The organization's last sync, or the one under way. */
  last(tenant: string): Promise<Operation | undefined>;
}
