import { setImmediate } from 'node:timers/promises';
import { mock } from 'node:test';
import type { ContainerClient } from '@azure/storage-blob';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assertHeld } from '../../../src/lib/fence.ts';
import { acquireLease } from '../../../src/infra/storage/write-lock.ts';

function refusal(statusCode: number, code = ''): Error {
  return Object.assign(new Error(code), { name: 'RestError', statusCode, code });
}

type Answer = Error | 'yes' | Promise<void>;

/** A container whose answers are told in order; without one, it says yes. */
function container(...answers: readonly Answer[]) {
  const left = [...answers];
  const asked: string[] = [];
  const conditions: unknown[] = [];
  const answer = async (what: string): Promise<void> => {
    asked.push(what);
    const next = left.shift() ?? 'yes';
    if (next instanceof Error) throw next;
    await next;
  };
  const lease = {
    acquireLease: (seconds: number) => answer(`acquire ${seconds}`),
    renewLease: ({ abortSignal }: { abortSignal: AbortSignal }) =>
      Promise.race([
        answer('renew'),
        new Promise((_, reject) =>
          abortSignal.addEventListener('abort', () => reject(refusal(409))),
        ),
      ]),
    releaseLease: () => answer('release'),
  };
  const blob = {
    getBlobLeaseClient: () => lease,
    upload(_text: string, _length: number, options: { conditions?: unknown }) {
      conditions.push(options.conditions);
      return answer('create');
    },
  };
  const client = { getBlockBlobClient: () => blob } as unknown as ContainerClient;
  return { asked, conditions, acquire: () => acquireLease(client, 'sample') };
}

async function held(...answers: readonly Answer[]) {
  const rig = container('yes', ...answers);
  const lock = await rig.acquire();
  if (lock === undefined) throw new Error('nobody else has it');
  return { ...rig, lock };
}

// As each request does before it is sent.
const look = (): Promise<void> => {
  assertHeld();
  return Promise.resolve();
};
const noBlob = refusal(404, 'BlobNotFound');

describe('the write lock', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  async function pass(ms: number): Promise<void> {
    mock.timers.tick(ms);
    for (let count = 0; count < 10; count += 1) await setImmediate();
  }

  it('is one’s who gets it, and nobody’s else', async () => {
    const { asked, lock } = await held();
    expect(asked).toEqual(['acquire 20']);
    await lock.whileHeld(look);
    expect(await container(refusal(409)).acquire()).toBeUndefined();
  });

  it('is made where it is missing, and asked for again', async () => {
    const { asked, conditions, acquire } = container(noBlob);
    expect(await acquire()).toBeDefined();
    expect(asked).toEqual(['acquire 20', 'create', 'acquire 20']);
    // Without it, a lock that another process holds would be made anew.
    expect(conditions).toEqual([{ ifNoneMatch: '*' }]);
  });

  it.each([409, 412])(
    'made by another process meanwhile (%i) is asked for again',
    async (status) => {
      const { asked, acquire } = container(noBlob, refusal(status), refusal(409));
      expect(await acquire()).toBeUndefined();
      expect(asked).toEqual(['acquire 20', 'create', 'acquire 20']);
    },
  );

  it('can’t be had where the storage refuses', async () => {
    await expect(container(refusal(403)).acquire()).rejects.toThrow();
    await expect(container(refusal(404, 'ContainerNotFound')).acquire()).rejects.toThrow();
    const refused = container(noBlob, refusal(403));
    await expect(refused.acquire()).rejects.toThrow();
    expect(refused.asked).toEqual(['acquire 20', 'create']);
    // Made, and gone again: nobody has it.
    expect(await container(noBlob, 'yes', noBlob).acquire()).toBeUndefined();
  });

  it('is renewed for as long as it is held', async () => {
    const { asked, lock } = await held();
    await pass(4_999);
    expect(asked).toEqual(['acquire 20']);
    await pass(1);
    await pass(5_000);
    expect(asked).toEqual(['acquire 20', 'renew', 'renew']);
    expect(lock.lost.aborted).toBe(false);
  });

  it.each([400, 404, 409, 412, 499])(
    'is lost when it is refused (%i), and renewed no more',
    async (status) => {
      const { asked, lock } = await held(refusal(status));
      await pass(5_000);
      expect(lock.lost.aborted).toBe(true);
      expect(() => lock.whileHeld(look)).toThrow('busy');
      await pass(20_000);
      await lock.release();
      expect(asked).toEqual(['acquire 20', 'renew']);
    },
  );

  it.each([
    ['500', refusal(500)],
    ['503', refusal(503)],
    ['nothing', new Error('no answer')],
  ])('isn’t lost by an answer that says nothing of it: %s', async (_what, error) => {
    const { asked, lock } = await held(error);
    await pass(5_000);
    expect(lock.lost.aborted).toBe(false);
    await pass(5_000);
    expect(asked).toEqual(['acquire 20', 'renew', 'renew']);
  });

  it('is given back once, and nothing is asked for it any more', async () => {
    const { asked, lock } = await held();
    await lock.release();
    await lock.release();
    await pass(60_000);
    expect(asked).toEqual(['acquire 20', 'release']);
    expect(lock.lost.aborted).toBe(false);
    await lock.whileHeld(look);
  });

  it('isn’t renewed any more by a renewal that was under way when it was given back', async () => {
    const { asked, lock } = await held(new Promise(() => undefined));
    await pass(5_000);
    await lock.release();
    await pass(20_000);
    expect(asked).toEqual(['acquire 20', 'renew', 'release']);
    expect(lock.lost.aborted).toBe(false);
  });

  it('expires by itself if it can’t be given back', async () => {
    const { lock } = await held(refusal(500));
    await lock.release();
  });
});
