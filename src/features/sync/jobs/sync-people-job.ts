import type { OperationJobMessage } from '../../../domain/operations/job-message.ts';
import { attempt } from '../../../jobs/attempt.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import { runSync } from '../flow.ts';
import { working, type SyncFlowDeps } from '../sync-run.ts';

/** Runs a sync's flow as a job, tried again when it fails. */
export function createSyncPeopleJob(deps: SyncFlowDeps) {
  return (message: OperationJobMessage, handling: Handling): Promise<Outcome> =>
    attempt(deps, {
      key: { tenant: message.tenant, kind: 'sync', id: message.operation },
      ready: working,
      early: ['preview', 'held'],
      handling,
      work: (operation) => runSync(deps, operation, handling),
    });
}
