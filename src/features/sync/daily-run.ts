import type { JobMessage } from '../../domain/operations/job-message.ts';
import { nextRun } from '../../domain/recurrence/next-run.ts';
import { runWhenDue, type RunOutcome } from '../../jobs/scheduling/run-when-due.ts';
import { secondsToWait } from '../../jobs/scheduling/seconds-to-wait.ts';
import type { JobSender } from '../../domain/operations/ports.ts';
import type { DailySync, KeptSyncSettings, SyncSettingsStore } from './sync-settings-store.ts';
import type { SyncSchedule } from './sync-settings.ts';

/** Dependencies of a daily run. */
export interface DailyRunNeeds {
  /** Whether the admin who chose the daily sync may still sync. @param person Entra object id */
  maySync(tenant: string, person: string): Promise<boolean>;
  /**
   * Requests the sync of a run. The same run again is the same sync.
   * @param daily the admin it runs for
   * @param dueAt ISO 8601, UTC
   * @returns time of the first request; ISO 8601, UTC
   */
  ask(
    tenant: string,
    daily: DailySync & { readonly timeZone: string },
    dueAt: string,
  ): Promise<{ readonly at: string }>;
  /** how often the queue has delivered the message, this time included */
  readonly deliveries: number;
}

export interface DailyRunDeps {
  readonly store: SyncSettingsStore;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

type DailySchedule = Extract<SyncSchedule, { kind: 'daily' }>;

/** The first run after a moment. @param after milliseconds since 1970 @returns ISO 8601, UTC */
export function nextDailyRun({ hour, timeZone }: DailySchedule, after: number): string {
  return new Date(nextRun({ every: 'day', hour, timeZone }, after)).toISOString();
}

/** Sends the message that waits for the next run. A duplicate does no harm. */
export async function wakeDaily(
  { jobs, now }: Pick<DailyRunDeps, 'jobs' | 'now'>,
  tenant: string,
  { nextAt }: Pick<DailySync, 'nextAt'>,
): Promise<void> {
  const message = { v: 1, type: 'run-sync', tenant, at: nextAt } as const;
  await jobs.send(message, secondsToWait(nextAt, now()));
}

/** Handles the message of a daily run: runs what is due by the settings' row. */
export function runDaily(
  deps: DailyRunDeps,
  { tenant, at }: JobMessage<'run-sync'>,
  needs: DailyRunNeeds,
): Promise<RunOutcome> {
  return runWhenDue(
    {
      async read() {
        const kept = await deps.store.read(tenant);
        if (kept === undefined) return undefined;
        const due = dueOf(kept);
        return due === undefined ? undefined : { ...due, kept };
      },
      run: ({ kept, schedule, ...daily }) => runDue(deps, tenant, { kept, schedule, daily }, needs),
      now: deps.now,
    },
    { at, deliveries: needs.deliveries },
  );
}

function dueOf({ settings: { schedule }, daily }: KeptSyncSettings) {
  return schedule.kind === 'daily' && daily !== undefined ? { ...daily, schedule } : undefined;
}

interface Due {
  readonly kept: KeptSyncSettings;
  readonly schedule: DailySchedule;
  readonly daily: DailySync;
}

/** A run has one sync, however often it is requested, and the next run is computed from its first request. */
async function runDue(
  deps: DailyRunDeps,
  tenant: string,
  { kept: { etag, settings }, schedule, daily }: Due,
  needs: DailyRunNeeds,
): Promise<void> {
  const move = (moved: DailySync) => deps.store.write(tenant, { settings, daily: moved }, etag);
  if (!(await needs.maySync(tenant, daily.by.id))) {
    await move({ ...daily, paused: 'not-an-admin' });
    return;
  }
  const { timeZone } = schedule;
  const asked = await needs.ask(tenant, { ...daily, timeZone }, daily.nextAt);
  // After an outage, from the late run's request: one run makes up for all that were missed.
  const from = Math.max(Date.parse(daily.nextAt), Date.parse(asked.at));
  const next = { ...daily, nextAt: nextDailyRun(schedule, from) };
  await wakeDaily(deps, tenant, next);
  await move(next);
}
