import type { ChangeFeed, PeopleStore } from '../../../domain/people-store.ts';
import { shardOf, shards } from '../../../domain/person-id.ts';
import type { Actor } from '../../../domain/person.ts';
import { AppError } from '../../../errors.ts';
import type { Counts, Operation, OperationKey } from '../../../domain/operations/operation.ts';
import type { FileStore, OperationStore } from '../../../domain/operations/ports.ts';
import { isLarge } from '../apply-import.ts';
import { peopleToDelete } from '../../../domain/operations/people-to-delete.ts';
import { importFiles } from '../import-files.ts';
import type { LeavingLine } from '../leaving-line.ts';
import { fromJsonLines, toJsonLines } from '../json-lines.ts';
import { answerOf, idsWrittenBy, type AskedLine } from '../asked-line.ts';
import type { PlanLine } from '../plan-line.ts';
import type { PhoneChanges } from '../ports.ts';
import {
  imagesOfBulk,
  imagesOfImport,
  inverted,
  type BeforeImage,
  type BeforeImages,
} from './before-image.ts';
import { isMarkedBy, peopleOf, peopleWho } from './people-to-undo.ts';
import { rootOf, type UndoneRoot } from './undone-root.ts';
import { nobodyYet, undoShard, type UndoCounts, type Undoing } from './undo-shard.ts';

/** Progress of an undo: the counts of each finished shard. An unfinished one starts again. */
export interface UndoCheckpoint {
  readonly shards: Readonly<Record<string, UndoCounts>>;
}

export const undoFromTheStart: UndoCheckpoint = { shards: {} };

/** A line of an undo's own list of people it may change. An import's lines have more. */
interface ListedPerson {
  readonly id: string;
}

export interface UndoDeps {
  readonly work: FileStore;
  readonly people: PeopleStore;
  readonly changeFeed: ChangeFeed;
  readonly phones: PhoneChanges;
  /** the records of what is undone */
  readonly operations: Pick<OperationStore, 'read'>;
  /** what a sync made of people of a shard, as its log tells; absent: nothing is kept of it */
  imagesOfSync?(sync: OperationKey, shard: string, ids: ReadonlySet<string>): Promise<BeforeImages>;
  /** shards reverted concurrently */
  readonly concurrency: number;
}

/** The facts of an undo in its record. */
type UndoToRun = Pick<Operation, 'tenant' | 'kind' | 'id' | 'undo' | 'counts' | 'rowsTotal'>;

export interface UndoRun {
  readonly operation: UndoToRun;
  readonly by: Actor;
  readonly from: UndoCheckpoint;
  /** only counts what an earlier attempt has reverted, since the admin cancelled */
  readonly onlyCount?: boolean;
  /** only says what it would do */
  readonly dryRun?: boolean;
  readonly signal: AbortSignal;
  /** milliseconds since 1970 */
  now(): number;
  /** called after every transaction: the final progress, and the counts of unfinished shards */
  onProgress(checkpoint: UndoCheckpoint, underWay: UndoCounts): void;
}

/**
 * Reverts the people written by an import (or an undo), shard by shard.
 * @returns the last checkpoint; when the signal aborts, throws the signal's reason
 */
export async function undoImport(deps: UndoDeps, run: UndoRun): Promise<UndoCheckpoint> {
  const done: Record<string, UndoCounts> = { ...run.from.shards };
  const underWay = new Map<string, UndoCounts>();
  const failed = new AbortController();
  const signal = AbortSignal.any([run.signal, failed.signal]);
  const waiting = shards.filter((shard) => done[shard] === undefined);
  const isFirst = waiting.length === shards.length && run.onlyCount !== true;
  const root = await rootOf(deps.operations, run.operation);
  if (isFirst && isByPlan(root)) await mustHavePlan(deps.work, run.operation);

  const next = async (): Promise<void> => {
    for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) {
      const current = shard;
      const tell = () => run.onProgress({ shards: { ...done } }, sumOf([...underWay.values()]));
      const counts = await oneShard(deps, { ...run, signal }, { root, shard: current }, (soFar) => {
        underWay.set(current, { ...soFar });
        tell();
      });
      underWay.delete(current);
      done[current] = counts;
      tell();
    }
  };
  const tasks = Array.from({ length: Math.min(deps.concurrency, shards.length) }, () =>
    next().catch((error: unknown) => failed.abort(error)),
  );
  await Promise.all(tasks);
  signal.throwIfAborted();
  return { shards: done };
}

/**
 * Without the list of people it may change, an undo would find nobody and report success. @throws AppError
 * `plan-gone`
 */
async function mustHavePlan(work: FileStore, { tenant, undo }: UndoToRun): Promise<void> {
  for (const shard of shards) {
    if (await work.exists(importFiles.plan({ tenant, id: undo?.of ?? '' }, shard))) return;
    if (await work.exists(importFiles.leaving({ tenant, id: undo?.of ?? '' }, shard))) return;
  }
  if (await work.exists(importFiles.askedLines({ tenant, id: undo?.of ?? '' }))) return;
  throw new AppError('plan-gone', { kind: 'undo' });
}

