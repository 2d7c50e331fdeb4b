import type { JobMessage } from '../../domain/operations/job-message.ts';
import { nextRun } from '../../domain/recurrence/next-run.ts';
import type { Recurrence } from '../../domain/recurrence/recurrence.ts';
import type { RunOutcome } from '../../jobs/scheduling/run-when-due.ts';
import type { Actor } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { ExportRequest } from '../../domain/operations/export-facts.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { JobSender } from '../../domain/operations/ports.ts';
import type { ScheduleStore } from './ports.ts';
import { createWake } from './schedule-message.ts';
import { runSchedule, type RunNeeds } from './schedule-run.ts';
import type { Schedule } from './schedule.ts';

interface NewSchedule {
  readonly tenant: string;
  /** created with the card: a repeated action finds the schedule of the first */
  readonly id: string;
  readonly by: Actor;
  readonly locale: string;
  readonly request: ExportRequest;
  readonly rhythm: Recurrence;
}

/** An organization's schedules. The caller checks permissions. */
export interface Schedules {
  /** All schedules, by their next run. */
  list(tenant: string): Promise<readonly Schedule[]>;
  /**
   * @throws AppError `too-many-schedules` (details: `most`); `schedule-not-yours` when the id belongs to
   * another admin's schedule
   */
  create(schedule: NewSchedule): Promise<Schedule>;
  /** @throws AppError `schedule-gone` */
  pause(tenant: string, id: string): Promise<Schedule>;
  /** The next run is the first one from now on. @throws AppError `schedule-gone` */
  resume(tenant: string, id: string): Promise<Schedule>;
  /** Idempotent. */
  remove(tenant: string, id: string): Promise<void>;
  /** Handles the message of a run (src/features/exports/schedule-run.ts). */
  run(message: JobMessage<'run-schedule'>, needs: RunNeeds): Promise<RunOutcome>;
  /** Records a completed export as its schedule's last one, unless a newer one is recorded. Idempotent. */
  completed(operation: Pick<Operation, 'tenant' | 'id' | 'schedule'>): Promise<void>;
  /**
   * To be called once a day: sends the messages of the next days' runs again, in case a queue was emptied, or
   * an older worker dropped what it didn't know. Later runs follow on a later day, so that messages for one run
   * don't accumulate; a superfluous message ends when it finds that the row has moved on.
   * @throws AggregateError when some could not be sent; the others were
   */
  wakeAll(tenant: string): Promise<void>;
}

export interface SchedulesDeps {
  readonly store: ScheduleStore;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Most schedules of an organization. Two created at the same moment may exceed it by one, which does no harm. */
export const maxSchedules = 20;
/** Two days, since the daily run may be late. */
const wokenAheadMs = 48 * 3_600_000;

/** Each change that leads to a run sends the run's message first and writes the row after it (docs/decisions/0002). */
export function createSchedules({ store, jobs, now }: SchedulesDeps): Schedules {
  const wake = createWake(jobs, now);

  /** @param decide returns the new schedule, or undefined to leave it unchanged */
  function change(
    tenant: string,
    id: string,
    decide: (schedule: Schedule) => Promise<Schedule | undefined> | Schedule | undefined,
  ): Promise<Schedule | undefined> {
    return retryOnConflict('a schedule', async () => {
      const current = await store.read(tenant, id);
      if (current === undefined) return undefined;
      const wanted = await decide(current);
      if (wanted === undefined) return current;
      return store.update(wanted);
    });
  }

  return {
    async list(tenant) {
      return (await store.list(tenant)).toSorted(byNextRun);
    },
    async create(wanted) {
      const { tenant, id, by } = wanted;
      const there = await store.read(tenant, id);
      if (there !== undefined) return ownOf(by, there);
      if ((await store.list(tenant)).length >= maxSchedules) {
        throw new AppError('too-many-schedules', { most: maxSchedules });
      }
      const at = now();
      const nextAt = timeOf(nextRun(wanted.rhythm, at));
      const schedule = { ...wanted, at: timeOf(at), nextAt };
      await wake(schedule);
      const created = await store.create(schedule);
      return created === 'conflict' ? ownOf(by, found(await store.read(tenant, id))) : created;
    },
    async pause(tenant, id) {
      return found(
        await change(tenant, id, (schedule) =>
          schedule.paused === undefined ? { ...schedule, paused: 'by-hand' } : undefined,
        ),
      );
    },
    async resume(tenant, id) {
      return found(
        await change(tenant, id, async ({ paused, ...schedule }) => {
          if (paused === undefined) return undefined;
          const next = timeOf(nextRun(schedule.rhythm, now()));
          // Never earlier because of a slow clock: a past run isn't repeated.
          const nextAt = next > schedule.nextAt ? next : schedule.nextAt;
          const resumed = { ...schedule, nextAt };
          await wake(resumed);
          return resumed;
        }),
      );
    },
    remove: (tenant, id) => store.remove(tenant, id),
    run: (message, needs) => runSchedule({ store, wake, now }, message, needs),
    async completed({ tenant, id, schedule }) {
      if (schedule === undefined) return;
      // The newer id sorts first.
      await change(tenant, schedule, (current) =>
        current.last === undefined || id < current.last ? { ...current, last: id } : undefined,
      );
    },
    async wakeAll(tenant) {
      // One schedule's failure doesn't affect the others.
      const failures: unknown[] = [];
      for (const schedule of await store.list(tenant)) {
        const isFar = Date.parse(schedule.nextAt) - now() > wokenAheadMs;
        if (schedule.paused !== undefined || isFar) continue;
        try {
          await wake(schedule);
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) {
        throw new AggregateError(failures, 'schedules whose message could not be sent');
      }
    },
  };
}

function ownOf(by: Actor, schedule: Schedule): Schedule {
  if (schedule.by.id !== by.id)
    throw new AppError('schedule-not-yours', { name: schedule.by.name });
  return schedule;
}

function found(schedule: Schedule | undefined): Schedule {
  if (schedule === undefined) throw new AppError('schedule-gone');
  return schedule;
}

function byNextRun(one: Schedule, other: Schedule): number {
  return one.nextAt.localeCompare(other.nextAt) || one.id.localeCompare(other.id);
}

function timeOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
