import { describe, expect, it } from '@jest/globals';
import { instrumentEventLoop } from '../../../src/infra/telemetry/instrument-event-loop.ts';
import { eventually } from '../../support/eventually.ts';
import { recordTelemetry } from './recorder.ts';

describe('whoever runs the product', () => {
  it('sees that a process answered nobody for a while, and for how long', async () => {
    const seen = recordTelemetry();
    const observer = instrumentEventLoop(seen.telemetry, 500);
    const longest = () =>
      seen.of('rollcall.eventloop.delay', { which: 'longest' }).map(({ value }) => value);
    observer.start();
    try {
      await eventually(() => {
        // Again, if the first began right after a report.
        const until = performance.now() + 400;
        while (performance.now() < until);
        expect(Math.max(...longest())).toBeGreaterThan(300);
        return Promise.resolve();
      });
      expect(seen.of('rollcall.eventloop.delay', { which: 'p99' })).toHaveLength(longest().length);
    } finally {
      observer.stop();
    }
  });
});
