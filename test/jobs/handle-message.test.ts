import { describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { assertHeld } from '../../src/lib/fence.ts';
import { handleMessage, Stopped, type Handle } from '../../src/jobs/handle-message.ts';
import type { ClaimedMessage } from '../../src/jobs/ports.ts';
import { keptLog } from '../support/kept-log.ts';

/** Handles one message, and tells what became of it. */
function handled(
  handle: Handle,
  {
    claimSeconds = 20,
    deliveries = 1,
    renew = () => Promise.resolve(true),
    giveBack,
    since = performance.now(),
  }: Partial<ClaimedMessage> & { claimSeconds?: number; since?: number } = {},
) {
  const did: string[] = [];
  const stopping = new AbortController();
  const message: ClaimedMessage = {
    body: { type: 'sample' },
    deliveries,
    renew: (seconds) => {
      did.push(`renewed for ${seconds}`);
      return renew(seconds);
    },
    finish: () => Promise.resolve(void did.push('finished')),
    giveBack: (seconds) => {
      did.push(`back in ${seconds}`);
      return giveBack?.(seconds) ?? Promise.resolve();
    },
  };
  const { log, written } = keptLog();
  const handling = { name: 'jobs', handle, log, claimSeconds, stopping: stopping.signal };
  const comesBackIn = handleMessage(handling, message, since);
  return { did, stopping, comesBackIn, written };
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error));
  });

describe('a message', () => {
  it('that was handled is finished, and gets to its handler as it came', async () => {
    const seen: unknown[] = [];
    const { did, comesBackIn } = handled((body, { deliveries }) => {
      seen.push(body, deliveries);
      return Promise.resolve('done');
    });
    expect(await comesBackIn).toBeUndefined();
    expect(did).toEqual(['finished']);
    expect(seen).toEqual([{ type: 'sample' }, 1]);
  });

  it('that waits goes back for as long', async () => {
    const { did, comesBackIn } = handled(() => Promise.resolve({ againInSeconds: 7 }));
    expect(await comesBackIn).toBe(7);
    expect(did).toEqual(['back in 7']);
  });

  it.each([
    [1, 2],
    [5, 32],
    [6, 60],
    [40, 60],
  ])('whose handler fails at delivery %i goes back for %i s', async (deliveries, seconds) => {
    const { did, comesBackIn } = handled(() => Promise.reject(new Error('odd')), {
      deliveries,
    });
    expect(await comesBackIn).toBeUndefined();
    expect(did).toEqual([`back in ${seconds}`]);
  });

  it('goes back at once when the process stops', async () => {
    const { did, stopping, comesBackIn } = handled((_body, { signal }) => untilAborted(signal));
    stopping.abort();
    expect(await comesBackIn).toBeUndefined();
    expect(did).toEqual(['back in 0']);
  });

  it('whose claim is lost isn’t touched: another worker may have it', async () => {
    const { did, comesBackIn } = handled((_body, { signal }) => untilAborted(signal), {
      claimSeconds: 0.2,
      renew: () => Promise.resolve(false),
    });
    expect(await comesBackIn).toBeUndefined();
    expect(did).toEqual(['renewed for 0.2']);
  });

  it('keeps its claim while it is renewed, also if one renewal fails', async () => {
    let renewals = 0;
    const { did, comesBackIn } = handled(
      async (_body, { signal }) => {
        await pause(700, undefined, { signal });
        assertHeld();
        return 'done';
      },
      {
        claimSeconds: 0.4,
        renew: () =>
          (renewals += 1) === 2 ? Promise.reject(new Error('odd')) : Promise.resolve(true),
      },
    );
    await comesBackIn;
    expect(did.at(-1)).toBe('finished');
    expect(renewals).toBeGreaterThanOrEqual(3);
  });

  it('whose claim ran out before its handler began lets nothing be written', async () => {
    const handle: Handle = () => {
      assertHeld();
      return Promise.resolve('done');
    };
    const { did, comesBackIn } = handled(handle, { since: performance.now() - 15_001 });
    await comesBackIn;
    expect(did).toEqual([]);
    const fresh = handled(handle, { since: performance.now() - 14_000 });
    await fresh.comesBackIn;
    expect(fresh.did).toEqual(['finished']);
  });

  it('that can’t be returned doesn’t end the process', async () => {
    const { comesBackIn } = handled(() => Promise.reject(new Stopped('stopping')), {
      giveBack: () => Promise.reject(new Error('no answer')),
    });
    expect(await comesBackIn).toBeUndefined();
  });

  it('isn’t renewed once its handler has failed', async () => {
    const { did, comesBackIn } = handled(() => Promise.reject(new Error('odd')), {
      claimSeconds: 0.2,
    });
    await comesBackIn;
    await pause(120);
    expect(did).toEqual(['back in 2']);
  });

  it('isn’t renewed once the process stops, however long its handler takes', async () => {
    const { did, stopping, comesBackIn } = handled(
      async () => {
        await pause(1);
        stopping.abort();
        await pause(150);
        return 'done';
      },
      { claimSeconds: 0.2 },
    );
    await comesBackIn;
    expect(did).toEqual(['finished']);
  });

  it('isn’t renewed once it is handled, nor kept by what stops later', async () => {
    const { did, stopping, comesBackIn } = handled(() => Promise.resolve('done'), {
      claimSeconds: 0.2,
    });
    await comesBackIn;
    stopping.abort();
    await pause(120);
    expect(did).toEqual(['finished']);
  });

  it('that comes back says why in the log, with the delivery', async () => {
    const failed = handled(() => Promise.reject(new Error('odd')), { deliveries: 3 });
    await failed.comesBackIn;
    expect(failed.written()).toMatch(/"deliveries":3.*"msg":"job failed and will be retried"/);
    expect(failed.written()).toMatch(/"job":"[0-9a-f]{8}"/);
    const stopped = handled((_body, { signal }) => untilAborted(signal));
    stopped.stopping.abort();
    await stopped.comesBackIn;
    expect(stopped.written()).toMatch(/"reason":"stopping","msg":"job returned to the queue"/);
    const stuck = handled(() => Promise.reject(new Error('odd')), {
      giveBack: () => Promise.reject(new Error('no answer')),
    });
    await stuck.comesBackIn;
    expect(stuck.written()).toContain('a message could not be returned to the queue');
  });
});
