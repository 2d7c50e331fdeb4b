import type { JobSender } from '../operations/ports.ts';
import type { Schedule } from './schedule.ts';

/** A queue keeps a message back for seven days at most; a longer wait is so many waits one after another. */
const longestWaitSeconds = 6 * 24 * 3_600;

/** Sends the message that waits for a schedule's next run. One that is sent twice does no harm. */
export type WakeAtNextRun = (schedule: Pick<Schedule, 'tenant' | 'id' | 'nextAt'>) => Promise<void>;

/** @param now milliseconds since 1970 */
export function createWake(jobs: JobSender, now: () => number): WakeAtNextRun {
  return ({ tenant, id, nextAt }) =>
    jobs.send(
      { v: 1, type: 'run-schedule', tenant, schedule: id, at: nextAt },
      secondsToWait(nextAt, now()),
    );
}

/** How long a message is to wait now for a moment; 0 when it has come. */
export function secondsToWait(at: string, now: number): number {
  const seconds = Math.ceil((Date.parse(at) - now) / 1000);
  return Math.min(Math.max(seconds, 0), longestWaitSeconds);
}
