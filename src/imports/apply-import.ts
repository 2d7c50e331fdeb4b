import { shards } from '../directory/person-id.ts';
import type { Actor } from '../directory/person.ts';
import type { Counts, Operation } from '../operations/operation.ts';
import type { FileStore } from '../operations/ports.ts';
import { applyLines, linesInTransaction, type Applied } from './apply-shard.ts';
import { importFiles } from './import-files.ts';
import { fromJsonLines } from './json-lines.ts';
import type { PlanLine, Target } from './plan-line.ts';
import type { ChangeNotes, PeopleStore } from '../directory/people-store.ts';
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

export interface ApplyDeps {
  readonly work: FileStore;
  readonly people: PeopleStore;
  readonly notes: ChangeNotes;
  /** transactions under way at once: 4 saturate the embedded store, 16 an Azure account */
  readonly concurrency: number;
}

export interface ApplyRun {
  readonly operation: Operation;
  readonly target: Target;
  readonly by: Actor;
  readonly from: ApplyCheckpoint;
  /** aborts when the process stops, the claim or the lease is lost, or the admin cancels */
  readonly signal: AbortSignal;
  now(): string;
  /** called after every transaction with what is truly done; the caller decides how often to keep it */
  onProgress(checkpoint: ApplyCheckpoint): void | Promise<void>;
}

/**
 * Applies a plan: writes what changes, shard by shard, in transactions of 100. What is done is always a beginning of
 * each shard's plan, so a checkpoint is one number a shard; a transaction that was written after the last checkpoint is
 * recognised when it is tried again.
 *
 * @returns the last checkpoint; when the signal aborts it throws the signal's reason, with `onProgress` up to date
 */
export async function applyImport(deps: ApplyDeps, run: ApplyRun): Promise<ApplyCheckpoint> {
  const lines: Record<string, number> = { ...run.from.lines };
  const done = { ...run.from, rejections: [...run.from.rejections] };
  const failed = new AbortController();
  const signal = AbortSignal.any([run.signal, failed.signal]);

  const note = async (shard: string, count: number, applied: Applied) => {
    lines[shard] = (lines[shard] ?? 0) + count;
    done.added += applied.added;
    done.updated += applied.updated;
    done.unchanged += applied.unchanged;
    done.rejected += applied.rejected.length;
    done.rejections.push(...applied.rejected.slice(0, rejectionsKept - done.rejections.length));
    await run.onProgress({ ...done, lines: { ...lines } });
  };

  const waiting = [...shards];
  const applyNext = async (): Promise<void> => {
    for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) {
      await applyShard(deps, { ...run, signal }, shard, lines[shard] ?? 0, note);
    }
  };
  // One that fails stops the others at their next batch; all have settled before the failure is told.
  const tasks = Array.from({ length: Math.min(deps.concurrency, shards.length) }, () =>
    applyNext().catch((error: unknown) => failed.abort(error)),
  );
  await Promise.all(tasks);
  signal.throwIfAborted();
  return { ...done, lines };
}

async function applyShard(
  deps: ApplyDeps,
  run: ApplyRun,
  shard: string,
  skip: number,
  note: (shard: string, count: number, applied: Applied) => Promise<void>,
): Promise<void> {
  const plan = importFiles.plan(run.operation, shard);
  if (!(await deps.work.exists(plan))) return;
  if (!isLarge(run.operation)) return writeShard(deps, run, shard, skip, note, plan);
  const { tenant } = run.operation;
  await deps.notes.shard(tenant, shard);
  try {
    await writeShard(deps, run, shard, skip, note, plan);
  } finally {
    // Also when it was cancelled in the middle: what is written by then has to be seen.
    await deps.notes.shard(tenant, shard);
  }
}

async function writeShard(
  deps: ApplyDeps,
  run: ApplyRun,
  shard: string,
  skip: number,
  note: (shard: string, count: number, applied: Applied) => Promise<void>,
  plan: string,
): Promise<void> {
  const { tenant } = run.operation;
  const large = isLarge(run.operation);
  for await (const lines of batchesOf(fromJsonLines<PlanLine>(deps.work.open(plan)), skip)) {
    run.signal.throwIfAborted();
    const ids = lines.map(({ row }) => row.id);
    if (!large) await deps.notes.people(tenant, ids);
    const applied = await applyLines(lines, {
      tenant,
      shard,
      operation: run.operation.id,
      target: run.target,
      by: run.by,
      people: deps.people,
      now: () => run.now(),
    });
    await note(shard, lines.length, applied);
  }
}

/** Some hundred changes a shard: above that, telling the view of each person costs more than reading the shard again. */
const manyChanges = 1600;

/** Whether so much changes that the directory view is better made anew than told of each person. */
export function isLarge({ planned, counts, undo, rowsTotal = 0 }: Operation): boolean {
  const { added, updated } = planned ?? counts;
  return (undo === undefined ? added + updated : rowsTotal) > manyChanges;
}

export async function* batchesOf<T>(
  source: AsyncIterable<readonly T[]>,
  skip: number,
): AsyncGenerator<T[]> {
  let toSkip = skip;
  let batch: T[] = [];
  for await (const lines of source) {
    for (const line of lines) {
      if (toSkip > 0) {
        toSkip -= 1;
        continue;
      }
      batch.push(line);
      if (batch.length < linesInTransaction) continue;
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
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
  return { counts: countsAt(planned, checkpoint), rowsDone: rowsDoneAt(planned, checkpoint) };
}

/** The operation's counts at a checkpoint: what was written, beside what the plan found unchanged or wrong. */
function countsAt(planned: Counts, checkpoint: ApplyCheckpoint): Counts {
  return {
    added: checkpoint.added,
    updated: checkpoint.updated,
    unchanged: planned.unchanged + checkpoint.unchanged,
    rejected: planned.rejected + checkpoint.rejected,
  };
}

/** Rows of the file that are dealt with: those the plan settled, and those of the plan that are done. */
function rowsDoneAt(planned: Counts, checkpoint: ApplyCheckpoint): number {
  const lines = Object.values(checkpoint.lines).reduce((sum, count) => sum + count, 0);
  return planned.unchanged + planned.rejected + lines;
}
