import { shardOf, shards } from '../../../domain/person-id.ts';
import type { Operation, OperationKey } from '../../../domain/operations/operation.ts';
import { peopleToDelete } from '../../../domain/operations/people-to-delete.ts';
import type { FileStore, OperationStore } from '../../../domain/operations/ports.ts';
import { AppError } from '../../../errors.ts';
import { answerOf, idsWrittenBy, type AskedLine } from '../asked-line.ts';
import { importFiles } from '../import-files.ts';
import { fromJsonLines } from '../json-lines.ts';
import type { LeavingLine } from '../leaving-line.ts';
import type { PlanLine } from '../plan-line.ts';
import type { UndoneRoot } from './undone-root.ts';

/** A line of an undo's own list of people it may change. An import's lines have more. */
export interface ListedPerson {
  readonly id: string;
}

interface ListDeps {
  readonly work: FileStore;
  /** the records of what is undone */
  readonly operations: Pick<OperationStore, 'read'>;
}

/**
 * Without the list of people it may change, an undo would find nobody and report success. @throws AppError
 * `plan-gone`
 */
export async function mustHavePlan(
  work: FileStore,
  { tenant, undo }: Pick<Operation, 'tenant' | 'undo'>,
): Promise<void> {
  const key = { tenant, id: undo?.of ?? '' };
  for (const shard of shards) {
    if (await work.exists(importFiles.plan(key, shard))) return;
    if (await work.exists(importFiles.leaving(key, shard))) return;
  }
  if (await work.exists(importFiles.askedLines(key))) return;
  throw new AppError('plan-gone', { kind: 'undo' });
}

/**
 * An import has its plan, and its undos have their lists. Whom a sync wrote, or a job restored, is told by the people's records,
 * and whom a bulk change was for by its own.
 */
export function isByPlan({ operation }: UndoneRoot): boolean {
  if (operation === undefined) return true;
  return (
    operation.kind !== 'sync' && operation.bulk === undefined && operation.restores === undefined
  );
}

/** Ids of the people of a shard who may have been written, sorted; undefined: nobody has listed them. */
export async function listedIn(
  deps: ListDeps,
  key: Pick<OperationKey, 'tenant' | 'id'>,
  root: UndoneRoot,
  shard: string,
): Promise<readonly string[] | undefined> {
  const selected = root.operation?.bulk?.people;
  if (selected !== undefined) return selected.filter((id) => shardOf(id) === shard).sort();
  return isByPlan(root) ? writtenBy(deps, key, shard) : undefined;
}

/** Ids of a shard's people whom an import or undo may have written, sorted. */
async function writtenBy(
  deps: ListDeps,
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
  // Most previews ask nothing, and each shard comes by here.
  if (undone?.preview?.questions === undefined) return [];
  const file = importFiles.askedLines(key);
  if (!(await work.exists(file))) return [];
  const ids: string[] = [];
  for await (const lines of fromJsonLines<AskedLine>(work.open(file))) {
    for (const line of lines) ids.push(...idsWrittenBy(line, answerOf(line, undone.decided)));
  }
  return ids;
}
