import type { Actor } from '../../domain/person.ts';

/** A group admin added somebody who was deleted: whether they come back is for an admin of the directory to decide. */
export interface RestoreRequest {
  /** id of the deleted person */
  readonly person: string;
  /** of the person when it was asked: once they were restored, it is about nothing any more */
  readonly deletedAt: string;
  readonly by: Actor;
  /** name of the group; '' where Teams has told none */
  readonly group: string;
  /** as it was typed */
  readonly name: string;
  /** ISO 8601, UTC */
  readonly at: string;
  /** ISO 8601, UTC: an admin decided that they stay deleted */
  readonly refusedAt?: string;
}
