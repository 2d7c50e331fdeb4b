import { forEachAborting, forEachConcurrent } from '../../lib/concurrency.ts';
import { defined } from '../../lib/defined.ts';
import { shards } from '../../domain/person-id.ts';
import type { Actor } from '../../domain/person.ts';
import { peopleToDelete } from '../../domain/operations/people-to-delete.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { after, fromTheStart, sumOf, type ApplyCheckpoint } from './apply-checkpoint.ts';
import { applyLeaving } from './apply-leaving.ts';
import { applyLines, linesInTransaction, type Applied, type Applying } from './apply-shard.ts';
import { importFiles } from './import-files.ts';
import { batchesOfLines, type LineBatch } from './json-lines.ts';
import { leavingPart, type LeavingLine } from './leaving-line.ts';
import type { PlanLine, Target } from './plan-line.ts';
import type { ChangeFeed, PeopleStore } from '../../domain/people-store.ts';

export interface ApplyDeps {
  readonly work: FileStore;
  readonly people: PeopleStore;
  readonly changeFeed: ChangeFeed;
  /** simultaneous transactions: 4 saturate the embedded store, 16 an Azure account */
  readonly concurrency: number;
}

export interface ApplyRun {
  readonly operation: Operation;
  readonly target: Target;
  readonly by: Actor;
  /** aborts when the process stops, the claim or the write lock is lost, or the admin cancels */
  readonly signal: AbortSignal;
  now(): string;
}

/** Called after every transaction with the true progress. The caller decides how often to keep it. */
export type OnProgress = (checkpoint: ApplyCheckpoint) => void;

/**
 * Applies a plan: writes the changes, shard by shard, in transactions of 100. The finished lines are always the
 * first ones of each shard's plan, so a checkpoint is one number a shard. A transaction that was written after
 * the last checkpoint is recognised when it is tried again.
 * @returns the last checkpoint; when the signal aborts, throws the signal's reason, with `onProgress` up to
 * date
 */
export async function applyImport(
  deps: ApplyDeps,
  run: ApplyRun,
  from: ApplyCheckpoint,
  onProgress: OnProgress,
): Promise<ApplyCheckpoint> {
  const done = new Map<string, ApplyCheckpoint>();
  const sum = () => sumOf([from, ...done.values()]);
  const files = await filesOf(deps, run);
  const few = await noteFew(deps, run, files);
  await forEachAborting(shards, deps.concurrency, run.signal, async (shard, signal) => {
    const lines = Object.fromEntries(
      [shard, leavingPart(shard)].map((part) => [part, from.lines[part] ?? 0]),
    );
    const shardRun = { ...run, signal, files, ...defined({ few }) };
    await applyShard(deps, shardRun, shard, { ...fromTheStart, lines }, (checkpoint) => {
      done.set(shard, checkpoint);
      onProgress(sum());
    });
  });
  return sum();
}

interface ShardRun extends ApplyRun {
  /** the names of the plan's files: a file of few rows has none for many shards */
  readonly files: ReadonlySet<string>;
  /** what is in them, where so few people are written that all of them are noted already */
  readonly few?: ReadonlyMap<string, readonly Buffer[]>;
}

/** All at once: asking for each by its name takes an import of few rows longer than writing them. */
async function filesOf({ work }: ApplyDeps, { operation }: ApplyRun): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for await (const page of work.list(importFiles.work(operation)))
    for (const { name } of page) names.add(name);
  return names;
}

/**
 * Notes everyone whom an import of few rows may change, with one request instead of one for each shard.
 * @returns the contents of the plan's files, which are small; undefined: there are too many people
 */
