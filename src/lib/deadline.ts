import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../errors.ts';
import { withoutFence } from './fence.ts';

/**
 * A deadline shared by everything that starts within it, without being passed from call to call. Whatever waits
 * for the storage, Graph or Teams reads from it how long it may wait, and fails with `too-slow` afterwards, so
 * work ends by itself at its next step. A request that was already sent may still arrive: such work has to
 * tolerate being repeated.
 */
export interface Deadline {
  /** aborts when the time is up */
  readonly signal: AbortSignal;
  /** by `performance.now()` */
  readonly endsAt: number;
}

const current = new AsyncLocalStorage<Deadline | undefined>();

/**
 * Runs work with a deadline of its own, in milliseconds, regardless of any deadline around it.
 * @param ending aborts it earlier, as if its time were up
 */
export async function withDeadline<Result>(
  milliseconds: number,
  work: () => Promise<Result>,
  ending?: AbortSignal,
): Promise<Result> {
  const over = new AbortController();
  const end = () => over.abort(tooSlow('ended early'));
  const timer = setTimeout(
    () => over.abort(tooSlow(`not done in ${milliseconds} ms`)),
    milliseconds,
  );
  const endsAt = performance.now() + milliseconds;
  if (ending?.aborted === true) end();
  ending?.addEventListener('abort', end);
  try {
    return await current.run({ signal: over.signal, endsAt }, work);
  } finally {
    clearTimeout(timer);
    ending?.removeEventListener('abort', end);
  }
}

/** Runs work that starts in a turn or job but isn't bound to it: others wait for it too, or it continues afterwards. */
export function withoutDeadline<Result>(work: () => Result): Result {
  return withoutFence(() => current.run(undefined, work));
}

/** Runs work under a deadline that was read earlier, which may differ from the current one. */
export function underDeadline<Result>(deadline: Deadline | undefined, work: () => Result): Result {
  return current.run(deadline, work);
}

/** @returns the deadline that applies here; undefined: no limit */
export function currentDeadline(): Deadline | undefined {
  return current.getStore();
}

/**
 * Waits for work until the deadline at most. Work that takes longer continues, and its result is dropped.
 * @throws AppError `too-slow`
 */
export async function beforeDeadline<Result>(work: () => Promise<Result>): Promise<Result> {
  const deadline = current.getStore();
  if (deadline === undefined) return work();
  const { signal, endsAt } = deadline;
  signal.throwIfAborted();
  // After a suspension of the process the timer may not have run yet.
  if (performance.now() >= endsAt) throw tooSlow('its time was over before it began');
  const { promise, reject } = Promise.withResolvers<never>();
  const give = () => reject(signal.reason as AppError);
  signal.addEventListener('abort', give);
  try {
    return await Promise.race([work(), promise]);
  } finally {
    signal.removeEventListener('abort', give);
  }
}

function tooSlow(note: string): AppError {
  return new AppError('too-slow', {}, { note });
}
