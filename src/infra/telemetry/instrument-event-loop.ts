import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Telemetry } from './ports.ts';

/** Azure Monitor receives the maximum of a minute, so several intervals per minute lose nothing. */
const usualMilliseconds = 15_000;
/**
 * The delay is sampled at this interval, which is part of each sample. A reset forgets when the last sample was, so a
 * block that begins within one interval of a report isn't seen: 20 ms of each 15 s.
 */
const resolutionMs = 20;

/** Measures event loop delay: while it is blocked, neither people nor health checks are answered. Costs a timer. */
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
