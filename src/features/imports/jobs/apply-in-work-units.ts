import { setTimeout as pause } from 'node:timers/promises';
import type { ApplyCheckpoint } from '../apply-checkpoint.ts';
import type { OnProgress } from '../apply-import.ts';
import {
  allLetGo,
  cutIntoWorkUnits,
  soFar,
  workOnUnits,
  type WorkUnitsDeps,
} from '../work-units.ts';
import type { WorkUnitsRun } from '../work-units.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type { JobSender } from '../../../domain/operations/ports.ts';

/** Number of other workers asked to help. Tables saturate an account, not workers. */
const helpers = 3;
const lookEveryMs = 1_000;

export type ApplyInWorkUnitsDeps = WorkUnitsDeps & {
  readonly jobs: JobSender;
  /** imports that this process runs: it doesn't help itself */
  readonly runningHere: Set<string>;
};

/** Writes a large import together with other workers; returns when all units are done. @throws the signal's reason */
export async function applyInWorkUnits(
  deps: ApplyInWorkUnitsDeps,
  run: Omit<WorkUnitsRun, 'goesOn'>,
  onProgress: OnProgress,
): Promise<ApplyCheckpoint> {
  const { operation, signal } = run;
  const { parts, jobs, runningHere } = deps;
  await cutIntoWorkUnits(parts, operation);
  runningHere.add(operation.id);
  const message = { v: 1, type: 'import-part', tenant: operation.tenant } as const;
  for (let each = 0; each < helpers; each += 1) {
    await jobs.send({ ...message, operation: operation.id });
  }
  const look = async () => onProgress(await soFar(parts, operation));
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
  try {
    // The units of other workers come back if these die.
    while (!(await workOnUnits(deps, { ...run, goesOn: () => Promise.resolve(true) }))) {
      await pause(lookEveryMs, undefined, { signal });
    }
    return await soFar(parts, operation);
  } finally {
    clearInterval(timer);
    runningHere.delete(operation.id);
  }
}

/**
 * The progress of a cancelled import, once no worker has a unit of it. Workers check for a cancellation every
 * moment.
 */
export async function doneOfCancelled(
  { parts }: Pick<WorkUnitsDeps, 'parts'>,
  operation: Operation,
  { now, signal }: Pick<WorkUnitsRun, 'now' | 'signal'>,
): Promise<ApplyCheckpoint> {
  while (!(await allLetGo(parts, operation, now()))) await pause(500, undefined, { signal });
  return soFar(parts, operation);
}
