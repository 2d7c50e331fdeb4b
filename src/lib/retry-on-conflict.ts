import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { currentDeadline } from './deadline.ts';

/** A turn has 12 s in all: a write that takes longer is better reported than waited for. */
const usualPatienceMs = 5_000;
/** Kept of a turn's time for reporting it. */
const answerMs = 1_000;
const firstPauseMs = 20;
const longestPauseMs = 400;

export interface ConflictPatience {
  /** how long to retry; 5 s by default, and less where a turn's deadline is earlier */
  readonly patienceMs?: number;
}

/**
 * Reads, decides and writes on the version that was read, and repeats all of it after a concurrent write. The
 * delays grow and are random, so that many writers of one record spread out.
 * @param what the contended thing, for the log: `a schedule`
 * @param attempt receives the milliseconds since the first attempt
 * @returns the result of the first attempt without a conflict
 * @throws AppError `busy` when concurrent writes won for too long
 */
export async function retryOnConflict<Result>(
  what: string,
  attempt: (waitedMs: number) => Promise<Result>,
  { patienceMs = usualPatienceMs }: ConflictPatience = {},
): Promise<Exclude<Result, 'conflict'>> {
  const begun = performance.now();
  const deadline = currentDeadline();
  const endsAt = Math.min(begun + patienceMs, (deadline?.endsAt ?? Infinity) - answerMs);
  for (let round = 0; ; round += 1) {
    const result = await attempt(performance.now() - begun);
    if (result !== 'conflict') return result as Exclude<Result, 'conflict'>;
    const wait = Math.random() * Math.min(firstPauseMs * 2 ** round, longestPauseMs);
    if (performance.now() + wait > endsAt)
      throw new AppError('busy', {}, { note: `${what} kept changing` });
    await pause(wait);
  }
}
