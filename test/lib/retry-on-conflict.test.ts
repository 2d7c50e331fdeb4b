import { describe, expect, it } from '@jest/globals';
import { mock } from 'node:test';
import { withDeadline } from '../../src/lib/deadline.ts';
import { retryOnConflict } from '../../src/lib/retry-on-conflict.ts';

describe('what others change at the same moment', () => {
  it('is decided again after each conflict, with waits that grow to 400 ms', async () => {
    const half = mock.method(Math, 'random', () => 0.5);
    const waited: number[] = [];
    const result = await retryOnConflict('a record', (waitedMs) => {
      waited.push(waitedMs);
      return Promise.resolve(waited.length < 7 ? ('conflict' as const) : 'written');
    });
    half.mock.restore();
    expect(result).toBe('written');
    const waits = waited.slice(1).map((ms, place) => ms - (waited[place] ?? 0));
    const least = [10, 20, 40, 80, 160, 200];
    // A timer may be a millisecond early.
    for (const [place, ms] of least.entries()) expect(waits[place]).toBeGreaterThan(ms - 2);
    expect(waits).toHaveLength(least.length);
  });

  it('is said to be busy, with what it is, when others are in between for too long', async () => {
    let tries = 0;
    const busy = retryOnConflict(
      'a record',
      () => {
        tries += 1;
        return Promise.resolve('conflict' as const);
      },
      { patienceMs: 300 },
    );
    await expect(busy).rejects.toMatchObject({ code: 'busy', message: /a record kept changing/ });
    // Waits that grow to 400 ms leave no room for many.
    expect(tries).toBeGreaterThan(1);
    expect(tries).toBeLessThan(60);
  });

  it('is said to be busy while a turn still has time to say so', async () => {
    const turn = withDeadline(1_500, () =>
      retryOnConflict('a record', () => Promise.resolve('conflict' as const)),
    );
    await expect(turn).rejects.toMatchObject({ code: 'busy' });
  });

  it('fails at once by any other error', async () => {
    const failing = retryOnConflict('a record', () => Promise.reject(new Error('gone')));
    await expect(failing).rejects.toThrow('gone');
  });
});
