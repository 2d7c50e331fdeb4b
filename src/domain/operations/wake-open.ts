import type { Operation, OperationKind, OperationState } from './operation.ts';
import { operationKinds } from './operation.ts';
import type { JobSender, OperationJobMessage, OperationStore } from './ports.ts';

/** So many of the newest of each kind are looked at: an operation that is open is among them. */
const looked = 100;

/** One that was asked for since has its message still: two of a plan at once would be twice the work. */
const recentMs = 3_600_000;

/** Which job goes on with an operation in a state; in the others it waits for a person, or has ended. */
const jobs: Readonly<
  Record<OperationKind, Partial<Record<OperationState, OperationJobMessage['type']>>>
> = {
  import: { planning: 'plan-import', queued: 'apply-import', applying: 'apply-import' },
  export: { queued: 'export-people', applying: 'export-people' },
  sync: { queued: 'sync-people', planning: 'sync-people', applying: 'sync-people' },
};

function jobOf({ kind, state, undo }: Operation): OperationJobMessage['type'] | undefined {
  const job = jobs[kind][state];
  return job === 'apply-import' && undo !== undefined ? 'undo-import' : job;
}

/**
 * Sends the messages of an organization's open operations again. An operation without its message would wait for ever, and so would
 * all that stand behind it; one with two is handled once, since its record decides.
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
        await deps.jobs.send({ v: 1, type, tenant, operation: operation.id });
        woken += 1;
      }
    }
    return woken;
  };
}
