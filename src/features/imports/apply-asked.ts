import { changesOf } from '../../domain/compare.ts';
import { shardOf } from '../../domain/person-id.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { answerOf, leftOutBy, rowsOf, type AskedLine } from './asked-line.ts';
import { after, type ApplyCheckpoint } from './apply-checkpoint.ts';
import type { ApplyDeps, ApplyRun, OnProgress } from './apply-import.ts';
import {
  applyLines,
  changedPerson,
  maxConflicts,
  writtenBy,
  type Applied,
  type Applying,
} from './apply-shard.ts';
import { importFiles } from './import-files.ts';
import { batchesOfLines, batchOf, fromJsonLines } from './json-lines.ts';
import { classifyRow, saidOf, withoutKept, type PlanLine, type PlannedRow } from './plan-line.ts';
import type { PhoneChanges } from './ports.ts';
import type { Rejection, RowProblem } from './reading/row.ts';
import { defined } from '../../lib/defined.ts';

/** Lines that are parsed at a time. */
const askedAtOnce = 100;
/** Key of the asked lines, beside the shards of a checkpoint. */
export const askedPart = 'asked';

export type ApplyAskedDeps = ApplyDeps & { readonly phones: PhoneChanges };

/**
 * Applies the rows that the preview asked about, as answered, and rows that change a person's phone number: one
 * by one, after all others. Lines applied before are recognised by their person's record.
 * @param from progress of the import, including these lines
 */
export async function applyAsked(
  deps: ApplyAskedDeps,
  run: ApplyRun,
  from: ApplyCheckpoint,
  onProgress: OnProgress,
): Promise<ApplyCheckpoint> {
  const file = importFiles.askedLines(run.operation);
  if (run.operation.preview?.questions === undefined || !(await deps.work.exists(file)))
    return from;
  let done = from;
  const skip = from.lines[askedPart] ?? 0;
  for await (const batch of batchesOfLines<AskedLine>(deps.work.open(file), askedAtOnce, skip)) {
    for (const line of batch.read()) {
      run.signal.throwIfAborted();
      done = after(done, askedPart, 1, await applyOne(deps, run, line));
      onProgress(done);
    }
  }
  return done;
}

/** The rows that the admin left out, in the file's order. No checkpoint counts them. */
export async function leftOutByChoice(
  work: ApplyDeps['work'],
  operation: ApplyRun['operation'],
): Promise<Rejection[]> {
  const file = importFiles.askedLines(operation);
  if (operation.preview?.questions === undefined || !(await work.exists(file))) return [];
  const left: Rejection[] = [];
  for await (const lines of fromJsonLines<AskedLine>(work.open(file))) {
    for (const line of lines) {
      const answer = answerOf(line, operation.decided);
      for (const { line: at, record } of leftOutBy(line, answer)) {
        left.push(
          answer === 'update'
            ? { line: at, record, reason: 'same-person-later', laterLine: line.row.line }
            : { line: at, record, reason: 'left-out-by-choice' },
        );
      }
    }
  }
  return left.sort((one, other) => one.record - other.record);
}

async function applyOne(deps: ApplyAskedDeps, run: ApplyRun, line: AskedLine): Promise<Applied> {
  const answer = answerOf(line, run.operation.decided);
  const left = leftOutBy(line, answer);
  const leftRecords = new Set(left.map(({ record }) => record));
  const rows = rowsOf(line).filter(({ record }) => !leftRecords.has(record));
  const sum: Applied = { added: 0, updated: 0, unchanged: 0, rejected: [], skipped: left.length };
  for (const row of rows) {
    const applied =
      answer === 'update' && line.before !== undefined
        ? await update(deps, run, line, line.before)
        : await writeLines(deps, run, { type: 'add', row: mergedRow(row, answer, line) });
    sum.added += applied.added;
    sum.updated += applied.updated;
    sum.unchanged += applied.unchanged;
    sum.rejected.push(...applied.rejected);
  }
  return sum;
}

/** Of several rows of one person the last one counts, with values that only earlier ones have. */
function mergedRow(row: PlannedRow, answer: string, { twins = [] }: AskedLine): PlannedRow {
  if (answer !== 'update' || twins.length === 0) return row;
  const fields = Object.assign(
    {},
    ...twins.map((twin) => twin.fields),
    row.fields,
  ) as typeof row.fields;
  return { ...row, fields };
}

async function update(
  deps: ApplyAskedDeps,
  run: ApplyRun,
  { row: sent, key, question }: AskedLine,
  before: StoredPerson,
): Promise<Applied> {
  const { operation, target, by } = run;
  const { tenant } = operation;
  const shard = shardOf(before.id);
  for (let round = 1; round <= maxConflicts; round += 1) {
    const existing = (await deps.people.read(tenant, shard, [before.id])).get(before.id);
    if (existing === undefined) return refused(sent, 'changed-meanwhile');
    // Merged into another since the preview: sent again, the row finds that one.
    if (existing.mergedInto !== before.mergedInto) return refused(sent, 'changed-meanwhile');
    // The phone's owner was deleted, and the admin means them: they are restored.
    if (question === 'reused' && existing.deletedAt !== undefined)
      return writeLines(deps, run, { type: 'bring-back', row: sent, before: existing });
    const { row } = withoutKept({ ...sent, id: before.id, found: key }, existing);
    const classified = classifyRow(row, existing, target);
    if (classified === 'unchanged') return unchanged(writtenBy(operation.id, existing));
    if (typeof classified !== 'string') {
      return refused(sent, classified.rejected, classified.column);
    }
    const changes = changesOf(existing, saidOf(row, target));
    if (!changes.some(({ field }) => field === 'phone'))
      return writeLines(deps, run, { type: 'update', row, before: existing });
    const person = changedPerson(existing, row, applyingOf(deps, run, shard));
    const change = { operation: operation.id, before: existing, person, changes };
    const outcome = await deps.phones.write(tenant, by, change);
    if (outcome === 'written') return { ...nothing(), updated: 1 };
    if (outcome === 'taken') return refused(sent, 'phone-of-another');
  }
  return refused(sent, 'changed-meanwhile');
}

async function writeLines(deps: ApplyAskedDeps, run: ApplyRun, line: PlanLine): Promise<Applied> {
  const { tenant } = run.operation;
  await deps.changeFeed.people(tenant, [line.row.id]);
  return applyLines(batchOf([line]), applyingOf(deps, run, shardOf(line.row.id)));
}

function applyingOf(deps: ApplyAskedDeps, run: ApplyRun, shard: string): Applying {
  const at = run.now();
  return {
    tenant: run.operation.tenant,
    shard,
    operation: run.operation.id,
    target: run.target,
    by: run.by,
    people: deps.people,
    now: () => at,
  };
}

function nothing(): Applied {
  return { added: 0, updated: 0, unchanged: 0, rejected: [] };
}

function unchanged(earlier: 'added' | 'updated' | undefined): Applied {
  return { ...nothing(), [earlier ?? 'unchanged']: 1 };
}

function refused({ line, record }: PlannedRow, reason: RowProblem, column?: string): Applied {
  const rejection = { line, record, reason, ...defined({ column }) };
  return { ...nothing(), rejected: [rejection] };
}
