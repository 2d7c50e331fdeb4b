import { compareNames, isSomebodyElse, type Recognised } from '../../domain/match-keys.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import { shards } from '../../domain/person-id.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { isDoubtful, recogniseLines } from './ask-rows.ts';
import { readKeptRows } from './kept-rows.ts';
import type { LateRejection } from './late-rejections.ts';
import type { LeavingPeople } from './leaving-people.ts';
import { meetPeople } from './meet-people.ts';
import { networkOf, type PlanLine, type PlannedRow, type Target } from './plan-line.ts';
import {
  lastOfEach,
  lookedUpAtOnce,
  partitionCountFor,
  shardsAtOnce,
  type ShardPlanDeps,
  type ShardPlanRun,
} from './plan-shard.ts';
import type { RowRecogniser } from './recognise-rows.ts';

interface DeletionsRun extends ShardPlanRun {
  readonly leaving: LeavingPeople;
}

/** A row and who has its number; the owner of a number who was deleted is kept aside. */
interface Met {
  readonly line: Extract<PlanLine, { type: 'add' | 'update' }>;
  readonly deleted?: StoredPerson;
}

/**
 * The second pass over a file of people who leave: finds each row's person. People who aren't certain, are linked, or are in the
 * other network stay, and the error log says so.
 */
export async function planDeletions(deps: ShardPlanDeps, run: DeletionsRun): Promise<void> {
  const partitionOf = partitionCountFor(run.operation, deps);
  const recogniser = await run.recogniser();
  await forEachConcurrent(shards, shardsAtOnce, async (shard) => {
    const ranges = new Set(shards.map((digit) => partitionOf(shard + digit)));
    for (const range of ranges) await deletionsOf(deps, run, range, recogniser);
  });
}

async function deletionsOf(
  { people }: ShardPlanDeps,
  run: DeletionsRun,
  range: string,
  recogniser: RowRecogniser | undefined,
): Promise<void> {
  const { spill, findings, late, leaving, target, operation, signal } = run;
  const reject = (rejection: LateRejection) => {
    findings.reject(rejection);
    late.add(rejection);
  };
  async function settle(met: Met, recognised: Recognised<StoredPerson> | undefined): Promise<void> {
    const { row } = met.line;
    const { line, record } = row;
    const verdict = judge(met, recognised, target);
    if (verdict === 'gone') findings.leave(1);
    else if (typeof verdict === 'string') reject({ line, record, reason: verdict });
    else if (verdict.linked) {
      reject({ line, record, reason: 'linked-stays' });
      await leaving.stay({ id: verdict.id, row: { line, record }, before: verdict });
    } else await leaving.leave({ id: verdict.id, row: { line, record }, before: verdict });
  }

  let doubtful: Met[] = [];
  async function settleDoubtful(): Promise<void> {
    const lines = doubtful;
    doubtful = [];
    const recognised = await recogniseLines(
      lines.map(({ line }) => line),
      recogniser,
    );
    for (const [place, met] of lines.entries()) await settle(met, recognised[place]);
  }

  const sent = await readKeptRows(spill, range);
  const present = sent.map((kept) => ({ id: kept.id, read: () => withoutMark(kept.read()) }));
  const rows = lastOfEach(present, run, reject);
  const meeting = { tenant: operation.tenant, range, people, signal };
  await meetPeople(rows, meeting, async (kept, existing) => {
    const met = meet(kept.read(), existing);
    if (!isDoubtful(met.line, recogniser)) return settle(met, undefined);
    doubtful.push(met);
    if (doubtful.length >= lookedUpAtOnce) await settleDoubtful();
  });
  await settleDoubtful();
}

function withoutMark({ deleted: _marked, ...row }: PlannedRow): PlannedRow {
  return row;
}

function meet(row: PlannedRow, existing: StoredPerson | undefined): Met {
  const isTheirs = row.found !== undefined || existing?.fields.phone === row.fields.phone;
  if (existing === undefined || !isTheirs) return { line: { type: 'add', row } };
  if (existing.deletedAt !== undefined) return { line: { type: 'add', row }, deleted: existing };
  return { line: { type: 'update', row, before: existing } };
}

type Refusal =
  | 'nobody-found'
  | 'another-phone'
  | 'keys-of-several'
  | 'maybe-someone-else'
  | 'stays-in-other-network';

/** The person that the row deletes; `gone`: they are deleted already. */
function judge(
  { line, deleted }: Met,
  recognised: Recognised<StoredPerson> | undefined,
  target: Target,
): StoredPerson | 'gone' | Refusal {
  const { row } = line;
  if (line.type === 'update') {
    const { before } = line;
    if (recognised?.is === 'doubtful' && recognised.why === 'several') return 'keys-of-several';
    if (isElse(row, before)) return 'maybe-someone-else';
    return before.network === networkOf(row, target) ? before : 'stays-in-other-network';
  }
  if (deleted?.mergedInto !== undefined) return 'another-phone';
  if (deleted !== undefined && !isSomebodyElse(deleted.fields, row.fields)) return 'gone';
  if (recognised === undefined || recognised.is === 'nobody') return 'nobody-found';
  const isOfSeveral = recognised.is === 'doubtful' && recognised.why === 'several';
  return isOfSeveral ? 'keys-of-several' : 'another-phone';
}

/** Without a phone, one other key has found them: a mailbox that is shared, or an ID that is mistyped, finds somebody too. */
function isElse(row: PlannedRow, before: StoredPerson): boolean {
  return row.found === undefined
    ? isSomebodyElse(before.fields, row.fields)
    : compareNames(before.fields, row.fields) === 'differs';
}
