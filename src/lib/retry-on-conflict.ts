import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import { currentDeadline } from './deadline.ts';

/** A turn has 12 s in all: what can't be written by then is better said than waited for. */
const usualPatienceMs = 5_000;
/** Left of a turn's time for saying so. */
const answerMs = 1_000;
const firstPauseMs = 20;
const longestPauseMs = 400;

export interface ConflictPatience {
  /** how long others may get in between; 5 s unless given, and less where a turn's time is over before */
  readonly patienceMs?: number;
}

/**
 * Reads, decides and writes on the version that was read, and all of it again where somebody else wrote in between. The waits
 * grow and are random, so that many who meet at one record don't meet again and again.
 * @param what keeps changing, for the log: `a schedule`
 * @param attempt is told how many milliseconds others have been in between so far
 * @returns what the first attempt gave that met no conflict
 * @throws AppError `busy` when others got in between for too long
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
