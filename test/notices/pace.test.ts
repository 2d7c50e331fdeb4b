import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createPace, teamsAllowances, type Lane } from '../../src/notices/pace.ts';

/** Goes through time by itself. */
function clock() {
  let at = 1_000_000;
  return { now: () => at, pass: (milliseconds: number) => (at += milliseconds) };
}

function lane(thread: number): Lane {
  return { tenant: 'contoso', thread: `chat ${thread}` };
}

/** The most that fell into any window of this length. */
function mostWithin(times: readonly number[], milliseconds: number): number {
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
        const pace = createPace(now);
        const went = new Map<string, number[]>();
        const all: number[] = [];
        for (const { thread, what, after } of requests) {
          pass(after);
          if (pace.take(lane(thread), what) > 0) continue;
          const its = went.get(lane(thread).thread) ?? [];
          went.set(lane(thread).thread, [...its, now()]);
          all.push(now());
        }
        for (const [most, milliseconds] of teamsAllowances.thread) {
          for (const times of went.values())
            expect(mostWithin(times, milliseconds)).toBeLessThanOrEqual(most);
        }
        for (const [most, milliseconds] of teamsAllowances.tenant)
          expect(mostWithin(all, milliseconds)).toBeLessThanOrEqual(most);
      }),
      { numRuns: 60 },
    );
  });

  it('lets 1,800 an hour into a chat and no more, or the hour’s limit would be found by 429', () => {
    const { now, pass } = clock();
    const pace = createPace(now);
    let went = 0;
    for (let waited = 0; waited < 3_600_000; waited += 500) {
      if (pace.take(lane(1), 'notice') === 0) went += 1;
      pass(500);
    }
    expect(went).toBe(1_800);
  });

  it('who has to wait is told a time at which it may go, or it would ask in vain', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), (burst) => {
        const { now, pass } = clock();
        const pace = createPace(now);
        for (let sent = 0; sent < burst; sent += 1) {
          const wait = pace.take(lane(1), 'notice');
          if (wait === 0) continue;
          pass(wait - 1);
          expect(pace.take(lane(1), 'notice')).toBeGreaterThan(0);
          pass(1);
          expect(pace.take(lane(1), 'notice')).toBe(0);
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
          const pace = createPace(now);
          const started = now();
          let left = threads.map((thread) => ({ thread, at: now() }));
          const quiet = { thread: 99, at: now() };
          expect(pace.take(lane(quiet.thread), 'notice')).toBe(0);
          while (left.length > 0) {
            const next = Math.min(...left.map(({ at }) => at));
            pass(Math.max(0, next - now()));
            left = left.flatMap((each) => {
              if (each.at > now()) return [each];
              const wait = pace.take(lane(each.thread), 'notice');
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
    const pace = createPace(now);
    while (pace.take(lane(1), 'card') === 0);
    expect(pace.take(lane(1), 'notice')).toBe(0);
  });

  it('what turns answer counts, so that a notice after a lively talk isn’t refused', () => {
    const { now } = clock();
    const pace = createPace(now);
    for (let answers = 0; answers < 7; answers += 1) pace.count(lane(1));
    expect(pace.take(lane(1), 'notice')).toBeGreaterThan(0);
    expect(pace.take(lane(2), 'notice')).toBe(0);
  });

  it('a chat in which Teams said to wait stays silent for so long, since other processes write there too', () => {
    const { now, pass } = clock();
    const pace = createPace(now);
    pace.hold(lane(1), 17);
    pace.hold(lane(1), 5);
    expect(pace.take(lane(1), 'notice')).toBe(17_000);
    expect(pace.take(lane(2), 'notice')).toBe(0);
    pass(17_000);
    expect(pace.take(lane(1), 'notice')).toBe(0);
  });
});