async function oneShard(
  deps: UndoDeps,
  run: UndoRun,
  { root, shard }: { readonly root: UndoneRoot; readonly shard: string },
  onProgress: (counts: UndoCounts) => void,
): Promise<UndoCounts> {
  const { operation, signal, dryRun } = run;
  const { tenant, id, undo } = operation;
  if (undo === undefined) throw new AppError('unexpected', {}, { note: 'no undo' });
  const ids = await listedIn(deps, { tenant, id: undo.of }, root, shard);
  if (ids?.length === 0) return nobodyYet;
  const batches =
    ids === undefined
      ? peopleWho(deps.people, tenant, shard, isMarkedBy(undo.of), signal)
      : peopleOf(deps.people, tenant, shard, ids, signal);
  const large = isLarge(operation);
  const undoing: Undoing = {
    tenant,
    shard,
    operation: id,
    undoes: undo.of,
    by: run.by,
    people: deps.people,
    signal,
    phones: deps.phones,
    now: () => run.now(),
    onProgress,
    imagesOf: (wanted) => imagesOf(deps, root, shard, wanted),
    ...(run.onlyCount === true && { onlyCount: true }),
    ...(dryRun === true && { dryRun }),
    ...(!large && { changeFeed: deps.changeFeed }),
  };
  if (run.onlyCount === true || dryRun === true) return (await undoShard(batches, undoing)).counts;
  // Before anyone is written: this list makes the undo itself undoable.
  if (ids !== undefined && isByPlan(root)) {
    const list = ids.map((person): ListedPerson => ({ id: person }));
    await deps.work.write(importFiles.plan(operation, shard), toJsonLines(list));
  }
  if (large) await deps.changeFeed.shard(tenant, shard);
  try {
    const { counts, left } = await undoShard(batches, undoing);
    if (left.length > 0)
      await deps.work.write(importFiles.left(operation, shard), toJsonLines(left));
    return counts;
  } finally {
    if (large) await deps.changeFeed.shard(tenant, shard);
  }
}

/**
 * An import has its plan, and its undos have their lists. Whom a sync wrote is told by the people's records, and whom a bulk change
 * was for by its own.
 */
function isByPlan({ operation }: UndoneRoot): boolean {
  return operation?.kind !== 'sync' && operation?.bulk === undefined;
}

/** Ids of the people of a shard who may have been written, sorted; undefined: nobody has listed them. */
async function listedIn(
  deps: UndoDeps,
  key: Pick<OperationKey, 'tenant' | 'id'>,
  root: UndoneRoot,
  shard: string,
): Promise<readonly string[] | undefined> {
  const selected = root.operation?.bulk?.people;
  if (selected !== undefined) return selected.filter((id) => shardOf(id) === shard).sort();
  return isByPlan(root) ? writtenBy(deps, key, shard) : undefined;
}

/** The changes that the undone operation made to some people. For an undo, they are the opposite of its root's. */
async function imagesOf(
  deps: UndoDeps,
  { operation, isAgain }: UndoneRoot,
  shard: string,
  ids: ReadonlySet<string>,
): Promise<BeforeImages> {
  if (operation === undefined) return new Map();
  const { kind, bulk } = operation;
  const images =
    kind === 'sync'
      ? ((await deps.imagesOfSync?.(operation, shard, ids)) ?? new Map<string, BeforeImage>())
      : bulk === undefined
        ? await imagesOfImport(deps.work, operation, shard, ids)
        : imagesOfBulk(bulk, ids);
  if (!isAgain) return images;
  return new Map(Array.from(images, ([id, image]) => [id, inverted(image)]));
}

/** Ids of a shard's people whom an import or undo may have written, sorted. */
async function writtenBy(
  deps: Pick<UndoDeps, 'work' | 'operations'>,
  key: Pick<OperationKey, 'tenant' | 'id'>,
  shard: string,
): Promise<string[]> {
  const { work } = deps;
  const ids = new Set<string>();
  const plan = importFiles.plan(key, shard);
  if (await work.exists(plan)) {
    for await (const lines of fromJsonLines<PlanLine | ListedPerson>(work.open(plan))) {
      for (const line of lines) ids.add('row' in line ? line.row.id : line.id);
    }
  }
  const undone = await deps.operations.read({ ...key, kind: 'import' });
  const leaving = importFiles.leaving(key, shard);
  const hasDeleted = undone !== undefined && peopleToDelete(undone) > 0;
  if (hasDeleted && (await work.exists(leaving))) {
    for await (const lines of fromJsonLines<LeavingLine>(work.open(leaving))) {
      for (const { id } of lines) ids.add(id);
    }
  }
  for (const id of await askedOf(work, key, undone)) if (shardOf(id) === shard) ids.add(id);
  return [...ids].sort();
}

/** Ids of people whom an import may have written because of an answer in its preview. */
async function askedOf(
  work: FileStore,
  key: Pick<OperationKey, 'tenant' | 'id'>,
  undone: Operation | undefined,
): Promise<string[]> {
  const file = importFiles.askedLines(key);
  if (!(await work.exists(file))) return [];
  if (undone?.preview?.questions === undefined) return [];
  const ids: string[] = [];
  for await (const lines of fromJsonLines<AskedLine>(work.open(file))) {
    for (const line of lines) ids.push(...idsWrittenBy(line, answerOf(line, undone.decided)));
  }
  return ids;
}

export function sumOf(all: readonly UndoCounts[]): UndoCounts {
  const sum = { ...nobodyYet };
  for (const counts of all) {
    for (const key of Object.keys(sum) as (keyof UndoCounts)[]) sum[key] += counts[key];
  }
  return sum;
}

/** The undo's facts for the operation's record. */
export function undoneSoFar(
  operation: Operation,
  { shards: done }: UndoCheckpoint,
  underWay: UndoCounts = nobodyYet,
): Pick<Operation, 'counts' | 'rowsDone' | 'undo'> {
  const { back, updated, removed, unchanged, left } = sumOf([...Object.values(done), underWay]);
  const counts: Counts = { added: back, updated, unchanged, rejected: left };
  return {
    counts,
    rowsDone: back + updated + removed + unchanged + left,
    ...(operation.undo !== undefined && { undo: { ...operation.undo, removed } }),
  };
}
