import type { Log } from '../log.ts';

/** Turns are remembered for a day: Teams delivers again within a minute. */
const turnsKeptMilliseconds = 24 * 3_600_000;
const everyMilliseconds = 3_600_000;

export interface HousekeepingDeps {
  readonly turns: { purge(before: Date): Promise<number> };
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** What has to be swept now and then, by any process: doing it twice at once does no harm. */
export function createHousekeeping({ turns, log, now }: HousekeepingDeps) {
  let timer: NodeJS.Timeout | undefined;

  async function sweep(): Promise<void> {
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

  return {
    start() {
      timer ??= setInterval(() => void sweep(), everyMilliseconds).unref();
    },
    stop() {
      clearInterval(timer);
    },
  };
}
