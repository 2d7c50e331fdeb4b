import type { RunScheduleMessage } from '../operations/ports.ts';
import { nextRun } from './next-run.ts';
import type { ScheduleStore } from './ports.ts';
import { secondsToWait, type WakeAtNextRun } from './schedule-message.ts';
import type { Schedule } from './schedule.ts';

/** What a run needs of others. */
export interface RunNeeds {
  /** Whether who made the schedule may still export. @param person Entra object id */
  mayExport(tenant: string, person: string): Promise<boolean>;
  /**
   * Asks for the export of a run. The same run again is the same export.
   * @param dueAt ISO 8601, UTC
   * @returns when it was asked for the first time; ISO 8601, UTC
   */
  ask(schedule: Schedule, dueAt: string): Promise<{ readonly at: string }>;
  /** how often the queue has handed the message out, this time included */
  readonly deliveries: number;
}

/** What becomes of the message: it is done with, or comes again. */
export type RunOutcome = 'done' | { readonly againInSeconds: number };

export interface RunDeps {
  readonly store: ScheduleStore;
  readonly wake: WakeAtNextRun;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** A message that came before its row was written is kept so many deliveries, a second apart. */
const earlyDeliveries = 20;
/** How often a message is decided anew in one go while others keep changing the schedule. */
const rounds = 20;

/**
 * What a schedule's message does: runs what the row says is due.
 *
 * The row decides which run that is; the message only has a look at it. The export is asked for first, then the message of
 * the run after it is sent, and then the row moves on to that run, on the version that was read. None is lost: until the row
 * has moved on, this message isn't done, and comes again when its process dies; once it has, the next message is there. None
 * is doubled: a run has one export, whoever asks for it how often, and the next run is reckoned from when that one was asked
 * for. So whoever does a run again, however much later, comes to the same next run, and is refused by the row if it is there
 * already.
 *
 * A message of a run later than the row's was sent by someone who hasn't changed the row yet, and perhaps never will. It
 * isn't waited for: what they began is done again here, which brings the row to this message's run.
 */
export async function runSchedule(
  deps: RunDeps,
  message: RunScheduleMessage,
  needs: RunNeeds,
): Promise<RunOutcome> {
  for (let round = 0; round < rounds; round += 1) {
    const schedule = await deps.store.read(message.tenant, message.schedule);
    if (schedule === undefined) return unlessWritten(needs);
    if (Date.parse(message.at) < Date.parse(schedule.nextAt)) return 'done';
    if (schedule.paused !== undefined) return unlessWritten(needs);
    const wait = secondsToWait(schedule.nextAt, deps.now());
    if (wait > 0) return { againInSeconds: wait };
    // Whatever comes of it, also where somebody was quicker, stands in the row.
    await runDue(deps, schedule, needs);
  }
  return { againInSeconds: 1 };
}

/** There is nothing to run, unless whoever made or resumed the schedule is just about to write its row. */
function unlessWritten({ deliveries }: RunNeeds): RunOutcome {
  return deliveries < earlyDeliveries ? { againInSeconds: 1 } : 'done';
}

async function runDue({ store, wake }: RunDeps, schedule: Schedule, needs: RunNeeds) {
  if (!(await needs.mayExport(schedule.tenant, schedule.by.id))) {
    await store.update({ ...schedule, paused: 'not-an-admin' });
    return;
  }
  const asked = await needs.ask(schedule, schedule.nextAt);
  // After an outage from when the late run was asked for: what was missed is caught up with by one run.
  const from = Math.max(Date.parse(schedule.nextAt), Date.parse(asked.at));
  const next = { ...schedule, nextAt: new Date(nextRun(schedule.rhythm, from)).toISOString() };
  await wake(next);
  await store.update(next);
}
