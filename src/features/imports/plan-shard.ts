import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import type { AttributeKey } from '../../domain/attributes.ts';
import type { PeopleStore } from '../../domain/people-store.ts';
import { shards } from '../../domain/person-id.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { compareRange } from './compare-range.ts';
import { importFiles } from './import-files.ts';
import type { LateRejection, LateRejections } from './late-rejections.ts';
import type { PlanFindings } from './plan-findings.ts';
import type { PlanLine, PlannedRow, Target } from './plan-line.ts';
import type { SpillFiles } from './spill-files.ts';

/*
 * The second pass of a plan. The rows of a shard share a pile; those of a large file have sixteen for each shard, by the second
 * digit of the id. Pile by pile they are sorted and compared, so that what is in memory doesn't grow with the file.
 */

export interface ShardPlanDeps {
  readonly work: FileStore;
  readonly people: PeopleStore;
  /** bytes from which on a file is large; absent: 16 MB, some 160,000 people */
  readonly largeFrom?: number;
}

export interface ShardPlanRun {
  readonly operation: Operation;
  readonly target: Target;
  readonly signal: AbortSignal;
  readonly spill: SpillFiles;
  readonly findings: PlanFindings;
  readonly late: LateRejections;
  labelOf(field: AttributeKey): string;
}

const usuallyLargeFrom = 16 * 1024 * 1024;
const shardsAtOnce = 2;

/** @returns which pile a person's rows go to */
export function partitionCountFor(
  { fileBytes }: Pick<Operation, 'fileBytes'>,
  { largeFrom = usuallyLargeFrom }: Pick<ShardPlanDeps, 'largeFrom'>,
): (id: string) => string {
  const digits = fileBytes < largeFrom ? 1 : 2;
  return (id) => id.slice(0, digits);
}

/** Plans all shards, some at once: while one waits for the store or for its file to be written, another is compared. */
export async function planShards(deps: ShardPlanDeps, run: ShardPlanRun): Promise<void> {
  const pileOf = partitionCountFor(run.operation, deps);
  await forEachConcurrent(shards, shardsAtOnce, async (shard) => {
    const plan = `plan-${shard}`;
    const ranges = new Set(shards.map((digit) => pileOf(shard + digit)));
    let planned = 0;
    for (const range of ranges) planned += await planRange(deps, run, range, plan);
    if (planned === 0) return;
    await deps.work.write(importFiles.plan(run.operation, shard), run.spill.open(plan), {
      signal: run.signal,
    });
  });
}

/**
 * @param range the pile, and in the store the people whose ids begin so
 * @returns how many lines were added to the pile of the plan
 */
async function planRange(
  deps: ShardPlanDeps,
  run: ShardPlanRun,
  range: string,
  plan: string,
): Promise<number> {
  const { spill, findings, late } = run;
  const rows: PlannedRow[] = [];
  const { yieldIfDue } = createEventLoopYield();
  for await (const batch of spill.read<PlannedRow>(range)) {
    rows.push(...batch);
    await yieldIfDue();
  }
  if (rows.length === 0) return 0;
  const reject = (rejection: LateRejection) => {
    findings.reject(rejection, rejection.valuesLeftOut);
    late.add(rejection);
  };
  let planned = 0;
  await compareRange(lastOfEach(rows, run, reject), {
    tenant: run.operation.tenant,
    range,
    target: run.target,
    people: deps.people,
    signal: run.signal,
    onLine: (line: PlanLine) => {
      planned += 1;
      findings.plan(line);
      return spill.add(plan, line);
    },
    onUnchanged: (count) => findings.leave(count),
    onRejected: reject,
    onLocked({ line, record }, fields) {
      const columns = fields.map((field) => run.labelOf(field));
      const column = columns.join(', ');
      findings.leaveOut({ line, record, reason: 'locked', column, leftOut: true }, fields.length);
      late.add({ line, record, reason: 'locked', columns });
    },
  });
  return planned;
}

/**
 * The rows by id, of each person the one that counts: the last of the file.
 * Sorted by key: stores are quicker at it, and comparing becomes a merge of two sorted sequences.
 */
function lastOfEach(
  rows: PlannedRow[],
  { findings }: Pick<ShardPlanRun, 'findings'>,
  reject: (rejection: LateRejection) => void,
): PlannedRow[] {
  rows.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : a.record - b.record));
  const winners: PlannedRow[] = [];
  for (const row of rows.toReversed()) {
    const winner = winners.at(-1);
    if (winner?.id !== row.id) {
      winners.push(row);
      continue;
    }
    // In an export of changes: the phone was given to someone else after its former owner was deleted. Such a file goes by
    // people's ids, so who is there may stand before or after who was.
    if (row.deleted === true || winner.deleted === true) {
      if (row.deleted !== true) winners[winners.length - 1] = row;
      findings.leave(1);
      continue;
    }
    const { line, record, leftOut: valuesLeftOut } = row;
    const counted = valuesLeftOut === undefined ? {} : { valuesLeftOut };
    reject({ line, record, reason: 'same-phone-later', laterLine: winner.line, ...counted });
  }
  return winners.reverse();
}
