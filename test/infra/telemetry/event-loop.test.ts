import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { instrumentEventLoop } from '../../../src/infra/telemetry/instrument-event-loop.ts';
import { eventually } from '../../support/eventually.ts';
import { recordTelemetry } from './recorder.ts';

describe('whoever runs the product', () => {
  it('sees that a process answered nobody for a while, and for how long', async () => {
    const seen = recordTelemetry();
    const observer = instrumentEventLoop(seen.telemetry, 200);
    const longest = () =>
      seen.of('rollcall.eventloop.delay', { which: 'longest' }).map(({ value }) => value);
    observer.start();
    try {
      await pause(100);
      const until = performance.now() + 400;
      while (performance.now() < until);
      await eventually(() => {
        expect(Math.max(...longest())).toBeGreaterThan(300);
        return Promise.resolve();
      });
      expect(seen.of('rollcall.eventloop.delay', { which: 'p99' })).toHaveLength(longest().length);
    } finally {
      observer.stop();
    }
  });
});
