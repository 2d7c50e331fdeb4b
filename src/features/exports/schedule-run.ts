import type { JobMessage } from '../../domain/operations/job-message.ts';
import { nextRun } from '../../domain/recurrence/next-run.ts';
import { runWhenDue, type RunOutcome } from '../../jobs/scheduling/run-when-due.ts';
import type { ScheduleStore } from './ports.ts';
import type { WakeAtNextRun } from './schedule-message.ts';
import type { Schedule } from './schedule.ts';

/** Dependencies of a run. */
export interface RunNeeds {
  /** Whether the schedule's creator may still export. @param person Entra object id */
  mayExport(tenant: string, person: string): Promise<boolean>;
  /**
   * Requests the export of a run. The same run again is the same export.
   * @param dueAt ISO 8601, UTC
   * @returns when it was first requested; ISO 8601, UTC
   */
  ask(schedule: Schedule, dueAt: string): Promise<{ readonly at: string }>;
  /** how often the queue has delivered the message, this time included */
  readonly deliveries: number;
}

export interface RunDeps {
  readonly store: ScheduleStore;
  readonly wake: WakeAtNextRun;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Handles a schedule's message: performs the run that is due by its row. */
export function runSchedule(
  deps: RunDeps,
  message: JobMessage<'run-schedule'>,
  needs: RunNeeds,
): Promise<RunOutcome> {
  return runWhenDue(
    {
      read: () => deps.store.read(message.tenant, message.schedule),
      run: (schedule) => runDue(deps, schedule, needs),
      now: deps.now,
    },
    { at: message.at, deliveries: needs.deliveries },
  );
}

/** A run has one export, however often it is requested, and the next run is calculated from the time of the first request. */
async function runDue({ store, wake }: RunDeps, schedule: Schedule, needs: RunNeeds) {
  if (!(await needs.mayExport(schedule.tenant, schedule.by.id))) {
    await store.update({ ...schedule, paused: 'not-an-admin' });
    return;
  }
  const asked = await needs.ask(schedule, schedule.nextAt);
  // After an outage from the time of the late request: one run catches up on all the missed ones.
  const from = Math.max(Date.parse(schedule.nextAt), Date.parse(asked.at));
  const next = { ...schedule, nextAt: new Date(nextRun(schedule.rhythm, from)).toISOString() };
  await wake(next);
  await store.update(next);
}
