import { describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { createLog } from '../../src/log.ts';
import type { Outcome } from '../../src/jobs/handle-message.ts';
import { eventually } from '../support/eventually.ts';
import type { ClaimedMessage } from '../../src/jobs/ports.ts';
import { createQueueLoop } from '../../src/jobs/queue-loop.ts';

/** A loop whose polls are answered by the test, one after the other. */
function loopOf(outcome: Outcome | (() => Promise<Outcome>)) {
  const polls: ((found: readonly ClaimedMessage[] | Error) => void)[] = [];
  const pauses: number[] = [];
  let resume: () => void = () => undefined;
  const loop = createQueueLoop({
    name: 'a test’s',
    queue: {
      send: () => Promise.resolve(),
      claim: () =>
        new Promise((resolve, reject) =>
          polls.push((found) => (found instanceof Error ? reject(found) : resolve(found))),
        ),
    },
    slots: 2,
    log: createLog('silent'),
    handle: () => (typeof outcome === 'function' ? outcome() : Promise.resolve(outcome)),
    pause: (milliseconds, signal) => {
      pauses.push(milliseconds);
      return new Promise((resolve) => {
        resume = () => resolve(undefined);
        signal.addEventListener('abort', resume);
      });
    },
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
    /** The poll that is on its way fails. */
    fail: async () => {
      polls.at(-1)?.(new Error('no answer'));
      for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    },
    /** Waits until there are so many. */
    polled: (count: number) =>
      eventually(() => {
        expect(polls).toHaveLength(count);
        return Promise.resolve();
      }),
    /** how long the loop waits between its polls, in ms */
    pauses,
    /** Ends such a wait. */
    resume: () => resume(),
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
    await stop();
  });

  it('when its handler gives it back for a moment: once that has passed', async () => {
    const { answer, message, polled, stop } = loopOf({ againInSeconds: 0.05 });
    expect(await answer(message)).toBe(1);
    await polled(2);
    await stop();
  });

  it('when this process sent it while the loop rests after an error', async () => {
    const { loop, fail, pauses, polled, stop } = loopOf('done');
    await fail();
    expect(pauses).toEqual([2_000]);
    loop.wake();
    await polled(2);
    await stop();
  });

  it('when more may wait, since every slot got one', async () => {
    const { answer, message, pauses, stop } = loopOf('done');
    expect(await answer(message, message)).toBe(2);
    // Until one of the two has ended, which they do at once.
    expect(pauses).toEqual([2_000]);
    await stop();
  });

  it('when a slot is free again, and not before', async () => {
    const handled: ((outcome: Outcome) => void)[] = [];
    const { answer, message, pauses, resume, stop } = loopOf(
      () => new Promise((resolve) => handled.push(resolve)),
    );
    expect(await answer(message, message)).toBe(1);
    expect(pauses).toEqual([2_000]);
    resume();
    expect(await answer()).toBe(1);
    handled[0]?.('done');
    expect(await answer()).toBe(2);
    handled[1]?.('done');
    await stop();
  });
});

describe('a message costs no more polls than are needed', () => {
  /** @returns a loop that has found nothing for long, and waits until it polls again */
  async function rested() {
    const rig = loopOf('done');
    for (let poll = 0; poll < 20; poll += 1) await rig.answer().then(rig.resume);
    await rig.answer();
    return { ...rig, longest: rig.pauses.at(-1) ?? 0 };
  }

  it('when nothing comes: it is looked for ever less often', async () => {
    const { pauses, longest, stop } = await rested();
    expect(pauses[0]).toBe(150);
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other));
    expect(longest).toBe(2_000);
    await stop();
  });

  it('when this process gives it back for long: the loop isn’t woken', async () => {
    const { loop, answer, stop } = loopOf('done');
    const polls = await answer();
    loop.wake(3_600);
    expect(await answer()).toBe(polls);
    await stop();
  });

  it('when this process sent it: the next poll is as far away as before', async () => {
    const { loop, answer, pauses, longest, message, stop } = await rested();
    loop.wake();
    await answer();
    const polls = await answer(message);
    expect(await answer()).toBe(polls);
    expect(pauses.at(-1)).toBe(longest);
    await stop();
  });

  it('when another process sent it: more are looked for soon', async () => {
    const { answer, resume, pauses, longest, message, stop } = await rested();
    resume();
    await answer();
    await answer(message);
    expect(pauses.at(-1)).toBeLessThan(longest / 10);
    await stop();
  });

  it('when this process sent it and it can’t be claimed yet: it is looked for soon', async () => {
    const { loop, answer, pauses, longest, stop } = await rested();
    loop.wake();
    await answer();
    await answer();
    expect(pauses.at(-1)).toBeLessThan(longest / 10);
    await stop();
  });
});
