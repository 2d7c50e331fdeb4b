import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { createLog } from '../../src/log.ts';
import type { Outcome } from '../../src/jobs/handle-message.ts';
import type { ClaimedMessage } from '../../src/jobs/ports.ts';
import { createQueueLoop } from '../../src/jobs/queue-loop.ts';

/** A loop whose polls are answered by the test, one after the other. */
function loopOf(outcome: Outcome) {
  const polls: ((found: readonly ClaimedMessage[]) => void)[] = [];
  const loop = createQueueLoop({
    name: 'a test’s',
    queue: {
      send: () => Promise.resolve(),
      claim: () => new Promise((resolve) => polls.push(resolve)),
    },
    slots: 2,
    log: createLog('silent'),
    handle: () => Promise.resolve(outcome),
  });
  const message: ClaimedMessage = {
    body: {},
    deliveries: 1,
    renew: () => Promise.resolve(true),
    finish: () => Promise.resolve(),
    giveBack: () => Promise.resolve(),
  };
  loop.start();
  return {
    loop,
    /** Answers the poll that is on its way. @returns how many there are when nothing but timers is left */
    answer: async (...found: readonly ClaimedMessage[]) => {
      polls.at(-1)?.(found);
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
      return polls.length;
    },
    message,
    stop: async () => {
      const stopped = loop.stop();
      polls.at(-1)?.([]);
      await stopped;
    },
  };
}

describe('a message is claimed without waiting for the next poll', () => {
  it('when this process sent it while a poll that misses it was on its way', async () => {
    const { loop, answer, stop } = loopOf('done');
    loop.wake();
    expect(await answer()).toBe(2);
    await stop();
  });

  it('when its handler gives it back at once', async () => {
    const { answer, message, stop } = loopOf({ againInSeconds: 0 });
    expect(await answer(message)).toBe(2);
    // Its return came after that poll had been sent.
    expect(await answer()).toBe(3);
    await stop();
  });
});
