import { contentsOf } from './export-facts.ts';
import { exportJobs, type OperationJobMessage } from './job-message.ts';
import type { Operation, OperationKind, OperationState } from './operation.ts';
import { operationKinds } from './operation.ts';
import type { JobSender, OperationStore } from './ports.ts';

/** Operations of each kind that are checked, newest first: the open ones are among them. */
const looked = 100;

/** A recent operation still has its message, and two messages of one plan at once would double the work. */
const recentMs = 3_600_000;

/** The job that continues an operation in each state; in the other states it waits for a person, or has ended. */
const jobs: Readonly<
  Record<OperationKind, Partial<Record<OperationState, OperationJobMessage['type']>>>
> = {
  import: { planning: 'plan-import', queued: 'apply-import', applying: 'apply-import' },
  export: { queued: 'export-people', applying: 'export-people' },
  sync: { queued: 'sync-people', planning: 'sync-people', applying: 'sync-people' },
};

function jobOf({
  kind,
  state,
  undo,
  restores,
  bulk,
  request,
}: Operation): OperationJobMessage['type'] | undefined {
  // A bulk change has no job: it is made in a turn.
  if (bulk !== undefined) return undefined;
  if (restores !== undefined)
    return state === 'queued' || state === 'applying' ? 'restore-deleted' : undefined;
  const job = jobs[kind][state];
  if (job === 'export-people') return exportJobs[contentsOf(request)];
  if (job !== undefined && kind === 'import' && request?.everything === true)
    return 'import-everything';
  return job !== undefined && undo !== undefined ? 'undo-import' : job;
}

/**
 * Sends the messages of an organization's open operations again. An operation without its message would wait
 * forever, and block everything queued behind it; one with two is handled once, since its record decides.
 * @returns how many were sent
 */
export function createWakeOpen(deps: {
  readonly operations: OperationStore;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  now(): number;
}) {
  return async (tenant: string, signal: AbortSignal): Promise<number> => {
    let woken = 0;
    for (const kind of operationKinds) {
      const { operations } = await deps.operations.page(tenant, kind, looked);
      for (const operation of operations) {
        signal.throwIfAborted();
        const type = jobOf(operation);
        const since = Date.parse(operation.confirmedAt ?? operation.at);
        if (type === undefined || deps.now() - since < recentMs) continue;
        const isUndoOfSync = type === 'undo-import' && kind === 'sync';
        const message = { v: 1, type, tenant, operation: operation.id } as const;
        await deps.jobs.send(isUndoOfSync ? { ...message, kind } : message);
        woken += 1;
      }
    }
    return woken;
  };
}
