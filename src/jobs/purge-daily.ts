import type { Log } from '../log.ts';

/** Delayed after the start, so as not to compete with it; then once a day. */
const firstAfterMs = 10 * 60_000;
const everyMs = 24 * 3_600_000;

export type DailyTask = (tenant: string, signal: AbortSignal) => Promise<object>;

export interface DailyPurgeDeps {
  /** All organizations, page by page. */
  readonly organizations: () => AsyncIterable<readonly string[]>;
  /** Run for each organization, one after the other; a task returns counts of what it did. */
  readonly tasks: readonly DailyTask[];
  readonly log: Log;
}

export interface DailyPurge {
  start(): void;
  /** Runs now, in addition to the daily runs. */
  runOnce(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Runs clean-up tasks for each organization once a day. Several processes may run them at once: what one has
 * done, the other finds done. A failure affects neither other organizations nor other tasks.
 */
export function createDailyPurge({ organizations, tasks, log }: DailyPurgeDeps): DailyPurge {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;

  async function runOnce(): Promise<void> {
    try {
      for await (const page of organizations()) {
        for (const tenant of page) {
          if (stopping.signal.aborted) return;
          await one(tenant);
        }
      }
    } catch (err) {
      log.warn({ err }, 'the daily purge failed and will be retried tomorrow');
    }
  }

  async function one(tenant: string): Promise<void> {
    const done = {};
    for (const task of tasks) {
      try {
        Object.assign(done, await task(tenant, stopping.signal));
      } catch (err) {
        if (stopping.signal.aborted) return;
        log.warn({ tenant, err }, 'an organization could not be purged');
      }
    }
    log.info({ tenant, ...done }, 'an organization was purged');
  }

  function plan(milliseconds: number): void {
    timer = setTimeout(() => {
      running = runOnce();
      plan(everyMs);
    }, milliseconds).unref();
  }

  return {
    start() {
      if (timer === undefined) plan(firstAfterMs);
    },
    runOnce,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
