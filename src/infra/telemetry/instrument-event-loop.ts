import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Telemetry } from './ports.ts';

/** Azure Monitor is sent the longest of a minute, so a few rounds of it lose nothing. */
const usualMilliseconds = 15_000;
/** The delay is sampled this often, and the interval itself is part of each sample. */
const resolutionMs = 20;

/**
 * Tells how long the event loop was held up: while one turn computes, nobody else is answered, health checks neither. Costs a
 * timer.
 */
export function instrumentEventLoop(telemetry: Telemetry, everyMilliseconds = usualMilliseconds) {
  const delay = monitorEventLoopDelay({ resolution: resolutionMs });
  const milliseconds = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolutionMs);
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    if (delay.count === 0) return;
    const longest = milliseconds(delay.max);
    const usual = milliseconds(delay.percentile(99));
    delay.reset();
    telemetry.record('rollcall.eventloop.delay', longest, { which: 'longest' });
    telemetry.record('rollcall.eventloop.delay', usual, { which: 'p99' });
  }

  return {
    start() {
      if (timer !== undefined) return;
      delay.enable();
      timer = setInterval(tell, everyMilliseconds).unref();
    },
    stop() {
      clearInterval(timer);
      delay.disable();
    },
  };
}
