import type { StoredPerson } from '../../domain/people-store.ts';

/** A person whom an import deletes, as the plan saw them. The lines are kept as long as the plan. */
export interface LeavingLine {
  readonly id: string;
  /** their row, where the file names those who leave; absent: they aren't in a file of everybody */
  readonly row?: { readonly line: number; readonly record: number };
  readonly before: StoredPerson;
}

/** Where a shard's lines of these stand among the shards of a checkpoint. */
export const leavingPart = (shard: string): string => `leaving-${shard}`;

/** Beside the shards' files, that of those who stay since they are linked. */
export const linkedLines = 'linked';
