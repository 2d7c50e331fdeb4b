import { AppError } from '../../errors.ts';
import { applyAsked, type ApplyAskedDeps } from './apply-asked.ts';
import { isWhole, type ApplyCheckpoint } from './apply-checkpoint.ts';
import { applyImport, type ApplyDeps, type ApplyRun, type OnProgress } from './apply-import.ts';
import { describePlan } from './describe-plan.ts';
import { findLeavers } from './find-leavers.ts';
import { groupOf } from '../../domain/operations/group-facts.ts';
import { createHashesAhead } from './hashes-ahead.ts';
import { importFiles } from './import-files.ts';
import { knowingNobody, planJoining } from './join-group.ts';
import { planByOtherKeys } from './plan-by-other-keys.ts';
import { planDeletions } from './plan-deletions.ts';
import { isLargeFile, planShards } from './plan-shard.ts';
import {
  beginPlanning,
  isDeleting,
  type Plan,
  type PlanDeps,
  type Planning,
  type PlanRun,
} from './planning.ts';
import {
  readRows,
  twoReadingsPartition,
  withoutPhonePartition,
  type ReadRows,
} from './read-rows.ts';
import { settleReadings } from './settle-readings.ts';
import { createSpillFiles } from './spill-files.ts';

/*
 * The way of an import, from a file in the chat to people in the directory:
 *
 *   receive    in the turn     the file's bytes ──▶ the stored original, and the operation      receive-import.ts
 *   read       job plan        the original ──▶ checked rows, by shard, as bytes                read-rows.ts
 *   read again job plan        numbers of two readings ──▶ rows with one                        settle-readings.ts
 *   match      job plan        rows without a phone number ──▶ rows with their person           plan-by-other-keys.ts
 *   compare    job plan        rows and people of a shard ──▶ lines of the plan, and doubts     plan-shard.ts
 *   describe   job plan        everything found ──▶ counts, samples, questions, error log       describe-plan.ts
 *   confirm    in the turn     the admin's answers ──▶ the operation is queued                  import-requests.ts
 *   apply      job apply       the plan and the answers ──▶ people                            apply-import.ts
 *   finish     job apply       the checkpoint ──▶ final counts, error log, notice               jobs/apply-import-job.ts
 *
 * Nothing is written to people before `apply`. Each step can be repeated: a process may die in any of them.
 */

/**
 * Plans an import. A crash costs only a new start. Two passes keep memory flat: the file's rows go to spill files on the
 * local disk, then each shard's rows are sorted, freed of duplicates and compared.
 * @throws AppError when the file as a whole can't be used (no phone column, no rows, not text …); NeedsAnswer when its admin
 * must say how to read it
 */
export async function planImport(given: PlanDeps, started: PlanRun): Promise<Plan> {
  const joins = groupOf(started.operation) !== undefined;
  const known = joins ? knowingNobody(given) : given;
  const spill = createSpillFiles();
  const { operation, signal } = started;
  const ahead = createHashesAhead(known.people, operation.tenant, signal);
  const deps = { ...known, people: ahead.people };
  const readsAhead = !joins && !isDeleting(started) && !isLargeFile(operation, deps);
  const run: PlanRun = {
    ...started,
    onRows(rows) {
      if (readsAhead && rows >= comparedByScanning) ahead.begin();
      return started.onRows(rows);
    },
  };
  try {
    await dropEarlierPlan(deps, run);
    const planning = await beginPlanning(deps, run, spill);
    const read = await readRows(deps, planning);
    await settleNumbers(deps, planning);
    await matchRowsWithoutPhone(planning);
    const proposes = joins
      ? await findJoining(deps, planning)
      : await comparePeople(deps, planning, read);
    return await describePlan(deps, planning, read, proposes);
  } finally {
    await ahead.end();
    await spill.remove();
  }
}

/** Of a file of so many rows, most shards are compared by reading all of their people’s hashes. */
const comparedByScanning = 2_000;

/** Planned before, and answered differently since: the former plan must not be applied with this one. */
async function dropEarlierPlan({ work }: PlanDeps, { operation }: PlanRun): Promise<void> {
  if (operation.answers !== undefined) await work.removeAll(importFiles.work(operation));
}

/** Numbers that can be read in two ways are those of people who are there, or else as the file or the admin says. */
function settleNumbers({ people }: PlanDeps, planning: Planning): Promise<void> {
  const { spill, findings, mentions, operation } = planning;
  return settleReadings(spill.read(twoReadingsPartition), {
    ...{ people, tenant: operation.tenant, findings, mentions },
    idOf: (phone) => planning.idOf(phone),
    keep: (row) => planning.keep(row),
  });
}

/** Rows without a phone number find their person by email or employee ID, and are compared with the others. */
function matchRowsWithoutPhone(planning: Planning): Promise<void> {
  const { spill, findings, late, mentions } = planning;
  return planByOtherKeys(spill.read(withoutPhonePartition), {
    recogniser: () => planning.recogniser(),
    findings,
    late,
    mentions,
    ofNobody: isDeleting(planning) ? 'nobody-found' : 'phone-missing',
    keep: (row) => planning.keep(row),
  });
}

/** @returns that it proposes nobody to delete */
async function findJoining({ joining, work }: PlanDeps, planning: Planning): Promise<false> {
  if (joining === undefined) throw new AppError('unexpected', {}, { note: 'no groups to join' });
  await planJoining(joining, work, planning);
  return false;
}

/** @returns whether it proposes people to delete */
async function comparePeople(
  deps: PlanDeps,
  planning: Planning,
  { rows }: Pick<ReadRows, 'rows'>,
): Promise<boolean> {
  if (isDeleting(planning)) {
    await planDeletions(deps, planning);
    return true;
  }
  await planShards(deps, { ...planning, rows });
  const { mentions, findings, asked } = planning;
  // A file without a usable row isn't a list of the whole network.
  if (mentions === undefined || findings.usable + asked.count === 0) return false;
  await findLeavers(deps, { ...planning, mentions });
  return true;
}

/**
 * Applies a confirmed plan: what is sure, then what the admin answered.
 * @throws AppError `plan-gone` when lines of the plan are missing; the signal's reason when it aborts
 */
export async function applyPlan(
  deps: ApplyDeps & ApplyAskedDeps,
  run: ApplyRun,
  from: ApplyCheckpoint,
  onProgress: OnProgress,
): Promise<ApplyCheckpoint> {
  const written = await applyImport(deps, run, from, onProgress);
  if (!isWhole(run.operation, written)) throw new AppError('plan-gone');
  return applyAsked(deps, run, written, onProgress);
}
