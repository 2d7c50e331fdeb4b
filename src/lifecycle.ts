import { diagnosticContext } from './lib/diagnostics.ts';
import type { Log } from './log.ts';

/** What was started and has to be stopped, in the order of starting. */
export type Stop = () => Promise<unknown>;

/** The edge takes up to 5 s, a file on its way 20, a job some more. The templates grant a worker two minutes. */
const stopTimeoutMs = 110_000;
/** After an error that nobody caught, nothing can be relied on: what is written down is written down. */
const maxCrashStopMs = 10_000;

/**
 * Ends the process in good order: when it is asked to (code 0), and after an error that nobody caught (code 1), so that it is
 * started again. A stop that hangs is cut short.
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
    log.error({ err, origin, ...diagnosticContext() }, 'an error that nobody caught');
    void stop(1, maxCrashStopMs);
  });
}
