import type { ChangeFeed, PeopleStore } from '../../../domain/people-store.ts';
import { shardOf, shards } from '../../../domain/person-id.ts';
import type { Actor } from '../../../domain/person.ts';
import { AppError } from '../../../errors.ts';
import type { Counts, Operation, OperationKey } from '../../../domain/operations/operation.ts';
import type { FileStore, OperationStore } from '../../../domain/operations/ports.ts';
import { isLarge } from '../apply-import.ts';
import { importFiles } from '../import-files.ts';
import { fromJsonLines, toJsonLines } from '../json-lines.ts';
import { answerOf, idsWrittenBy, type AskedLine } from '../asked-line.ts';
import type { PlanLine } from '../plan-line.ts';
import type { PhoneChanges } from '../ports.ts';
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
  /** the record of the undone operation; undefined when it is gone */
  readonly operations: Pick<OperationStore, 'read'>;
  /** shards reverted concurrently */
  readonly concurrency: number;
}

export interface UndoRun {
  readonly operation: Operation;
  readonly by: Actor;
  readonly from: UndoCheckpoint;
  /** only counts what an earlier attempt has reverted, since the admin cancelled */
  readonly onlyCount?: boolean;
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
  if (isFirst) await mustHavePlan(deps.work, run.operation);

  const next = async (): Promise<void> => {
    for (let shard = waiting.shift(); shard !== undefined; shard = waiting.shift()) {
      const current = shard;
      const tell = () => run.onProgress({ shards: { ...done } }, sumOf([...underWay.values()]));
      const counts = await oneShard(deps, { ...run, signal }, current, (soFar) => {
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
async function mustHavePlan(work: FileStore, { tenant, undo }: Operation): Promise<void> {
  for (const shard of shards) {
    if (await work.exists(importFiles.plan({ tenant, id: undo?.of ?? '' }, shard))) return;
  }
  if (await work.exists(importFiles.askedLines({ tenant, id: undo?.of ?? '' }))) return;
  throw new AppError('plan-gone', { kind: 'undo' });
}

async function oneShard(
  deps: UndoDeps,
  run: UndoRun,
  shard: string,
  onProgress: (counts: UndoCounts) => void,
): Promise<UndoCounts> {
  const { operation } = run;
  const { tenant, id, undo } = operation;
  if (undo === undefined) throw new AppError('unexpected', {}, { note: 'no undo' });
  const ids = await writtenBy(deps, { tenant, id: undo.of }, shard);
  if (ids.length === 0) return nobodyYet;
  const large = isLarge(operation);
  const undoing: Undoing = {
    tenant,
    shard,
    operation: id,
    undoes: undo.of,
    by: run.by,
    people: deps.people,
    signal: run.signal,
    phones: deps.phones,
    now: () => run.now(),
    onProgress,
    ...(run.onlyCount === true && { onlyCount: true }),
    ...(!large && { changeFeed: deps.changeFeed }),
  };
  if (run.onlyCount === true) return (await undoShard(ids, undoing)).counts;
  // Before anyone is written: this list makes the undo itself undoable.
  const list = ids.map((person): ListedPerson => ({ id: person }));
  await deps.work.write(importFiles.plan(operation, shard), toJsonLines(list));
  if (large) await deps.changeFeed.shard(tenant, shard);
  try {
    const { counts, left } = await undoShard(ids, undoing);
    if (left.length > 0)
      await deps.work.write(importFiles.left(operation, shard), toJsonLines(left));
    return counts;
  } finally {
    if (large) await deps.changeFeed.shard(tenant, shard);
  }
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
  for (const id of await askedOf(deps, key)) if (shardOf(id) === shard) ids.add(id);
  return [...ids].sort();
}

/** Ids of people whom an import may have written because of an answer in its preview. */
async function askedOf(
  { work, operations }: Pick<UndoDeps, 'work' | 'operations'>,
  key: Pick<OperationKey, 'tenant' | 'id'>,
): Promise<string[]> {
  const file = importFiles.askedLines(key);
  if (!(await work.exists(file))) return [];
  const undone = await operations.read({ ...key, kind: 'import' });
  if (undone?.preview?.questions === undefined) return [];
  const ids: string[] = [];
  for await (const lines of fromJsonLines<AskedLine>(work.open(file))) {
    for (const line of lines) ids.push(...idsWrittenBy(line, answerOf(line, undone.decided)));
  }
  return ids;
}

function sumOf(all: readonly UndoCounts[]): UndoCounts {
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
