/** What a sync with Entra was asked to be, and what came of it: its part of the operation's record. */

/** Why everyone is looked at, and not only what changed since the last sync. */
export type FullSyncReason =
  /** the organization's first */
  | 'first'
  /** an admin pressed Reset sync */
  | 'reset'
  /** what was kept of the last sync is too old for Entra (410 Gone) */
  | 'expired'
  /** the mapping or the choice of users was changed since */
  | 'settings';

export interface SyncFacts {
  /** absent: only what changed since the last sync */
  readonly full?: FullSyncReason;
  /** the daily run, not an admin's Sync now */
  readonly scheduled?: true;
  /** people who are gone from Entra, disabled, or no longer among the chosen users */
  readonly removed: number;
  /** people who had been removed and are back; they count as added too */
  readonly restored: number;
  /** records that turned out to be the same person as another */
  readonly merged: number;
  /** people of whom it isn't certain who they are: an admin decides; absent: none */
  readonly held?: number;
}
