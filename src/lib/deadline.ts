import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '../errors.ts';
import { withoutFence } from './fence.ts';

/**
 * A deadline that everything begun within shares, without being handed on from call to call: what waits for the storage, for
 * Graph or for Teams asks here how long it may. Past it each of them fails with `too-slow`, so that the work ends by itself at
 * its next step. What was sent may still arrive: such work has to bear being done again.
 */
export interface Deadline {
  /** aborts when the time is over */
  readonly signal: AbortSignal;
  /** by `performance.now()` */
  readonly endsAt: number;
}

const current = new AsyncLocalStorage<Deadline | undefined>();

/**
 * Runs work that has so many milliseconds in all, whatever deadline it stands under already.
 * @param ending ends it earlier, as if its time were over
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

/** Runs what isn't a turn's or a job's own, though it begins in one: work that others wait for too, or that goes on after it. */
export function withoutDeadline<Result>(work: () => Result): Result {
  return withoutFence(() => current.run(undefined, work));
}

/** Runs work under a deadline that was looked up before, which may be another than the one around it. */
export function underDeadline<Result>(deadline: Deadline | undefined, work: () => Result): Result {
  return current.run(deadline, work);
}

/** Under which deadline this runs; absent: it has all the time that it takes. */
export function currentDeadline(): Deadline | undefined {
  return current.getStore();
}

/**
 * Waits for something, and no longer than the deadline: it may go on behind, and nobody hears of it any more.
 * @throws AppError `too-slow`
 */
export async function beforeDeadline<Result>(work: () => Promise<Result>): Promise<Result> {
  const signal = current.getStore()?.signal;
  if (signal === undefined) return work();
  signal.throwIfAborted();
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
