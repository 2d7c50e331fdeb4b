import type { Log } from '../log.ts';

/** After the start, so that it is in nobody's way; then once a day. */
const firstAfterMs = 10 * 60_000;
const everyMs = 24 * 3_600_000;

export interface DailyPurgeDeps {
  /** All organizations, page by page. */
  readonly organizations: () => AsyncIterable<readonly string[]>;
  /** Appends to the audit what a process that died has left aside. */
  readonly settle: (tenant: string) => Promise<number>;
  /** Deletes for good what was deleted long ago. */
  readonly purge: (tenant: string, signal: AbortSignal) => Promise<object>;
  readonly log: Log;
}

/**
 * Once a day, for each organization: the audit is completed, and what was deleted more than 30 days ago is purged. Several
 * processes may do it at once: what one has done, the other finds done. One organization's failure is no other's.
 */
export function createDailyPurge({ organizations, settle, purge, log }: DailyPurgeDeps) {
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
      log.warn({ err }, 'the daily purge failed and will be tried again tomorrow');
    }
  }

  async function one(tenant: string): Promise<void> {
    try {
      const settled = await settle(tenant);
      const purged = await purge(tenant, stopping.signal);
      log.info({ tenant, settled, ...purged }, 'an organization was purged');
    } catch (err) {
      if (!stopping.signal.aborted)
        log.warn({ tenant, err }, 'an organization could not be purged');
    }
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
    /** Runs now, besides the daily runs. */
    runOnce,
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}
