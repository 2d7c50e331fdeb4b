import type { Actor, PersonFields } from './person.ts';

/** A person without an account who joins a group. */
export interface NewMember {
  readonly name: string;
  /** only names and the phone number (E.164) */
  readonly fields: PersonFields & { readonly phone: string };
  /** the file that they come from; absent: typed */
  readonly operation?: string;
}

/** How people of a file join a group. Each step checks again that the sender may add people to it. */
export interface GroupJoining {
  /**
   * @returns how many people the sender may add now, and whether one is in the group already
   * @throws AppError `group-gone`, `not-a-group-admin`, `group-adding-off`, `group-adding-teams-only`
   */
  look(
    tenant: string,
    by: Actor,
    group: string,
  ): Promise<{ readonly left: number; isMember(phone: string): Promise<boolean> }>;
  /**
   * @returns adds one person: `over-limit` when the sender may add no more in 24 hours
   * @throws AppError as `look`
   */
  join(
    tenant: string,
    by: Actor,
    group: string,
  ): Promise<(person: Required<NewMember>) => Promise<'added' | 'there' | 'over-limit'>>;
}
