import { shards } from '../../domain/person-id.ts';
import type { Counts, Operation } from '../../domain/operations/operation.ts';
import { peopleToDelete } from '../../domain/operations/people-to-delete.ts';
import type { Applied } from './apply-shard.ts';
import { leavingPart } from './leaving-line.ts';
import type { Rejection } from './reading/row.ts';

/** Progress of an apply, kept with the operation so that another attempt continues from there. */
export interface ApplyCheckpoint {
  /** lines done of each shard's plan */
  readonly lines: Readonly<Record<string, number>>;
  /** the results of those lines */
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** rows that the directory no longer allowed when they were applied: how many, and the first of them */
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

/** A record keeps at most this many late rejections. They need a simultaneous change, so they are few. */
const rejectionsKept = 100;

/**
 * The sum of several workers' checkpoints, each for its own lines. For a shard in several of them, the last one
 * counts.
 */
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

/** The checkpoint after some more lines of a part, such as a shard's plan. */
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

/** Whether every line of the plan is finished. If the plan's files are gone, it seems to have no lines. */
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

/** The record's facts at a checkpoint. */
export function factsAt(
  operation: Operation,
  checkpoint: ApplyCheckpoint,
): Pick<Operation, 'counts' | 'rowsDone'> {
  const planned = operation.planned ?? operation.counts;
  const counts = { ...countsAt(planned, checkpoint), ...deletedAt(operation, checkpoint) };
  return { counts, rowsDone: rowsDoneAt(planned, checkpoint) };
}

/** The operation's counts at a checkpoint: what was written, and what the plan found unchanged or wrong. */
function countsAt(planned: Counts, checkpoint: ApplyCheckpoint): Counts {
  return {
    added: checkpoint.added,
    updated: checkpoint.updated,
    unchanged: planned.unchanged + checkpoint.unchanged,
    rejected: planned.rejected + checkpoint.rejected,
    ...(planned.leftOut !== undefined && { leftOut: planned.leftOut }),
  };
}

/** The people whom the import has deleted; those who aren't in the file and stay are counted beside the rows. */
function deletedAt(
  operation: Operation,
  { deleted = 0, stayed = 0 }: ApplyCheckpoint,
): Pick<Counts, 'deleted' | 'stayed'> {
  if (operation.mode !== 'delete' && peopleToDelete(operation) === 0) return {};
  return { deleted, ...(stayed > 0 && { stayed }) };
}

/** Rows of the file, and people who aren't in it, that are finished: those settled by the plan, and those applied. */
function rowsDoneAt(planned: Counts, checkpoint: ApplyCheckpoint): number {
  const lines = Object.values(checkpoint.lines).reduce((sum, count) => sum + count, 0);
  return planned.unchanged + planned.rejected + lines;
}
