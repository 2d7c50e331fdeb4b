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

/** A held sync is discarded after so many days, and its admin reminded after fewer. */
export const heldDays = 7;
export const remindAfterDays = 2;

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
  /** of a sync that is or was held: it changes or removes more people than the organization's limit */
  readonly bigChange?: { readonly changed: number; readonly people: number };
  /** ISO 8601, UTC: when the admin was reminded that it is held */
  readonly remindedAt?: string;
  /** people whose identity is uncertain, for an admin to decide; absent: none */
  readonly held?: number;
}
