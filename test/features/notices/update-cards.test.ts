import { describe, expect, it } from '@jest/globals';
import { createLog } from '../../../src/log.ts';
import { createUpdateCards } from '../../../src/features/notices/update-cards.ts';
import { createRateLimiter, type RateLimiter } from '../../../src/features/notices/rate-limiter.ts';
import type { Delivery } from '../../../src/features/notices/ports.ts';
import type { Operation } from '../../../src/domain/operations/operation.ts';

const message = {
  v: 1,
  type: 'card',
  tenant: 'sample',
  kind: 'import',
  operation: '0000000000001-abcdef01',
} as const;

/** An operation in progress, and a chat that shows it: each drawing waits until it is released. */
function world(over: { answers?: Delivery[]; rateLimiter?: RateLimiter } = {}) {
  let at = 0;
  let rowsDone = 0;
  const drawings: { readonly rowsDone: number; end(delivery?: Delivery): void }[] = [];
  const operation = () =>
    ({
      ...message,
      id: message.operation,
      state: 'applying',
      rowsDone,
      by: { id: 'admin', name: 'An admin' },
      card: { conversation: 'chat', activity: '1:1' },
    }) as unknown as Operation;
  const chat = {
    tenant: 'sample',
    person: 'admin',
    name: 'An admin',
    reference: JSON.stringify({ conversation: { id: 'chat' } }),
    reachable: true,
  };
  const never = () => Promise.reject(new Error('not asked for'));
  const draw = createUpdateCards({
    operations: {
      create: never,
      update: never,
      page: never,
      starters: never,
      read: () => Promise.resolve(operation()),
    },
    chats: {
      read: () => Promise.resolve(chat),
      save: never,
      lose: never,
      colleagues: never,
    },
    sender: {
      notice: never,
      card: (shown) =>
        Promise.resolve(() => {
          const { promise, resolve } = Promise.withResolvers<Delivery>();
          drawings.push({
            rowsDone: shown.rowsDone,
            end: (delivery = { outcome: 'sent', activity: '1:1' }) => resolve(delivery),
          });
          return promise;
        }),
    },
    rateLimiter: over.rateLimiter ?? createRateLimiter(() => at),
    log: createLog('silent'),
    now: () => at,
  });
  return {
    draw,
    drawings,
    goOn: (rows: number) => (rowsDone = rows),
    pass: (milliseconds: number) => (at += milliseconds),
    drawn: async (count: number) => {
      while (drawings.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
    },
  };
}

describe('a card that is drawn again often', () => {
  it('shows the newest state with two drawings, however many were asked for meanwhile: notices keep their room', async () => {
    const { draw, drawings, goOn, drawn } = world();
    const first = draw(message, 1);
    await drawn(1);
    const others = [draw(message, 1), draw(message, 1), draw(message, 1)];
    goOn(500);
    drawings[0]?.end();
    await drawn(2);
    drawings[1]?.end();
    await drawn(3);
    drawings[2]?.end();
    expect(await Promise.all([first, ...others])).toEqual(['done', 'done', 'done', 'done']);
    // The first sees that the operation has moved on; the one that stood in line draws once more, the rest not at all.
    expect(drawings.map((each) => each.rowsDone)).toEqual([0, 500, 500]);
  });

  it('isn’t drawn again as it is already, unless an answer may have covered it since', async () => {
    const { draw, drawings, goOn, pass, drawn } = world();
    const isDrawn = async (more: { after?: number }) => {
      const before = drawings.length;
      const drawing = draw({ ...message, ...more }, 1);
      if (await Promise.race([drawing.then(() => false), drawn(before + 1).then(() => true)])) {
        drawings.at(-1)?.end();
        await drawing;
      }
      return drawings.length > before;
    };
    pass(10_000);
    expect(await isDrawn({ after: 0 })).toBe(true);
    expect(await isDrawn({ after: 0 })).toBe(false);
    expect(await isDrawn({ after: 9_000 })).toBe(false);
    pass(1_000);
    expect(await isDrawn({ after: 10_500 })).toBe(true);
    // Of an older version, which doesn't say.
    expect(await isDrawn({})).toBe(true);
    goOn(1);
    expect(await isDrawn({ after: 0 })).toBe(true);
  });

  it('that has to wait makes those asked for meanwhile needless, and shows what they would have', async () => {
    const { draw, drawings, goOn, pass, drawn } = world();
    const refused = draw(message, 1);
    await drawn(1);
    drawings[0]?.end({ outcome: 'later', reason: '429', throttled: true, afterSeconds: 20 });
    const again = await refused;
    const againInSeconds = again === 'done' ? 0 : again.againInSeconds;
    expect(againInSeconds).toBeGreaterThanOrEqual(20);
    goOn(900);
    pass(5_000);
    expect(await draw(message, 1)).toBe('done');
    pass(againInSeconds * 1_000);
    const back = draw(message, 2);
    await drawn(2);
    drawings[1]?.end();
    expect(await back).toBe('done');
    expect(drawings.map((each) => each.rowsDone)).toEqual([0, 900]);
  });

  it('that comes back a moment early is drawn all the same: nobody else would', async () => {
    const { draw, drawings, drawn } = world();
    const refused = draw(message, 1);
    await drawn(1);
    drawings[0]?.end({ outcome: 'later', reason: '503' });
    await refused;
    const back = draw(message, 2);
    await drawn(2);
    drawings[1]?.end();
    expect(await back).toBe('done');
  });

  it('is left as it is after thirty tries: its message would go round for ever', async () => {
    const { draw, drawings, drawn } = world();
    const last = draw(message, 30);
    await drawn(1);
    drawings[0]?.end({ outcome: 'later', reason: '503' });
    expect(await last).toBe('done');
  });
});
