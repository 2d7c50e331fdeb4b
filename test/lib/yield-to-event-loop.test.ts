import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers';
import { createEventLoopYield, type EventLoopYield } from '../../src/lib/yield-to-event-loop.ts';

/** Counts how often the event loop has gone round. */
function rounds() {
  const counted = { rounds: 0, isOver: false };
  const count = () => {
    counted.rounds += 1;
    if (!counted.isOver) setImmediate(count);
  };
  setImmediate(count);
  return counted;
}

const always = 0;
const stretches = 20;

async function work(eventLoop: EventLoopYield, each: () => void) {
  for (let stretch = 0; stretch < stretches; stretch += 1) {
    await eventLoop.yieldIfDue();
    each();
  }
}

describe('long work, several at a time', () => {
  it('goes on one at a time, so that an answer never waits for all of it', async () => {
    const loop = rounds();
    const seen: number[] = [];
    await Promise.all(
      [1, 2, 3].map(() => work(createEventLoopYield(false, always), () => seen.push(loop.rounds))),
    );
    loop.isOver = true;
    expect(new Set(seen).size).toBe(3 * stretches);
  });

  it('takes turns', async () => {
    const order: string[] = [];
    await Promise.all(
      ['one', 'other'].map((name) =>
        work(createEventLoopYield(false, always), () => order.push(name)),
      ),
    );
    expect(order.slice(0, 4)).toEqual(['one', 'other', 'one', 'other']);
  });

  it('lets go first what somebody waits for', async () => {
    const order: string[] = [];
    await Promise.all([
      work(createEventLoopYield(false, always), () => order.push('other')),
      work(createEventLoopYield(true, always), () => order.push('awaited')),
    ]);
    expect(order.indexOf('other')).toBeGreaterThanOrEqual(stretches - 1);
  });

  it('takes no turn before its stretch is over', async () => {
    const loop = rounds();
    const before = loop.rounds;
    await work(createEventLoopYield(false, Number.POSITIVE_INFINITY), () => undefined);
    expect(loop.rounds).toBe(before);
    loop.isOver = true;
  });
});
