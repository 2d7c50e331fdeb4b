import { groupOf } from '../../domain/operations/group-facts.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { shards } from '../../domain/person-id.ts';
import { nameOf, type Actor, type PersonFields } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { defined } from '../../lib/defined.ts';
import { fromTheStart, type ApplyCheckpoint } from './apply-checkpoint.ts';
import { importFiles } from './import-files.ts';
import { fromJsonLines, toJsonLines } from './json-lines.ts';
import { readKeptRows } from './kept-rows.ts';
import { LateRejections, type LateRejection } from './late-rejections.ts';
import type { PlanLine, PlannedRow } from './plan-line.ts';
import type { PlanDeps, Planning } from './planning.ts';
import type { GroupJoining } from '../../domain/group-joining.ts';

/** Rows that are looked at. The limit of people who may be added in a day is far lower. */
const mostRows = 2_000;
/** In the checkpoint: the plan of a group file is applied in the file's order. */
const part = 'group';
const checkpointEvery = 10;

/** A plan that neither reads the directory nor remembers anything for its admins. */
export function knowingNobody({
  recognition: _recognition,
  columnMemory: _memory,
  ...deps
}: PlanDeps): PlanDeps {
  return { ...deps, people: { ...deps.people, read: () => Promise.resolve(new Map()) } };
}

/**
 * Plans a file whose people join a group: who would join, who is there already, and who doesn't. Only names and phone
 * numbers are kept.
 * @throws AppError `too-many-added`, and why its sender may not add people to the group
 */
export async function planJoining(
  joining: GroupJoining,
  work: FileStore,
  planning: Planning,
): Promise<void> {
  const { operation, findings, late } = planning;
  const { tenant, by } = operation;
  const group = mustHaveGroup(operation);
  const looked = await joining.look(tenant, by, group.id);
  const rows = await rowsOf(planning);
  const last = new Map(rows.map(({ fields, line }) => [fields.phone, line]));
  const reject = (row: PlannedRow, reason: LateRejection['reason'], more: object = {}) => {
    const rejection = { line: row.line, record: row.record, reason, ...more };
    late.add({ ...rejection, ...defined({ valuesLeftOut: row.leftOut }) });
    findings.reject(rejection, row.leftOut);
  };
  const lines: PlanLine[] = [];
  for (const row of rows) {
    planning.signal.throwIfAborted();
    const { phone = '' } = row.fields;
    const laterLine = last.get(phone);
    const fields = namesOf(row.fields);
    if (laterLine !== row.line) reject(row, 'same-phone-later', defined({ laterLine }));
    else if (nameOf(fields) === '')
      reject(row, 'name-missing', { column: planning.labelOf('firstName') });
    else if (await looked.isMember(phone)) findings.leave(1);
    else if (lines.length >= looked.left) reject(row, 'group-limit');
    else {
      const line: PlanLine = { type: 'add', row: { ...row, fields: { ...fields, phone } } };
      findings.plan(line);
      lines.push(line);
    }
  }
  for (const [shard, some] of Map.groupBy(lines, ({ row }) => row.id.slice(0, 1)))
    await work.write(importFiles.plan(operation, shard), toJsonLines(some));
}

/** @throws AppError `too-many-added` */
async function rowsOf({ spill, ...planning }: Planning): Promise<PlannedRow[]> {
  const partitions = new Set(
    shards.flatMap((first) => shards.map((second) => planning.partitionOf(first + second))),
  );
  const rows: PlannedRow[] = [];
  for (const partition of partitions) {
    const kept = await readKeptRows(spill, partition);
    rows.push(...kept.slice(0, mostRows + 1).map((row) => row.read()));
    if (rows.length > mostRows) throw new AppError('too-many-added', { most: mostRows });
  }
  return rows.toSorted((one, other) => one.record - other.record);
}

function namesOf({ displayName, firstName, lastName }: PersonFields): PersonFields {
  return defined({ displayName, firstName, lastName });
}

interface JoiningRun {
  readonly operation: Operation;
  readonly by: Actor;
  readonly signal: AbortSignal;
}

/**
 * Adds the planned people to the group, in the file's order. Repeated, people who joined by this file count again as such.
 * @throws AppError why its sender may not add people to the group any more
 */
export async function applyJoining(
  { joining, work }: { readonly joining: GroupJoining; readonly work: FileStore },
  { operation, by, signal }: JoiningRun,
  from: ApplyCheckpoint,
  onProgress: (checkpoint: ApplyCheckpoint) => void,
): Promise<ApplyCheckpoint> {
  const join = await joining.join(operation.tenant, by, mustHaveGroup(operation).id);
  let so = from;
  for (const { line, record, fields } of (await plannedRows(work, operation)).slice(doneIn(from))) {
    signal.throwIfAborted();
    const { phone = '' } = fields;
    const outcome = await join({
      name: nameOf(namesOf(fields)),
      fields: { ...fields, phone },
      operation: operation.id,
    });
    so = {
      ...so,
      lines: { [part]: doneIn(so) + 1 },
      added: so.added + (outcome === 'added' ? 1 : 0),
      unchanged: so.unchanged + (outcome === 'there' ? 1 : 0),
      ...(outcome === 'over-limit' && {
        rejected: so.rejected + 1,
        rejections: [...so.rejections, { line, record, reason: 'group-limit' }],
      }),
    };
    if (doneIn(so) % checkpointEvery === 0) onProgress(so);
  }
  onProgress(so);
  return so;
}

/** The results of a group file that ends early, and the rows that are left. */
export async function settleJoining(
  work: FileStore,
  operation: Operation,
  last: ApplyCheckpoint = fromTheStart,
) {
  const late = new LateRejections([]);
  for (const rejection of last.rejections) late.add(rejection as LateRejection);
  const left = (await plannedRows(work, operation)).slice(doneIn(last));
  for (const { line, record } of left) late.add({ line, record, reason: 'not-applied' });
  return { checkpoint: { ...last, rejected: last.rejected + left.length }, late };
}

async function plannedRows(work: FileStore, operation: Operation): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for (const shard of shards) {
    const plan = importFiles.plan(operation, shard);
    if (!(await work.exists(plan))) continue;
    for await (const lines of fromJsonLines<PlanLine>(work.open(plan)))
      rows.push(...lines.map(({ row }) => row));
  }
  const { added } = operation.planned ?? operation.counts;
  if (rows.length < added) throw new AppError('plan-gone');
  return rows.toSorted((one, other) => one.record - other.record);
}

function doneIn({ lines }: ApplyCheckpoint): number {
  return lines[part] ?? 0;
}

function mustHaveGroup(operation: Operation): { readonly id: string } {
  const group = groupOf(operation);
  if (group === undefined) throw new AppError('group-gone');
  return group;
}