async function noteFew(
  { work, changeFeed }: ApplyDeps,
  { operation }: ApplyRun,
  files: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly Buffer[]> | undefined> {
  if (plannedWrites(operation) > linesInTransaction) return undefined;
  const contents = new Map<string, readonly Buffer[]>();
  const ids: string[] = [];
  await forEachConcurrent(shards, readsAtOnce, async (shard) => {
    for (const file of [
      importFiles.plan(operation, shard),
      importFiles.leaving(operation, shard),
    ]) {
      if (!files.has(file)) continue;
      const chunks = await Array.fromAsync(work.open(file));
      contents.set(file, chunks);
      const batches = batchesOfLines<PlanLine | LeavingLine>(chunks, linesInTransaction);
      for await (const lines of batches)
        ids.push(...lines.read().map((line) => ('type' in line ? line.row.id : line.id)));
    }
  });
  for (let start = 0; start < ids.length; start += linesInTransaction)
    await changeFeed.people(operation.tenant, ids.slice(start, start + linesInTransaction));
  return contents;
}

const readsAtOnce = 8;

/**
 * Applies one shard's plan, then deletes the shard's people who leave.
 * @param from its finished lines, and their results
 */
async function applyShard(
  deps: ApplyDeps,
  run: ShardRun,
  shard: string,
  from: ApplyCheckpoint,
  onProgress: OnProgress,
): Promise<ApplyCheckpoint> {
  const { operation } = run;
  const written = await applyPart<PlanLine>(deps, run, from, {
    shard,
    part: shard,
    file: importFiles.plan(operation, shard),
    idOf: ({ row }) => row.id,
    apply: applyLines,
    onProgress,
  });
  if (peopleToDelete(operation) === 0) return written;
  return applyPart<LeavingLine>(deps, run, written, {
    shard,
    part: leavingPart(shard),
    file: importFiles.leaving(operation, shard),
    idOf: ({ id }) => id,
    apply: applyLeaving,
    onProgress,
  });
}

/** Lines of one file, about people of one shard. */
interface Part<Line> {
  readonly shard: string;
  /** where its lines stand in a checkpoint */
  readonly part: string;
  readonly file: string;
  readonly onProgress: OnProgress;
  readonly idOf: (line: Line) => string;
  readonly apply: (lines: LineBatch<Line>, applying: Applying) => Promise<Applied>;
}

async function applyPart<Line>(
  deps: ApplyDeps,
  run: ShardRun,
  from: ApplyCheckpoint,
  { shard, part, file, idOf, apply, onProgress }: Part<Line>,
): Promise<ApplyCheckpoint> {
  if (!run.files.has(file)) return from;
  const { tenant } = run.operation;
  const large = isLarge(run.operation);
  let done = from;
  const writeBatch = async (lines: LineBatch<Line>) => {
    run.signal.throwIfAborted();
    if (!large && run.few === undefined)
      await deps.changeFeed.people(tenant, lines.read().map(idOf));
    const at = run.now();
    const applied = await apply(lines, {
      tenant,
      shard,
      operation: run.operation.id,
      target: run.target,
      by: run.by,
      people: deps.people,
      now: () => at,
    });
    done = after(done, part, lines.count, applied);
    onProgress(done);
  };
  const skip = from.lines[part] ?? 0;
  if (large) await deps.changeFeed.shard(tenant, shard);
  try {
    const content = run.few?.get(file) ?? deps.work.open(file);
    const batches = batchesOfLines<Line>(content, linesInTransaction, skip);
    for await (const batch of batches) await writeBatch(batch);
  } finally {
    // Also after a cancellation: lists must show what is written by then.
    if (large) await deps.changeFeed.shard(tenant, shard);
  }
  return done;
}

/** Some hundred changes a shard. Above that, noting each person costs more than reading the shard again. */
const manyChanges = 1600;

/** Whether the import changes so much that rebuilding the directory view is cheaper than noting each person. */
export function isLarge(operation: Planned & Pick<Operation, 'undo' | 'rowsTotal'>): boolean {
  const { undo, rowsTotal = 0 } = operation;
  return (undo === undefined ? plannedWrites(operation) : rowsTotal) > manyChanges;
}

type Planned = Pick<Operation, 'planned' | 'counts'> & Parameters<typeof peopleToDelete>[0];

/** Number of people whom an import is to write. */
export function plannedWrites(operation: Planned): number {
  const { added, updated } = operation.planned ?? operation.counts;
  return added + updated + peopleToDelete(operation);
}
