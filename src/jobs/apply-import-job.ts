import {
  applyImport,
  countsAt,
  fromTheStart,
  isLarge,
  rowsDoneAt,
  type ApplyCheckpoint,
  type ApplyDeps,
} from '../imports/apply-import.ts';
import { finalErrorLog } from '../imports/final-error-log.ts';
import type { WriterLease, WriterLine } from '../imports/ports.ts';
import { operationOfPlace, writerPlace } from '../imports/writer-place.ts';
import { changeOperation } from '../operations/change-operation.ts';
import type { Operation, OperationState } from '../operations/operation.ts';
import type { FileStore, JobSender, OperationJobMessage } from '../operations/ports.ts';
import { textFor } from '../text/text.ts';
import { attempt } from './attempt.ts';
import type { ImportJobDeps } from './import-job-deps.ts';
import type { Handling, Outcome } from './loop.ts';
import { createProgress } from './progress.ts';

const checkpointMilliseconds = 1500;
/** How long a place in the line may belong to an operation that doesn't know of it: a confirmation under way. */
const confirmationMilliseconds = 60_000;

export type ApplyJobDeps = ImportJobDeps &
  ApplyDeps & {
    readonly writers: WriterLine;
    readonly files: FileStore;
    readonly jobs: JobSender;
  };

/** Writes what a confirmed import changes, one import of an organization at a time, the others in their order. */
export function createApplyImportJob(deps: ApplyJobDeps) {
  return async (message: OperationJobMessage, handling: Handling): Promise<Outcome> => {
    const key = { tenant: message.tenant, kind: 'import', id: message.operation } as const;
    const waiting = await deps.operations.read(key);
    let lease: WriterLease | undefined;
    // Waiting isn't trying: the turn comes before the try is counted.
    if (waiting?.state === 'queued' || waiting?.state === 'applying') {
      lease = await turnToWrite(deps, waiting);
      if (lease === undefined) return { againInSeconds: 2 };
    }
    try {
      return await attempt(deps, {
        key,
        ready: ['queued', 'applying'],
        early: ['choosing', 'planning', 'preview'],
        handling,
        work: (operation) => apply(deps, operation, lease, handling),
      });
    } finally {
      await lease?.release();
    }
  };
}

async function turnToWrite(
  deps: ApplyJobDeps,
  operation: Operation,
): Promise<WriterLease | undefined> {
  const place = writerPlace(operation);
  await deps.writers.join(operation.tenant, place);
  if (!(await deps.writers.isFirst(operation.tenant, place))) {
    await clearHead(deps, operation.tenant);
    if (!(await deps.writers.isFirst(operation.tenant, place))) return undefined;
  }
  return deps.writers.acquire(operation.tenant);
}

/** Takes the first place from an operation that has ended without leaving, or never came to be confirmed. */
async function clearHead(deps: ApplyJobDeps, tenant: string): Promise<void> {
  const [head] = await deps.writers.waiting(tenant, 1);
  if (head === undefined) return;
  const holder = await deps.operations.read({ tenant, kind: 'import', id: operationOfPlace(head) });
  const writing: readonly OperationState[] = ['queued', 'applying'];
  if (holder !== undefined && writing.includes(holder.state) && writerPlace(holder) === head)
    return;
  const taken = Number(head.slice(0, 14));
  const beingConfirmed =
    holder?.state === 'preview' && deps.now() - taken < confirmationMilliseconds;
  if (!beingConfirmed) await deps.writers.leave(tenant, head);
}

async function apply(
  deps: ApplyJobDeps,
  begun: Operation,
  lease: WriterLease | undefined,
  handling: Handling,
): Promise<Outcome> {
  if (lease === undefined) return { againInSeconds: 1 };
  const by = begun.confirmedBy ?? begun.by;
  const target = await deps.targetOf(begun, by);
  const planned = begun.planned ?? begun.counts;
  const from =
    begun.checkpoint === undefined ? fromTheStart : (begun.checkpoint as ApplyCheckpoint);
  const cancelled = new AbortController();
  const started = deps.now();
  let last = from;

  const keep = async (checkpoint: ApplyCheckpoint): Promise<void> => {
    const noted = await changeOperation(deps.operations, begun, (latest) =>
      latest.state === 'queued' || latest.state === 'applying'
        ? {
            ...latest,
            state: 'applying',
            checkpoint,
            counts: countsAt(planned, checkpoint),
            rowsDone: rowsDoneAt(planned, checkpoint),
            // Progress sets the tries back, but for the one that is under way.
            tries: rowsDoneAt(planned, checkpoint) > rowsDoneAt(planned, from) ? 1 : latest.tries,
          }
        : undefined,
    );
    if (noted?.changed !== true || noted.operation.cancelAsked === true) cancelled.abort();
    else await deps.announcer.moved(noted.operation);
  };
  await keep(from);
  const progress = createProgress<ApplyCheckpoint>(checkpointMilliseconds, keep);
  try {
    last = await applyImport(deps, {
      operation: begun,
      target,
      by,
      from,
      signal: AbortSignal.any([handling.signal, lease.lost, cancelled.signal]),
      now: () => new Date(deps.now()).toISOString(),
      onProgress: (checkpoint) => {
        last = checkpoint;
        // Not waited for: a slow record must not slow the writing; `flush` comes before anything is decided by it.
        void Promise.resolve(progress.note(checkpoint)).catch(() => undefined);
      },
    });
  } catch (error) {
    await progress.flush().catch(() => undefined);
    const askedToStop = cancelled.signal.aborted && !handling.signal.aborted && !lease.lost.aborted;
    if (!askedToStop) throw error;
    return await end(deps, begun, last, 'cancelled', handling, started);
  }
  await progress.flush();
  return await end(deps, begun, last, 'completed', handling, started);
}

/**
 * Ends an import: error log, record, announcement, tidying. In this order a crash can't turn it into a lie: a record that
 * says Completed has its counts and log, and whoever gets the message again announces what wasn't announced.
 */
async function end(
  deps: ApplyJobDeps,
  begun: Operation,
  checkpoint: ApplyCheckpoint,
  state: 'completed' | 'cancelled',
  handling: Handling,
  started: number,
): Promise<Outcome> {
  const planned = begun.planned ?? begun.counts;
  const errorLog =
    checkpoint.rejected === 0
      ? begun.errorLog
      : await finalErrorLog(deps, {
          key: begun,
          late: checkpoint.rejections,
          text: textFor(begun.locale, begun.timeZone),
        });
  const ended = await changeOperation(deps.operations, begun, (latest) => {
    if (latest.state !== 'applying') return undefined;
    const { checkpoint: _done, ...kept } = latest;
    return {
      ...kept,
      state,
      endedAt: new Date(deps.now()).toISOString(),
      counts: countsAt(planned, checkpoint),
      rowsDone: rowsDoneAt(planned, checkpoint),
      tries: 0,
      ...(errorLog !== undefined && { errorLog }),
    };
  });
  if (ended === undefined) return 'done';
  handling.log.info(
    { operation: begun.id, state, ...ended.operation.counts, ms: deps.now() - started },
    'import ended',
  );
  // The view is right without this, only slower: so it needs no more than one try here.
  if (isLarge(begun)) await deps.jobs.send({ v: 1, type: 'refresh-view', tenant: begun.tenant });
  await deps.announce(ended.operation);
  await deps.tidy(ended.operation);
  return 'done';
}
