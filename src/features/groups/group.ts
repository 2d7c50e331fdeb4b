import type { Actor, PersonFields } from '../../domain/person.ts';

export type GroupKind = 'team' | 'groupChat';

/** An organization group: a Teams team or group chat in which the bot is installed. */
export interface Group {
  readonly tenant: string;
  /** safeId of Teams' id of the team or chat */
  readonly id: string;
  readonly kind: GroupKind;
  /** as in Teams; '' where it has none */
  readonly name: string;
  /** of a team: the Microsoft 365 group behind it */
  readonly entraGroupId?: string;
  /** reference for the bot layer; opaque here */
  readonly reference: string;
  /** the person who added the bot, where Teams said so */
  readonly installedBy?: Actor;
  /** ISO 8601, UTC: the newest evidence that the bot is in it, by the platform's clock */
  readonly installedAt: string;
  /** Entra object ids of its group admins, as last known */
  readonly owners: readonly string[];
  /** ISO 8601, UTC: start of the last complete reading of its members; absent: never read */
  readonly readAt?: string;
  /** ISO 8601, UTC: when the bot was removed, or the team deleted */
  readonly deletedAt?: string;
  readonly etag: string;
}

/** A member in Teams' list. */
export interface RosterMember {
  /** Entra object id, as safeId gives it */
  readonly entraId: string;
  readonly name: string;
  /** an account of the organization itself, not a guest */
  readonly isEmployee: boolean;
  /** validated values */
  readonly fields: PersonFields;
}

/** A person's membership in a group. */
export interface Membership {
  readonly group: string;
  /** Entra object id; for members added by hand, the id derived from their phone number (in rows of 1.0.0 the person's id) */
  readonly member: string;
  /** as in Teams, or as typed */
  readonly name: string;
  /** `roster`: in Teams' list; `by-hand`: added by a group admin, and not in Teams' list */
  readonly how: 'roster' | 'by-hand';
  readonly isEmployee: boolean;
  /** from Teams' list; for members added by hand, the typed phone number */
  readonly fields: PersonFields;
  /** Entra object id of the person who added them by hand; absent in older rows */
  readonly addedBy?: string;
  /** id of the operation whose file they came from; absent: typed */
  readonly addedIn?: string;
  /** id of the person in the directory; absent until provisioned */
  readonly person?: string;
  /** whether the member still has to be provisioned */
  readonly toArrive: boolean;
  /** ISO 8601, UTC */
  readonly since: string;
  readonly etag: string;
}

/** A person who left is no group admin, even if the owners were read before. */
export function ownsGroup(group: Group, person: string): boolean {
  return group.deletedAt === undefined && group.owners.includes(person);
}
