import type { OperationJobMessage } from '../../../domain/operations/job-message.ts';
import { randomBytes } from 'node:crypto';
import { changeOperation } from '../../../jobs/change-operation.ts';
import { isEnded, type Operation } from '../../../domain/operations/operation.ts';
import { attempt } from '../../../jobs/attempt.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import { checkpointOf, renewed, secondsToWaitFor, type ExportRun } from '../export-run.ts';
import { runExport, type ExportFlowDeps } from '../flow.ts';

/** Runs an export's flow as a job: one run at a time, tried again when it fails. */
export function createExportPeopleJob(deps: ExportFlowDeps) {
  return (message: OperationJobMessage, handling: Handling): Promise<Outcome> => {
    const run: ExportRun = { handling, token: randomBytes(8).toString('hex'), started: deps.now() };
    return attempt(deps, {
      key: { tenant: message.tenant, kind: 'export', id: message.operation },
      ready: ['queued', 'applying'],
      early: [],
      handling,
      busySeconds: (operation) => secondsToWaitFor(operation, deps.now()),
      noted: (operation) => ({ checkpoint: renewed(operation, run, deps.now()) }),
      async work(operation) {
        try {
          return await runExport(deps, operation, run);
        } catch (error) {
          await leave(deps, operation, run).catch(() => undefined);
          throw error;
        }
      },
    });
  };
}

/** Lets the next attempt start without waiting for this run. */
async function leave(
  deps: ExportFlowDeps,
  operation: Operation,
  { token }: ExportRun,
): Promise<void> {
  await changeOperation(deps.operations, operation, (latest) => {
    const { run, ...kept } = checkpointOf(latest);
    return isEnded(latest.state) || run?.token !== token
      ? undefined
      : { ...latest, checkpoint: kept };
  });
}
