import { setTimeout as pause } from 'node:timers/promises';
import type { ApplyCheckpoint } from '../imports/apply-checkpoint.ts';
import type { OnProgress } from '../imports/apply-import.ts';
import { allLetGo, cutIntoParts, soFar, workOnParts, type PartsDeps } from '../imports/parts.ts';
import type { PartsRun } from '../imports/parts.ts';
import type { Operation } from '../operations/operation.ts';
import type { JobSender } from '../operations/ports.ts';

/** So many others are asked to help. What saturates an account are the tables, not the workers. */
const helpers = 3;
const lookEveryMs = 1_000;

export type ApplyInPartsDeps = PartsDeps & {
  readonly jobs: JobSender;
  /** imports that this process is at: it doesn't help itself */
  readonly atHome: Set<string>;
};

/** Writes a large import together with other workers; returns when all parts are done. @throws the signal's reason */
export async function applyInParts(
  deps: ApplyInPartsDeps,
  run: Omit<PartsRun, 'goesOn'>,
  onProgress: OnProgress,
): Promise<ApplyCheckpoint> {
  const { operation, signal } = run;
  const { parts, jobs, atHome } = deps;
  await cutIntoParts(parts, operation);
  atHome.add(operation.id);
  const message = { v: 1, type: 'import-part', tenant: operation.tenant } as const;
  for (let each = 0; each < helpers; each += 1) {
    await jobs.send({ ...message, operation: operation.id });
  }
  const look = async () => onProgress(await soFar(parts, operation));
  const timer = setInterval(() => void look().catch(() => undefined), lookEveryMs);
  try {
    // The others' parts come back if they die.
    while (!(await workOnParts(deps, { ...run, goesOn: () => Promise.resolve(true) }))) {
      await pause(lookEveryMs, undefined, { signal });
    }
    return await soFar(parts, operation);
  } finally {
    clearInterval(timer);
    atHome.delete(operation.id);
  }
}

/** What was done of an import that was cancelled, once nobody is at it any more: they look every moment. */
export async function doneOfCancelled(
  { parts }: Pick<PartsDeps, 'parts'>,
  operation: Operation,
  { now, signal }: Pick<PartsRun, 'now' | 'signal'>,
): Promise<ApplyCheckpoint> {
  while (!(await allLetGo(parts, operation, now()))) await pause(500, undefined, { signal });
  return soFar(parts, operation);
}
