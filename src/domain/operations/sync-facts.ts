/** The sync's part of the operation's record: the request and the results. */

/** Why everyone is read, not only the changes since the last sync. */
export type FullSyncReason =
  /** the organization's first */
  | 'first'
  /** an admin selected Reset sync */
  | 'reset'
  /** the delta token of the last sync is too old for Entra (410 Gone) */
  | 'expired'
  /** the mapping or the selection of users has changed since */
  | 'settings';

export interface SyncFacts {
  /** absent: only changes since the last sync */
  readonly full?: FullSyncReason;
  /** the daily run, not an admin's Sync now */
  readonly scheduled?: true;
  /** people deleted or disabled in Entra, or no longer among the selected users */
  readonly removed: number;
  /** people who had been removed and are restored; also counted as added */
  readonly restored: number;
  /** records merged because they were the same person */
  readonly merged: number;
  /** people whose identity is uncertain, for an admin to decide; absent: none */
  readonly held?: number;
}
