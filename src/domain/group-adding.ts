/** Who may add people to groups by hand: `all` group admins, owners of `teams` only (nobody in group chats), or nobody. */
export const addsToGroups = ['all', 'teams', 'off'] as const;
export type AddsToGroups = (typeof addsToGroups)[number];

/** What an organization decides about it. */
export interface GroupAdding {
  readonly by: AddsToGroups;
  /** people whom one person may add in any 24 hours */
  readonly most: number;
}

/** Unless another number was chosen, and at most. */
export const usualAdded = 20;
export const maxAdded = 500;
