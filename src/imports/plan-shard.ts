import { createBreather } from '../breathe.ts';
import type { AttributeKey } from '../directory/attributes.ts';
import type { PeopleStore } from '../directory/people-store.ts';
import { shards } from '../directory/person-id.ts';
import { eachOf } from '../each-of.ts';
import type { Operation } from '../operations/operation.ts';
import type { FileStore } from '../operations/ports.ts';
import { compareRange } from './compare-range.ts';
import { importFiles } from './import-files.ts';
import type { LateRejection, LateRejections } from './late-rejections.ts';
import type { PlanFindings } from './plan-findings.ts';
import type { PlanLine, PlannedRow, Target } from './plan-line.ts';
import type { Spill } from './spill.ts';

/*
 * The second pass of a plan. People whose ids begin with the same two digits share a pile. A shard is compared at once where its
 * rows are few, else pile by pile: what is in memory doesn't grow with the file.
 */

export interface ShardPlanDeps {
  readonly work: FileStore;
  readonly people: PeopleStore;
  /** rows that are sorted and compared together, where a shard has more than that pile by pile; absent: 8,000 */
  readonly rowsTogether?: number;
}

export interface ShardPlanRun {
  readonly operation: Operation;
  readonly target: Target;
  readonly signal: AbortSignal;
  /** all rows of the file */
  readonly rows: number;
  readonly spill: Spill;
  readonly findings: PlanFindings;
  readonly late: LateRejections;
  labelOf(field: AttributeKey): string;
}

const usuallyTogether = 8_000;
/** Rows in memory at once, of all shards that are being compared. */
const mostAtOnce = 24_000;
const mostShardsAtOnce = 2;

export function pileOf(id: string): string {
  return id.slice(0, 2);
}

const pilesOf = (shard: string) => shards.map((digit) => shard + digit);

/** Plans all shards, some at once: while one waits for the store or for its file to be written, another is compared. */
export async function planShards(deps: ShardPlanDeps, run: ShardPlanRun): Promise<void> {
  const inShard = run.rows / shards.length;
  const isWhole = inShard <= (deps.rowsTogether ?? usuallyTogether);
  const together = isWhole ? inShard : inShard / shards.length;
  const atOnce = Math.min(mostShardsAtOnce, Math.max(1, Math.floor(mostAtOnce / together)));
  await eachOf(shards, atOnce, async (shard) => {
    const pile = `plan-${shard}`;
    let planned = 0;
    for (const range of isWhole ? [shard] : pilesOf(shard)) {
      planned += await planRange(deps, run, range, pile);
    }
    if (planned === 0) return;
    await deps.work.write(importFiles.plan(run.operation, shard), run.spill.open(pile), {
      signal: run.signal,
    });
  });
}

/** @returns how many lines were added to the pile of the plan */
async function planRange(
  deps: ShardPlanDeps,
  run: ShardPlanRun,
  range: string,
  pile: string,
): Promise<number> {
  const { spill, findings, late } = run;
  const { breathe } = createBreather();
  const rows: PlannedRow[] = [];
  for (const each of range.length > 1 ? [range] : pilesOf(range)) {
    for await (const batch of spill.read<PlannedRow>(each)) rows.push(...batch);
    await breathe();
  }
  if (rows.length === 0) return 0;
  const reject = (rejection: LateRejection) => {
    findings.reject(rejection);
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
      return spill.add(pile, line);
    },
    onUnchanged: (count) => findings.leave(count),
    onRejected: reject,
    onLocked({ line, record }, fields) {
      const columns = fields.map((field) => run.labelOf(field));
      findings.note({ line, record, reason: 'locked', column: columns.join(', ') });
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
    const { line, record } = row;
    reject({ line, record, reason: 'same-phone-later', laterLine: winner.line });
  }
  return winners.reverse();
}
