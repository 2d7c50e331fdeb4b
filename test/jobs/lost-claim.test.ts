import { beforeAll, describe, expect, it } from '@jest/globals';
import { createLog } from '../../src/log.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import type { ClaimedMessage } from '../../src/jobs/ports.ts';
import type { Handling } from '../../src/jobs/handle-message.ts';
import { createQueueLoop } from '../../src/jobs/queue-loop.ts';
import { standStill } from '../support/stand-still.ts';
import { openTestStorage } from '../support/storage.ts';

let storage: Storage;
beforeAll(async () => {
  ({ storage } = await openTestStorage());
});

/** Handles one message, and tells what became of it. @param kept what the queue answers to renewals */
async function handled(
  kept: boolean,
  work: (handling: Handling) => Promise<unknown>,
  claimSeconds = 0.4,
): Promise<{ error: unknown; became: readonly string[] }> {
  const became: string[] = [];
  const message: ClaimedMessage = {
    body: {},
    deliveries: 1,
    renew: () => Promise.resolve(kept),
    finish: () => Promise.resolve(void became.push('finished')),
    giveBack: () => Promise.resolve(void became.push('given back')),
  };
  const waiting = [message];
  const { promise, resolve } = Promise.withResolvers<unknown>();
  const loop = createQueueLoop({
    name: 'a test’s',
    queue: {
      send: () => Promise.resolve(),
      claim: () => Promise.resolve(waiting.splice(0)),
    },
    slots: 1,
    log: createLog('silent'),
    claimSeconds,
    async handle(_body, handling) {
      try {
        await work(handling);
        resolve(undefined);
      } catch (error) {
        resolve(error);
        throw error;
      }
      return 'done';
    },
  });
  loop.start();
  const error = await promise;
  await loop.stop();
  return { error, became };
}

const lost = { name: 'Stopped', reason: 'claim-lost' };
/** Those whom the feed tells of. */
const told = async (tenant: string) => (await storage.changes.since(tenant, 0)).length;

describe('a worker whose claim on a message was lost', () => {
  it('stops when the queue says so, and leaves the message to whoever has it now', async () => {
    const { error, became } = await handled(
      false,
      ({ signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
    );
    expect(error).toMatchObject(lost);
    expect(became).toEqual([]);
  });

  it('writes nothing when it stood still until then, whatever it was about to do next', async () => {
    const { error, became } = await handled(true, async () => {
      standStill(500);
      await storage.changes.shard('paused', 'a');
    });
    expect(error).toMatchObject(lost);
    expect(became).toEqual([]);
    expect(await told('paused')).toBe(0);
  });

  it('does it and takes the message away while it has it', async () => {
    const work = () => storage.changes.shard('renewed', 'a');
    const { error, became } = await handled(true, work, 60);
    expect({ error, became }).toEqual({ error: undefined, became: ['finished'] });
    expect(await told('renewed')).toBe(1);
  });
});
