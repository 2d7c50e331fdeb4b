import { diagnosticContext } from './lib/diagnostics.ts';
import type { Log } from './log.ts';

/** Stops one started part. Parts stop in the reverse order of their start. */
export type Stop = () => Promise<unknown>;

/** The listening server takes up to 5 s, a download 20 s, a job somewhat more. The templates allow a worker two minutes. */
const stopTimeoutMs = 110_000;
/** After an uncaught error no state in memory can be trusted; what matters is already stored. */
const maxCrashStopMs = 10_000;

/**
 * Ends the process gracefully on a signal (exit code 0), and after an uncaught error (exit code 1), so that it
 * is restarted. A stop that hangs is cut off.
 */
export function endInGoodOrder(started: readonly Stop[], log: Log): void {
  let isStopping = false;

  async function stop(code: number, longestMs: number): Promise<void> {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      log.error({ ms: longestMs }, 'stopping took too long and was cut short');
      process.exit(1);
    }, longestMs).unref();
    for (const each of started.toReversed())
      await each().catch((err: unknown) => log.error({ err }, 'stopping failed'));
    log.info({}, 'stopped');
    process.exit(code);
  }

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      log.info({ signal }, 'stopping');
      void stop(0, stopTimeoutMs);
    });
  }
  process.on('uncaughtException', (err, origin) => {
    log.error({ err, origin, ...diagnosticContext() }, 'uncaught error');
    void stop(1, maxCrashStopMs);
  });
}
