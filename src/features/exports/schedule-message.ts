import { secondsToWait } from '../../jobs/scheduling/seconds-to-wait.ts';
import type { JobSender } from '../../domain/operations/ports.ts';
import type { Schedule } from './schedule.ts';

/** Sends the message of a schedule's next run. A duplicate does no harm. */
export type WakeAtNextRun = (schedule: Pick<Schedule, 'tenant' | 'id' | 'nextAt'>) => Promise<void>;

/** @param now milliseconds since 1970 */
export function createWake(jobs: JobSender, now: () => number): WakeAtNextRun {
  return ({ tenant, id, nextAt }) =>
    jobs.send(
      { v: 1, type: 'run-schedule', tenant, schedule: id, at: nextAt },
      secondsToWait(nextAt, now()),
    );
}
