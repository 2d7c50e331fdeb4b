import { afterEach, describe, expect, it } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import type { Handling, Outcome } from '../../src/jobs/handle-message.ts';
import type { ClaimedMessage } from '../../src/jobs/ports.ts';
import { createQueueLoop, type QueueLoop } from '../../src/jobs/queue-loop.ts';
import { eventually } from '../support/eventually.ts';
import { keptLog } from '../support/kept-log.ts';

let loop: QueueLoop | undefined;
let end: () => void = () => undefined;
afterEach(async () => {
  end();
  await loop?.stop();
});

/** A loop with two slots, whose polls and handlers the test lets go on. */
function rig() {
  const polls: { most: number; answer: (found: readonly ClaimedMessage[] | Error) => void }[] = [];
  const handled: { handling: Handling; end: (outcome: Outcome) => void }[] = [];
  const did: string[] = [];
  const { log, written } = keptLog();
  const message = (name: string): ClaimedMessage => ({
    body: name,
    deliveries: 1,
    renew: () => Promise.resolve(true),
    finish: () => Promise.resolve(void did.push(`finished ${name}`)),
    giveBack: (seconds) => Promise.resolve(void did.push(`${name} back in ${seconds}`)),
  });
  const one = createQueueLoop({
    name: 'jobs',
    queue: {
      send: () => Promise.resolve(),
      claim: (most) =>
        new Promise((resolve, reject) => {
          const answer = (found: readonly ClaimedMessage[] | Error) =>
            found instanceof Error ? reject(found) : resolve(found);
          polls.push({ most, answer });
        }),
    },
    slots: 2,
    log,
    handle: (_body, handling) => new Promise((resolve) => handled.push({ handling, end: resolve })),
  });
  loop = one;
  // Nothing is left waiting, whatever a test expects in vain.
  end = () => {
    for (const { answer } of polls) answer([]);
    for (const each of handled) each.end('done');
  };
  return { loop: one, polls, handled, did, message, written };
}

async function passing(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await setImmediate();
}

describe('the loop of a queue', () => {
  it('claims as many messages as it has free slots, and none without one', async () => {
    const { loop: one, polls, handled, message } = rig();
    one.start();
    one.start();
    expect(polls.map(({ most }) => most)).toEqual([2]);
    polls[0]?.answer([message('a')]);
    await passing();
    one.wake();
    await passing();
    expect(polls.map(({ most }) => most)).toEqual([2, 1]);
    polls[1]?.answer([message('b')]);
    await passing();
    expect(handled).toHaveLength(2);
    expect(polls).toHaveLength(2);
    handled[0]?.end('done');
    await passing();
    expect(polls.map(({ most }) => most)).toEqual([2, 1, 1]);
  });

  it('gives back at once what arrives after a stop', async () => {
    const { loop: one, polls, handled, did, message } = rig();
    one.start();
    const stopped = one.stop();
    polls[0]?.answer([message('a'), message('b')]);
    await stopped;
    expect(did.toSorted()).toEqual(['a back in 0', 'b back in 0']);
    expect(handled).toEqual([]);
    expect(polls).toHaveLength(1);
  });

  it('stops only when what it handles has been told, and has ended', async () => {
    const { loop: one, polls, handled, did, message } = rig();
    one.start();
    polls[0]?.answer([message('a'), message('b')]);
    await passing();
    let isStopped = false;
    const stopped = one.stop().then(() => (isStopped = true));
    await passing();
    expect(handled.map(({ handling }) => handling.signal.aborted)).toEqual([true, true]);
    expect(isStopped).toBe(false);
    for (const each of handled) each.end({ againInSeconds: 3 });
    await stopped;
    expect(did.toSorted()).toEqual(['a back in 3', 'b back in 3']);
  });

  it('goes on after a queue that can’t be read, not at once', async () => {
    const { loop: one, polls, written } = rig();
    one.start();
    polls[0]?.answer(new Error('no answer'));
    await passing();
    expect(polls).toHaveLength(1);
    expect(written()).toMatch(/"queue":"jobs".*"msg":"the queue could not be read"/);
    one.wake();
    await eventually(() => {
      expect(polls).toHaveLength(2);
      return Promise.resolve();
    });
  });

  it('tells when it last ran, while it runs', async () => {
    const { loop: one, polls } = rig();
    expect(one.turnedAt()).toBeUndefined();
    await one.stop();
    const { loop: other, polls: its } = rig();
    const before = Date.now();
    other.start();
    expect(other.turnedAt()).toBeGreaterThanOrEqual(before);
    its[0]?.answer([]);
    await passing();
    const stopped = other.stop();
    expect(other.turnedAt()).toBeUndefined();
    await stopped;
    expect(polls).toEqual([]);
  });
});
