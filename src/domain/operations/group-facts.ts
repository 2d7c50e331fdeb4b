import type { Actor } from '../person.ts';

/*
 * A file whose people join an organization group, as its group admin adds people by hand: they learn nothing of the
 * directory, and change nobody in it (docs/decisions/0048-harmless-group-admins.md).
 */

/** A file's part about groups, in the operation's record. */
export interface GroupFacts {
  /** the groups that its sender may add people to: at most 50 */
  readonly offered: readonly { readonly id: string; readonly name: string }[];
  /** its sender is no admin of the directory, so it can only be for a group */
  readonly only?: true;
  /** the chosen group; absent: none, or none yet */
  readonly chosen?: { readonly id: string; readonly name: string };
}

/** The group that the people of a file join; undefined: it is for the directory. */
export function groupOf({ group }: { readonly group?: GroupFacts }): GroupFacts['chosen'] {
  return group?.chosen;
}

/** Whether a person may have an import although they aren't an admin of the directory: their own file for a group. */
export function isOwnGroupFile(
  { group, by }: { readonly group?: GroupFacts; readonly by: Actor },
  person: string,
): boolean {
  return group?.only === true && by.id === person;
}
