import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createHousekeeping } from '../../src/jobs/housekeeping.ts';
import { createLog } from '../../src/log.ts';

describe('what is swept now and then', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

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
    await jest.advanceTimersByTimeAsync(59_000);
    expect(rounds).toBe(0);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(rounds).toBe(1);
    await jest.advanceTimersByTimeAsync(10 * 60_000);
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
    await jest.advanceTimersByTimeAsync(11 * 60_000);
    await house.stop();
    expect(ended).toBe(true);
  });
});
