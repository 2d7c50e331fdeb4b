import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  createRateLimiter,
  teamsAllowances,
  type RequestTarget,
} from '../../../src/features/notices/rate-limiter.ts';

/** Goes through time by itself. */
function clock() {
  let at = 1_000_000;
  return { now: () => at, pass: (milliseconds: number) => (at += milliseconds) };
}

function worker(thread: number): RequestTarget {
  return { tenant: 'contoso', thread: `chat ${thread}` };
}

/** The most that fell into any window of this length. */
function maxWithin(times: readonly number[], milliseconds: number): number {
  const counts = times.map(
    (from) => times.filter((at) => at >= from && at < from + milliseconds).length,
  );
  return Math.max(0, ...counts);
}

describe('the pace of messages', () => {
  it('is never above what Teams allows in any window, in any chat and in all together, or the bot would be shut out', () => {
    const request = fc.record({
      thread: fc.integer({ min: 0, max: 9 }),
      what: fc.constantFrom('notice', 'card', 'notice'),
      after: fc.oneof(
        fc.constant(0),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 4_000 }),
      ),
    });
    fc.assert(
      fc.property(fc.array(request, { minLength: 50, maxLength: 400 }), (requests) => {
        const { now, pass } = clock();
        const rateLimiter = createRateLimiter(now);
        const went = new Map<string, number[]>();
        const all: number[] = [];
        for (const { thread, what, after } of requests) {
          pass(after);
          if (rateLimiter.take(worker(thread), what) > 0) continue;
          const its = went.get(worker(thread).thread) ?? [];
          went.set(worker(thread).thread, [...its, now()]);
          all.push(now());
        }
        for (const [most, milliseconds] of teamsAllowances.thread) {
          for (const times of went.values())
            expect(maxWithin(times, milliseconds)).toBeLessThanOrEqual(most);
        }
        for (const [most, milliseconds] of teamsAllowances.tenant)
          expect(maxWithin(all, milliseconds)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 60 },
    );
  });

  it('lets 1,800 an hour into a chat and no more, or the hour’s limit would be found by 429', () => {
    const { now, pass } = clock();
    const rateLimiter = createRateLimiter(now);
    let went = 0;
    for (let waited = 0; waited < 3_600_000; waited += 500) {
      if (rateLimiter.take(worker(1), 'notice') === 0) went += 1;
      pass(500);
    }
    expect(went).toBe(1_800);
  });

  it('who has to wait is told a time at which it may go, or it would ask in vain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (burst) => {
        const { now, pass } = clock();
        const rateLimiter = createRateLimiter(now);
        for (let sent = 0; sent < burst; sent += 1) {
          const wait = rateLimiter.take(worker(1), 'notice');
          if (wait === 0) continue;
          pass(wait - 1);
          expect(rateLimiter.take(worker(1), 'notice')).toBeGreaterThan(0);
          pass(1);
          expect(rateLimiter.take(worker(1), 'notice')).toBe(0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('nobody starves: everyone who comes again when told gets through, a chat at its limit holds up no other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 20, maxLength: 200 }),
        (threads) => {
          const { now, pass } = clock();
          const rateLimiter = createRateLimiter(now);
          const started = now();
          let left = threads.map((thread) => ({ thread, at: now() }));
          const quiet = { thread: 99, at: now() };
          expect(rateLimiter.take(worker(quiet.thread), 'notice')).toBe(0);
          while (left.length > 0) {
            const next = Math.min(...left.map(({ at }) => at));
            pass(Math.max(0, next - now()));
            left = left.flatMap((each) => {
              if (each.at > now()) return [each];
              const wait = rateLimiter.take(worker(each.thread), 'notice');
              return wait === 0 ? [] : [{ ...each, at: now() + wait }];
            });
          }
          // 60 in 30 s is the slowest that counts here.
          expect(now() - started).toBeLessThan((threads.length / 60 + 1) * 31_000);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('a card that is drawn again and again leaves room for the notice of its end', () => {
    const { now } = clock();
    const rateLimiter = createRateLimiter(now);
    while (rateLimiter.take(worker(1), 'card') === 0);
    expect(rateLimiter.take(worker(1), 'notice')).toBe(0);
  });

  it('what turns answer counts, so that a notice after a lively talk isn’t refused', () => {
    const { now } = clock();
    const rateLimiter = createRateLimiter(now);
    for (let answers = 0; answers < 7; answers += 1) rateLimiter.count(worker(1));
    expect(rateLimiter.take(worker(1), 'notice')).toBeGreaterThan(0);
    expect(rateLimiter.take(worker(2), 'notice')).toBe(0);
  });

  it('a chat in which Teams said to wait stays silent for so long, since other processes write there too', () => {
    const { now, pass } = clock();
    const rateLimiter = createRateLimiter(now);
    rateLimiter.hold(worker(1), 17);
    rateLimiter.hold(worker(1), 5);
    expect(rateLimiter.take(worker(1), 'notice')).toBe(17_000);
    expect(rateLimiter.take(worker(2), 'notice')).toBe(0);
    pass(17_000);
    expect(rateLimiter.take(worker(1), 'notice')).toBe(0);
  });
});
