/**
 * The people who may add others to groups by hand: `all` group admins, owners of `teams` only (not in group chats), or
 * `off`.
 */
export const addsToGroups = ['all', 'teams', 'off'] as const;
export type AddsToGroups = (typeof addsToGroups)[number];

/** An organization's setting for adding people to groups. */
export interface GroupAdding {
  readonly by: AddsToGroups;
  /** people that one person may add in any 24 hours */
  readonly most: number;
}

/** The default, and the highest number that can be chosen. */
export const usualAdded = 20;
export const maxAdded = 500;
