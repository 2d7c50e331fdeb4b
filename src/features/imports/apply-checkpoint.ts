import { shards } from '../../domain/person-id.ts';
import type { Counts, Operation } from '../../domain/operations/operation.ts';
import { peopleToDelete } from '../../domain/operations/people-to-delete.ts';
import type { Applied } from './apply-shard.ts';
import { leavingPart } from './leaving-line.ts';
import type { Rejection } from './reading/row.ts';

/** How far an apply came, kept with the operation so that another try goes on from there. */
export interface ApplyCheckpoint {
  /** lines done of each shard's plan */
  readonly lines: Readonly<Record<string, number>>;
  /** what those lines came to */
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** rows that the directory no longer allowed when their turn came: how many, and the first of them */
  readonly rejected: number;
  readonly rejections: readonly Rejection[];
  /** people who were deleted, and who were to be and stay; absent: none */
  readonly deleted?: number;
  readonly stayed?: number;
}

export const fromTheStart: ApplyCheckpoint = {
  lines: {},
  added: 0,
  updated: 0,
  unchanged: 0,
  rejected: 0,
  rejections: [],
};

/** A record holds so many late rejections; they need someone to move people while an import runs, so they are few. */
const rejectionsKept = 100;

/** What several did, each of lines of their own, together; the lines of a shard are those of the last that has it. */
export function sumOf(checkpoints: readonly ApplyCheckpoint[]): ApplyCheckpoint {
  const sum = { ...fromTheStart, lines: {}, rejections: [] as Rejection[], deleted: 0, stayed: 0 };
  for (const each of checkpoints) {
    Object.assign(sum.lines, each.lines);
    sum.added += each.added;
    sum.updated += each.updated;
    sum.unchanged += each.unchanged;
    sum.rejected += each.rejected;
    sum.deleted += each.deleted ?? 0;
    sum.stayed += each.stayed ?? 0;
    sum.rejections.push(...each.rejections.slice(0, rejectionsKept - sum.rejections.length));
  }
  return sum;
}

/** After some more lines of a part: of a shard's plan, say. */
export function after(
  {
    lines,
    added,
    updated,
    unchanged,
    rejected,
    rejections,
    deleted = 0,
    stayed = 0,
  }: ApplyCheckpoint,
  shard: string,
  count: number,
  applied: Applied,
): ApplyCheckpoint {
  return {
    lines: { ...lines, [shard]: (lines[shard] ?? 0) + count },
    added: added + applied.added,
    updated: updated + applied.updated,
    unchanged: unchanged + applied.unchanged,
    rejected: rejected + applied.rejected.length + (applied.skipped ?? 0),
    rejections: [...rejections, ...applied.rejected.slice(0, rejectionsKept - rejections.length)],
    deleted: deleted + (applied.deleted ?? 0),
    stayed: stayed + (applied.stayed ?? 0),
  };
}

/** Whether every line of the plan is dealt with: where its files are gone, there seem to be none. */
export function isWhole(operation: Operation, { lines }: ApplyCheckpoint): boolean {
  const { added, updated } = operation.planned ?? operation.counts;
  const done = (partOf: (shard: string) => string) =>
    shards.reduce((sum, shard) => sum + (lines[partOf(shard)] ?? 0), 0);
  const isPlanDone = done((shard) => shard) >= added + updated;
  return isPlanDone && done(leavingPart) >= peopleToDelete(operation);
}

export function checkpointOf({ checkpoint }: Operation): ApplyCheckpoint | undefined {
  return checkpoint as ApplyCheckpoint | undefined;
}

/** What the record shows at a checkpoint. */
export function factsAt(
  operation: Operation,
  checkpoint: ApplyCheckpoint,
): Pick<Operation, 'counts' | 'rowsDone'> {
  const planned = operation.planned ?? operation.counts;
  const counts = { ...countsAt(planned, checkpoint), ...deletedAt(operation, checkpoint) };
  return { counts, rowsDone: rowsDoneAt(planned, checkpoint) };
}

/** The operation's counts at a checkpoint: what was written, beside what the plan found unchanged or wrong. */
function countsAt(planned: Counts, checkpoint: ApplyCheckpoint): Counts {
  return {
    added: checkpoint.added,
    updated: checkpoint.updated,
    unchanged: planned.unchanged + checkpoint.unchanged,
    rejected: planned.rejected + checkpoint.rejected,
    ...(planned.leftOut !== undefined && { leftOut: planned.leftOut }),
  };
}

/** Whom the import has deleted; who aren't in the file and stay are counted beside the rows. */
function deletedAt(
  operation: Operation,
  { deleted = 0, stayed = 0 }: ApplyCheckpoint,
): Pick<Counts, 'deleted' | 'stayed'> {
  if (operation.mode !== 'delete' && peopleToDelete(operation) === 0) return {};
  return { deleted, ...(stayed > 0 && { stayed }) };
}

/** Rows of the file that are dealt with, and people who aren't in it: those the plan settled, and those of the plan that are done. */
function rowsDoneAt(planned: Counts, checkpoint: ApplyCheckpoint): number {
  const lines = Object.values(checkpoint.lines).reduce((sum, count) => sum + count, 0);
  return planned.unchanged + planned.rejected + lines;
}
