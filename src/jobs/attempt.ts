import { AppError, asAppError } from '../errors.ts';
import { changeOperation } from './change-operation.ts';
import {
  isEnded,
  type Operation,
  type OperationKey,
  type OperationState,
} from '../domain/operations/operation.ts';
import type { OperationStore } from '../domain/operations/ports.ts';
import { isFinal } from './final-errors.ts';
import type { Handling, Outcome } from './handle-message.ts';
import { Stopped } from './handle-message.ts';
import { recordOf } from './read-record.ts';
import { defined } from '../lib/defined.ts';

/**
 * One attempt at an operation's job.
 *
 * The attempt is recorded before it starts, so that a job that kills its process is counted too. Progress (a
 * new checkpoint) resets the count, and a graceful stop doesn't count. After five attempts without progress the
 * operation is Failed with the reason; at once where another attempt would end the same (final-errors.ts).
 */
const maxTries = 5;

export interface AttemptDeps {
  readonly operations: OperationStore;
  /** Notifies admins that an operation has ended or moved on. Idempotent. */
  announce(operation: Operation): Promise<void>;
  /** Writes the reason for the failure into the operation's error log. @returns the log's blob name */
  logFailure(operation: Operation, error: AppError): Promise<string>;
  /** The actual results of an operation that failed in the middle, for its record; absent: the record is correct. */
  reconcile?(operation: Operation): Promise<Partial<Operation>>;
  /** Deletes temporary data of an operation that ended. Idempotent. */
  cleanUp(operation: Operation): Promise<void>;
  /** delay before the next attempt, after `tries` attempts */
  retrySeconds(tries: number): number;
  now(): number;
}

export interface Attempt {
  readonly key: OperationKey;
  /** the states in which this job has work to do */
  readonly ready: readonly OperationState[];
  /** the states before those: the message arrived before the record was written */
  readonly early: readonly OperationState[];
  readonly handling: Handling;
  /** Seconds to wait because another attempt is running, which doesn't count as one. undefined: none is known to run */
  readonly busySeconds?: (operation: Operation) => number | undefined;
  /** Further fields for the write that counts the attempt. */
  readonly noted?: (operation: Operation) => Partial<Operation>;
  work(operation: Operation): Promise<Outcome>;
}

/** A message without its record is kept for this many deliveries, a second apart. */
const earlyDeliveries = 20;

export async function attempt(deps: AttemptDeps, job: Attempt): Promise<Outcome> {
  const { handling, key } = job;
  const current = await recordOf(deps.operations, key, job.early);
  if (current === undefined || job.early.includes(current.state)) {
    return handling.deliveries < earlyDeliveries ? { againInSeconds: 1 } : 'done';
  }
  if (isEnded(current.state)) {
    // The process that ended it may have died before it sent the notices.
    await deps.announce(current);
    await deps.cleanUp(current);
    return 'done';
  }
  if (!job.ready.includes(current.state)) return 'done';
  const busySeconds = job.busySeconds?.(current);
  if (busySeconds !== undefined) return { againInSeconds: busySeconds };
  if (current.tries >= maxTries) {
    // An attempt that killed its process could not report itself.
    handling.observer?.failed(current.tries, true);
    return fail(deps, key, new AppError('given-up', { tries: maxTries }));
  }

  const begun = await changeOperation(deps.operations, key, (latest) =>
    job.ready.includes(latest.state) && job.busySeconds?.(latest) === undefined
      ? { ...latest, ...job.noted?.(latest), tries: latest.tries + 1 }
      : undefined,
  );
  if (begun?.changed !== true) return { againInSeconds: 0 };
  try {
    return await job.work(begun.operation);
  } catch (error) {
    return afterFailure(deps, job, begun.operation, error);
  }
}

async function afterFailure(
  deps: AttemptDeps,
  job: Attempt,
  begun: Operation,
  error: unknown,
): Promise<Outcome> {
  const reason: unknown = job.handling.signal.aborted ? job.handling.signal.reason : error;
  if (reason instanceof Stopped) {
    if (reason.reason === 'stopping') await takeBackTry(deps, job.key);
    throw reason;
  }
  const coded = asAppError(error);
  if (isFinal(coded.code)) {
    job.handling.observer?.failed(begun.tries, true);
    return fail(deps, job.key, coded);
  }
  const latest = await deps.operations.read(job.key);
  const tries = latest?.tries ?? begun.tries;
  job.handling.log.error({ err: error, operation: job.key.id, tries }, 'an operation’s job failed');
  // Another worker that runs it may still succeed.
  const busySeconds = latest === undefined ? undefined : job.busySeconds?.(latest);
  job.handling.observer?.failed(tries, busySeconds === undefined && tries >= maxTries);
  if (busySeconds !== undefined) return { againInSeconds: busySeconds };
  if (tries >= maxTries) return fail(deps, job.key, new AppError('given-up', { tries }));
  return { againInSeconds: deps.retrySeconds(tries) };
}

async function takeBackTry(deps: AttemptDeps, key: OperationKey): Promise<void> {
  await changeOperation(deps.operations, key, (latest) =>
    latest.tries > 0 ? { ...latest, tries: latest.tries - 1 } : undefined,
  );
}

/** Ends an operation as Failed and notifies admins. */
async function fail(deps: AttemptDeps, key: OperationKey, error: AppError): Promise<Outcome> {
  const current = await deps.operations.read(key);
  if (current === undefined) return 'done';
  const errorLog = isEnded(current.state)
    ? current.errorLog
    : await deps.logFailure(current, error);
  const facts = isEnded(current.state) ? undefined : await deps.reconcile?.(current);
  const result = await changeOperation(deps.operations, key, (latest) =>
    isEnded(latest.state)
      ? undefined
      : {
          ...latest,
          ...facts,
          ...defined({ errorLog }),
          state: 'failed',
          endedAt: new Date(deps.now()).toISOString(),
          failure: { code: error.code, details: error.details },
        },
  );
  if (result === undefined) return 'done';
  await deps.announce(result.operation);
  await deps.cleanUp(result.operation);
  return 'done';
}
