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
import type { Handling, Outcome } from './queue-loop.ts';
import { Stopped } from './queue-loop.ts';
import { recordOf } from './read-record.ts';

/**
 * One try of an operation's job.
 *
 * A try is noted in the record before it begins, so that a job that kills its process is counted too; progress (a new
 * checkpoint) sets the count back, and a stop in good order isn't a try. After five tries without progress the operation
 * is Failed with the reason; at once where another try would end the same (final-errors.ts).
 */
const maxTries = 5;

export interface AttemptDeps {
  readonly operations: OperationStore;
  /** Tells those who wait that an operation has ended or moved on. Idempotent. */
  announce(operation: Operation): Promise<void>;
  /** Writes why an operation failed into its error log. @returns the log's blob name */
  logFailure(operation: Operation, error: AppError): Promise<string>;
  /** What an operation that fails in the middle has really done, for its record; absent: the record has it right. */
  reconcile?(operation: Operation): Promise<Partial<Operation>>;
  /** Tidies up after an operation that ended. Idempotent. */
  cleanUp(operation: Operation): Promise<void>;
  /** how long to wait before a try, after so many */
  retrySeconds(tries: number): number;
  now(): number;
}

export interface Attempt {
  readonly key: OperationKey;
  /** the states in which this job has something to do */
  readonly ready: readonly OperationState[];
  /** states that come before: the message was quicker than the record */
  readonly early: readonly OperationState[];
  readonly handling: Handling;
  /** How long to wait because another try is under way; that isn't counted. undefined: nobody is known to be at it */
  readonly busySeconds?: (operation: Operation) => number | undefined;
  /** What is noted in the record besides, in the write that counts the try. */
  readonly noted?: (operation: Operation) => Partial<Operation>;
  work(operation: Operation): Promise<Outcome>;
}

/** A message whose record isn't there yet is kept so many deliveries, a second apart. */
const earlyDeliveries = 20;

export async function attempt(deps: AttemptDeps, job: Attempt): Promise<Outcome> {
  const { handling, key } = job;
  const current = await recordOf(deps.operations, key, job.early);
  if (current === undefined || job.early.includes(current.state)) {
    return handling.deliveries < earlyDeliveries ? { againInSeconds: 1 } : 'done';
  }
  if (isEnded(current.state)) {
    // Whoever ended it may have died before telling anyone.
    await deps.announce(current);
    await deps.cleanUp(current);
    return 'done';
  }
  if (!job.ready.includes(current.state)) return 'done';
  const busySeconds = job.busySeconds?.(current);
  if (busySeconds !== undefined) return { againInSeconds: busySeconds };
  if (current.tries >= maxTries) {
    // A try that killed its process could tell nobody.
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
  // Whoever else is at it may still bring it to a good end.
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

/** Ends an operation as Failed and tells so. */
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
          ...(errorLog !== undefined && { errorLog }),
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
