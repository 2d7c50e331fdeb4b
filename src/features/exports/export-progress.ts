import { changeOperation } from '../../jobs/change-operation.ts';
import { isEnded, type Operation } from '../../domain/operations/operation.ts';
import type { Announcer } from '../../domain/operations/ports.ts';
import type { AttemptDeps } from '../../jobs/attempt.ts';
import { createProgress } from '../../jobs/progress.ts';
import { secondsToWaitFor, renewed, unlessBusy, type ExportRun } from './export-run.ts';

const progressMilliseconds = 1500;

export interface ExportProgress {
  /** @param share of all people that have been read, 0 to 1; 0: unknown */
  note(people: number, share: number): void;
  flush(): Promise<void>;
  /** aborts when the export has ended elsewhere, or its admin cancelled it */
  readonly stopped: AbortSignal;
}

/** Says in the record that this run is at it, and keeps saying how far it has come. */
export async function beginExport(
  deps: Pick<AttemptDeps, 'operations' | 'now'> & { readonly announcer: Announcer },
  operation: Operation,
  base: Operation | undefined,
  run: ExportRun,
): Promise<ExportProgress> {
  const stopped = new AbortController();
  const keep = async (facts: Pick<Operation, 'rowsDone' | 'rowsTotal'>): Promise<void> => {
    const noted = await unlessBusy(
      changeOperation(deps.operations, operation, (latest) => {
        if (isEnded(latest.state)) return undefined;
        // This run counted as dead and another one started, whose numbers now apply; the first to finish ends the
        // export.
        if (secondsToWaitFor(latest, deps.now(), run.token) !== undefined) return undefined;
        const checkpoint = { base: base?.id ?? null, ...renewed(latest, run, deps.now()) };
        return { ...latest, ...facts, state: 'applying', checkpoint };
      }),
    );
    // Concurrent writes won; the next progress is noted instead.
    if (noted === 'busy') return;
    // Only an end or a cancellation stops the run.
    if (noted === undefined || isEnded(noted.operation.state) || noted.operation.cancelAsked) {
      stopped.abort();
    } else if (noted.changed) await deps.announcer.moved(noted.operation);
  };
  await keep({ rowsDone: 0 });
  const progress = createProgress(progressMilliseconds, keep);
  return {
    note(people, share) {
      const rowsTotal = share > 0 ? { rowsTotal: Math.round(people / share) } : {};
      const noting = Promise.resolve(progress.note({ rowsDone: people, ...rowsTotal }));
      void noting.catch(() => undefined);
    },
    flush: () => progress.flush(),
    stopped: stopped.signal,
  };
}
