import { setImmediate } from 'node:timers/promises';
import { mock } from 'node:test';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHousekeeping } from '../../src/jobs/housekeeping.ts';
import { createLog } from '../../src/log.ts';

describe('what is swept now and then', () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ['setTimeout', 'setInterval', 'Date'] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  /** Second by second, with what follows of each. */
  async function pass(milliseconds: number): Promise<void> {
    for (let passed = 0; passed < milliseconds; passed += 1_000) {
      mock.timers.tick(1_000);
      await setImmediate();
    }
  }

  function housekeeping(sweepNotices: (signal: AbortSignal) => Promise<unknown>) {
    return createHousekeeping({
      turns: { purge: () => Promise.resolve(0) },
      sweepNotices,
      log: createLog('silent'),
      now: () => Date.now(),
    });
  }

  it('looks for lost notices a minute after the start and every five minutes, also after a round that failed', async () => {
    let rounds = 0;
    const house = housekeeping(() => {
      rounds += 1;
      return Promise.reject(new Error('the store is away'));
    });
    house.start();
    await pass(59_000);
    expect(rounds).toBe(0);
    await pass(2_000);
    expect(rounds).toBe(1);
    await pass(10 * 60_000);
    expect(rounds).toBe(3);
    await house.stop();
  });

  it('is stopped between two notices, and waits for the one it is at: nothing is written after the end', async () => {
    let ended = false;
    const house = housekeeping(
      (signal) =>
        new Promise<void>((resolve) => {
          signal.addEventListener('abort', () => {
            ended = true;
            resolve();
          });
        }),
    );
    house.start();
    await pass(11 * 60_000);
    await house.stop();
    expect(ended).toBe(true);
  });
});
