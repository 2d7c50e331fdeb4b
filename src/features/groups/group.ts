import type { Actor, PersonFields } from '../../domain/person.ts';

export type GroupKind = 'team' | 'groupChat';

/** An organization group: a Teams team or group chat in which the bot is installed. */
export interface Group {
  readonly tenant: string;
  /** made by safeId of what Teams calls the team or chat */
  readonly id: string;
  readonly kind: GroupKind;
  /** as Teams tells it; '' where it has told none */
  readonly name: string;
  /** of a team: the Microsoft 365 group behind it */
  readonly entraGroupId?: string;
  /** how the bot layer reaches it; opaque here */
  readonly reference: string;
  /** who added the bot, where Teams said so */
  readonly installedBy?: Actor;
  /** ISO 8601, UTC: of the newest sign that the bot is in it, by the platform's clock */
  readonly installedAt: string;
  /** Entra object ids of its group admins, as they were last known */
  readonly owners: readonly string[];
  /** ISO 8601, UTC: when the roster was last begun to be read that was read to its end; absent: never yet */
  readonly readAt?: string;
  /** ISO 8601, UTC: the bot was removed, or the team deleted */
  readonly deletedAt?: string;
  readonly etag: string;
}

/** Someone as a roster tells of them. */
export interface RosterMember {
  /** Entra object id, as safeId gives it */
  readonly entraId: string;
  readonly name: string;
  /** an account of the organization itself, no guest */
  readonly isEmployee: boolean;
  /** values as they are kept */
  readonly fields: PersonFields;
}

/** That someone is in a group. */
export interface Membership {
  readonly group: string;
  /** Entra object id; of somebody who was added by hand, the id that their phone gives (in rows of 1.0.0 the person's id) */
  readonly member: string;
  /** as Teams tells it, or as it was typed */
  readonly name: string;
  /** `roster`: Teams says so; `by-hand`: a group admin added them, and no roster knows of them */
  readonly how: 'roster' | 'by-hand';
  readonly isEmployee: boolean;
  /** as the roster tells them; of somebody who was added by hand, the phone that was typed */
  readonly fields: PersonFields;
  /** Entra object id of who added them by hand; absent in rows from before it was kept */
  readonly addedBy?: string;
  /** id of the person in the directory; absent until they have arrived there */
  readonly person?: string;
  /** what the roster tells of them is still to be brought to the directory */
  readonly toArrive: boolean;
  /** ISO 8601, UTC */
  readonly since: string;
  readonly etag: string;
}

/** Nobody who left is a group admin, though the owners were read before they left. */
export function ownsGroup(group: Group, person: string): boolean {
  return group.deletedAt === undefined && group.owners.includes(person);
}
