import type { JobMessage } from '../../../domain/operations/job-message.ts';
import type { RunNeeds } from '../schedule-run.ts';
import type { Schedules } from '../schedules.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';

export interface RunScheduleDeps extends Pick<RunNeeds, 'ask' | 'mayExport'> {
  readonly schedules: Pick<Schedules, 'run'>;
}

/**
 * Requests a schedule's export when it is due. Failures are retried without a limit (handle-message.ts): a late run
 * is better than none, and a daily file is requested by no one else.
 */
export function createRunScheduleJob({ schedules, ask, mayExport }: RunScheduleDeps) {
  return (message: JobMessage<'run-schedule'>, handling: Handling): Promise<Outcome> => {
    const { signal, deliveries, log } = handling;
    return schedules.run(message, {
      deliveries,
      async mayExport(tenant, person) {
        signal.throwIfAborted();
        const may = await mayExport(tenant, person);
        if (!may)
          log.info({ schedule: message.schedule }, 'a schedule is paused: no right to export');
        return may;
      },
      async ask(schedule, dueAt) {
        const asked = await ask(schedule, dueAt);
        log.info({ schedule: schedule.id, dueAt }, 'a scheduled export was requested');
        return asked;
      },
    });
  };
}
