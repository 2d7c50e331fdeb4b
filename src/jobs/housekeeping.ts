import type { Log } from '../log.ts';

/** Turns are remembered for a day: Teams delivers again within a minute. */
const turnsKeptMilliseconds = 24 * 3_600_000;
const everyMilliseconds = 3_600_000;

/** A notice that nobody is at isn't left for long, and a process that died may have left one. */
const noticesFirstMilliseconds = 60_000;
const noticesEveryMilliseconds = 5 * 60_000;

export interface HousekeepingDeps {
  readonly turns: { purge(before: Date): Promise<number> };
  /** wakes notices that nobody is at; absent where none are told */
  readonly sweepNotices?: (signal: AbortSignal) => Promise<unknown>;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** What has to be swept now and then, by any process: doing it twice at once does no harm. */
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
      log.warn({ err }, 'sweeping old turns failed and will be tried again');
    }
  }

  /** One round at a time: a long one isn't overtaken by the next. */
  function sweepForNotices(): void {
    sweeping ??= sweepNotices?.(stopping.signal)
      .then(
        () => undefined,
        (err: unknown) =>
          log.warn({ err }, 'looking for lost notices failed and will be tried again'),
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
