import { shardOf, shards } from '../../domain/person-id.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import { peopleToDelete } from '../../domain/operations/people-to-delete.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { fromTheStart, type ApplyCheckpoint } from './apply-checkpoint.ts';
import { askedPart } from './apply-asked.ts';
import { answerOf, leftOutBy, rowsOf, type AskedLine } from './asked-line.ts';
import { linesInTransaction, writtenBy } from './apply-shard.ts';
import { importFiles } from './import-files.ts';
import { batchesOfLines, fromJsonLines } from './json-lines.ts';
import { leavingPart, type LeavingLine } from './leaving-line.ts';
import { LateRejections, type LateRejection } from './late-rejections.ts';
import type { PlanLine } from './plan-line.ts';

export interface Settled {
  /** with the writes of a process that died before it could record them */
  readonly checkpoint: ApplyCheckpoint;
  /** rows of the plan that were refused or not applied; in the file's order */
  readonly late: LateRejections;
}

/**
 * Finds out what an import that ends early has written, and what not. The checkpoint is certain. After it, a
 * dead process may have written some more of each shard, which the people's own records show.
 */
export async function reconcileImport(
  deps: { readonly work: FileStore; readonly people: PeopleStore },
  operation: Operation,
  last: ApplyCheckpoint = fromTheStart,
): Promise<Settled> {
  const lines: Record<string, number> = { ...last.lines };
  const done = { ...last, deleted: last.deleted ?? 0 };
  // Rows that the directory refused are among the finished ones.
  const late = new LateRejections(last.rejections.map(({ column = '' }) => column));
  for (const rejection of last.rejections) late.add(rejection as LateRejection);

  async function settleAsked(): Promise<void> {
    const file = importFiles.askedLines(operation);
    if (operation.preview?.questions === undefined || !(await deps.work.exists(file))) return;
    const skip = lines[askedPart] ?? 0;
    let place = 0;
    for await (const batch of fromJsonLines<AskedLine>(deps.work.open(file))) {
      for (const line of batch) {
        place += 1;
        await settleLine(line, place <= skip);
      }
    }
  }

  /** @param isDone whether the checkpoint includes the line and its result */
  async function settleLine(line: AskedLine, isDone: boolean): Promise<void> {
    const answer = answerOf(line, operation.decided);
    const leftOut = new Set(leftOutBy(line, answer).map(({ record }) => record));
    let written = isDone;
    for (const row of rowsOf(line)) {
      const at = { line: row.line, record: row.record };
      if (leftOut.has(row.record)) {
        if (isDone) late.add({ ...at, reason: 'left-out-by-choice' });
        else late.add({ ...at, reason: 'not-applied' });
        continue;
      }
      if (isDone) continue;
      const id = answer === 'update' ? (line.before?.id ?? row.id) : row.id;
      const person = (await deps.people.read(operation.tenant, shardOf(id), [id])).get(id);
      const outcome = person === undefined ? undefined : writtenBy(operation.id, person);
      const hasPhone = (row.fields.phone ?? '') === person?.fields.phone;
      if (outcome === undefined || !hasPhone) {
        late.add({ ...at, reason: 'not-applied' });
        continue;
      }
      written = true;
      done[outcome] += 1;
    }
    if (written && !isDone) lines[askedPart] = (lines[askedPart] ?? 0) + 1;
  }

  async function settleShard(shard: string): Promise<void> {
    const plan = importFiles.plan(operation, shard);
    if (!(await deps.work.exists(plan))) return;
    let isBeyond = false;
    const content = deps.work.open(plan);
    const skip = lines[shard] ?? 0;
    for await (const kept of batchesOfLines<PlanLine>(content, linesInTransaction, skip)) {
      const batch = kept.read();
      const ids = batch.map(({ row }) => row.id);
      const people = isBeyond ? undefined : await deps.people.read(operation.tenant, shard, ids);
      let written = 0;
      for (const { row } of batch) {
        const person = people?.get(row.id);
        const outcome = person === undefined ? undefined : writtenBy(operation.id, person);
        if (outcome === undefined) {
          late.add({ line: row.line, record: row.record, reason: 'not-applied' });
          continue;
        }
        written += 1;
        done[outcome] += 1;
      }
      lines[shard] = (lines[shard] ?? 0) + written;
      // Each transaction starts after the one before it is written. So after one that wasn't written, there are
      // none.
      isBeyond = written === 0;
    }
  }
  /** Deletions are written like the lines of the plan, one transaction after the other. */
  async function settleLeaving(shard: string): Promise<void> {
    const file = importFiles.leaving(operation, shard);
    const part = leavingPart(shard);
    if (peopleToDelete(operation) === 0 || !(await deps.work.exists(file))) return;
    let isBeyond = false;
    const content = deps.work.open(file);
    const skip = lines[part] ?? 0;
    for await (const kept of batchesOfLines<LeavingLine>(content, linesInTransaction, skip)) {
      const batch = kept.read();
      const ids = batch.map(({ id }) => id);
      const people = isBeyond ? undefined : await deps.people.read(operation.tenant, shard, ids);
      let written = 0;
      for (const { id, row } of batch) {
        const person = people?.get(id);
        if (person !== undefined && writtenBy(operation.id, person) !== undefined) written += 1;
        else if (row !== undefined) late.add({ ...row, reason: 'not-applied' });
      }
      done.deleted += written;
      lines[part] = (lines[part] ?? 0) + written;
      isBeyond = written === 0;
    }
  }
  for (const shard of shards) {
    await settleShard(shard);
    await settleLeaving(shard);
  }
  await settleAsked();
  return { checkpoint: { ...done, lines }, late };
}
