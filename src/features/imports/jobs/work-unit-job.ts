import type { OperationJobMessage } from '../../../domain/operations/job-message.ts';
import { AppError } from '../../../errors.ts';
import { workOnUnits } from '../work-units.ts';
import type { ApplyInWorkUnitsDeps } from './apply-in-work-units.ts';
import type { ImportJobDeps } from './import-job-deps.ts';
import type { Handling, Outcome } from '../../../jobs/queue-loop.ts';

/** A process that runs the import itself leaves the message to others this often. There may be none. */
const leftToOthers = 20;

/** The import's admin has lost the right: the import's own worker reports that. */
function whenStillAllowed(error: unknown): undefined {
  if (error instanceof AppError && error.code === 'not-an-admin') return undefined;
  throw error;
}

/** Helps with a large import that another worker runs: see src/features/imports/work-units.ts. */
export function createWorkUnitJob(deps: ImportJobDeps & ApplyInWorkUnitsDeps) {
  return async (message: OperationJobMessage, handling: Handling): Promise<Outcome> => {
    const key = { tenant: message.tenant, kind: 'import', id: message.operation } as const;
    if (deps.runningHere.has(key.id)) {
      return handling.deliveries < leftToOthers ? { againInSeconds: 0, forOthers: true } : 'done';
    }
    const operation = await deps.operations.read(key);
    if (operation?.state !== 'applying' || operation.cancelAsked === true) return 'done';
    const by = operation.confirmedBy ?? operation.by;
    const target = await deps.targetOf(operation, by).catch(whenStillAllowed);
    if (target === undefined) return 'done';
    await workOnUnits(deps, {
      operation,
      target,
      by,
      signal: handling.signal,
      now: () => deps.now(),
      async goesOn() {
        const latest = await deps.operations.read(key);
        return latest?.state === 'applying' && latest.cancelAsked !== true;
      },
    });
    return 'done';
  };
}
