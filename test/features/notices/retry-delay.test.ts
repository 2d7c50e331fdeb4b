import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { retryDelay } from '../../../src/features/notices/retry-delay.ts';

describe('the time until the next try', () => {
  it('doubles, spread by half to either side, up to some minutes: a platform in trouble isn’t pressed', () => {
    expect([1, 2, 3, 4, 5].map((tries) => retryDelay(tries, 0, 0.5))).toEqual([2, 4, 8, 16, 32]);
    expect(retryDelay(12, 0, 0.5)).toBe(300);
    expect(retryDelay(3, 0, 0)).toBe(4);
    expect(retryDelay(3, 0, 0.999)).toBe(12);
  });

  it('is never before the platform said, whatever the tries, or it would shut the bot out for longer', () => {
    const random = fc.double({ min: 0, max: 0.999, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 86_400 }),
        random,
        (tries, asked, chance) => {
          expect(retryDelay(tries, asked, chance)).toBeGreaterThanOrEqual(asked);
        },
      ),
    );
  });
});
