import type { Log } from '../log.ts';

/** Teams delivers again within a minute; turns are remembered for a day. */
const turnsKeptMilliseconds = 24 * 3_600_000;
const everyMilliseconds = 3_600_000;

/** Notices left by a process that died are delivered soon. */
const noticesFirstMilliseconds = 60_000;
const noticesEveryMilliseconds = 5 * 60_000;

export interface HousekeepingDeps {
  readonly turns: { purge(before: Date): Promise<number> };
  /** wakes notices that no process is delivering; absent where none are delivered */
  readonly sweepNotices?: (signal: AbortSignal) => Promise<unknown>;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Periodic clean-up that any process may run: running it twice at once does no harm. */
export function createHousekeeping({ turns, sweepNotices, log, now }: HousekeepingDeps) {
  const stopping = new AbortController();
  const timers: NodeJS.Timeout[] = [];
  let sweeping: Promise<void> | undefined;

  async function sweepTurns(): Promise<void> {
    try {
      const before = new Date(now() - turnsKeptMilliseconds);
      let purged = 0;
      for (let swept = await turns.purge(before); swept > 0; swept = await turns.purge(before)) {
        purged += swept;
      }
      log.debug({ purged }, 'old turns swept');
    } catch (err) {
      log.warn({ err }, 'deleting old turns failed and will be retried');
    }
  }

  /** One sweep at a time: a slow one isn't overtaken by the next. */
  function sweepForNotices(): void {
    sweeping ??= sweepNotices?.(stopping.signal)
      .then(
        () => undefined,
        (err: unknown) => log.warn({ err }, 'looking for lost notices failed and will be retried'),
      )
      .finally(() => (sweeping = undefined));
  }

  return {
    start() {
      if (timers.length > 0) return;
      timers.push(
        setInterval(() => void sweepTurns(), everyMilliseconds).unref(),
        setTimeout(sweepForNotices, noticesFirstMilliseconds).unref(),
        setInterval(sweepForNotices, noticesEveryMilliseconds).unref(),
      );
    },
    async stop() {
      stopping.abort();
      for (const timer of timers) clearInterval(timer);
      await sweeping;
    },
  };
}
