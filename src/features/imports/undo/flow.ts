import type { ChangeFeed, PeopleStore } from '../../../domain/people-store.ts';
import { shards } from '../../../domain/person-id.ts';
import type { Actor } from '../../../domain/person.ts';
import { AppError } from '../../../errors.ts';
import { whatChanged } from '../../../domain/operations/what-changed.ts';
import type { Counts, Operation, OperationKey } from '../../../domain/operations/operation.ts';
import type { FileStore, OperationStore } from '../../../domain/operations/ports.ts';
import { forEachAborting } from '../../../lib/concurrency.ts';
import { isLarge } from '../apply-import.ts';
import { isByPlan, listedIn, mustHavePlan, type ListedPerson } from './listed-people.ts';
import { importFiles } from '../import-files.ts';
import { toJsonLines } from '../json-lines.ts';
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

/*
 * The way of an undo, of an import, a sync, a bulk change or a job that restored people, and of an undo itself:
 *
 *   ask        in the turn   the record of what is undone names its one undo, which is queued      undo-requests.ts
 *   look       in the turn   the same as below, without writing ──▶ what it would do, if asked      undo-requests.ts
 *   list       job undo      plan, records or marks ──▶ ids of who may have been written            listed-people.ts
 *   decide     job undo      each person's own record and what was there before ──▶ what becomes    undo-shard.ts
 *                            of them; changed since: they stay
 *   write      job undo      in transactions of 100, with the list that makes the undo undoable     undo-shard.ts
 *   finish     job undo      counts, the log of those who stayed, record, notice                    ../jobs/undo-import-job.ts
 *
 * A shard that was finished is skipped by the next attempt, and a person who was reverted is recognised.
 */

/** Progress of an undo: the counts of each finished shard. An unfinished one starts again. */
export interface UndoCheckpoint {
  readonly shards: Readonly<Record<string, UndoCounts>>;
}

export const undoFromTheStart: UndoCheckpoint = { shards: {} };

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
  const waiting = shards.filter((shard) => done[shard] === undefined);
  const isFirst = waiting.length === shards.length && run.onlyCount !== true;
  const root = await rootOf(deps.operations, run.operation);
  if (isFirst && isByPlan(root)) await mustHavePlan(deps.work, run.operation);
  const tell = () => run.onProgress({ shards: { ...done } }, sumOf([...underWay.values()]));
  await forEachAborting(waiting, deps.concurrency, run.signal, async (shard, signal) => {
    const counts = await oneShard(deps, { ...run, signal }, { root, shard }, (soFar) => {
      underWay.set(shard, { ...soFar });
      tell();
    });
    underWay.delete(shard);
    done[shard] = counts;
    tell();
  });
  return { shards: done };
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

/** The changes that the undone operation made to some people. For an undo, they are the opposite of its root's. */
async function imagesOf(
  deps: UndoDeps,
  { operation, isAgain }: UndoneRoot,
  shard: string,
  ids: ReadonlySet<string>,
): Promise<BeforeImages> {
  if (operation === undefined) return new Map();
  const { kind, bulk } = operation;
  const what = whatChanged(operation);
  const images =
    kind === 'sync'
      ? ((await deps.imagesOfSync?.(operation, shard, ids)) ?? new Map<string, BeforeImage>())
      : what === 'import' || what === 'sync'
        ? await imagesOfImport(deps.work, operation, shard, ids)
        : imagesOfBulk({ ...bulk, what }, ids);
  if (!isAgain) return images;
  return new Map(Array.from(images, ([id, image]) => [id, inverted(image)]));
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
