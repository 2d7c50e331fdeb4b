import type { Actor } from '../../domain/person.ts';

/** A group admin added a person who was deleted: an admin of the directory decides whether to restore them. */
export interface RestoreRequest {
  /** id of the deleted person */
  readonly person: string;
  /** of the person at the time of the request: once the person was restored, the request is void */
  readonly deletedAt: string;
  readonly by: Actor;
  /** name of the group; '' where it has none in Teams */
  readonly group: string;
  /** as typed */
  readonly name: string;
  /** ISO 8601, UTC */
  readonly at: string;
  /** ISO 8601, UTC: when an admin decided that the person stays deleted */
  readonly refusedAt?: string;
}
