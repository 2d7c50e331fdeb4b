import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayStart, nextRun } from '../../../src/domain/recurrence/next-run.ts';
import type { Recurrence } from '../../../src/domain/recurrence/recurrence.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

const daily = (timeZone: string, hour: number): Recurrence => ({ every: 'day', hour, timeZone });
/** The runs after a moment, in UTC, without seconds. */
function runs(rhythm: Recurrence, after: string, count: number): string[] {
  let at = Date.parse(after);
  return Array.from({ length: count }, () => {
    at = nextRun(rhythm, at);
    return new Date(at).toISOString().replace(':00.000Z', '');
  });
}

describe('a schedule runs when the clock on the wall says so:', () => {
  it('at its hour every day, and strictly later than the last run', () => {
    expect(runs(daily('UTC', 9), '2026-01-31T08:59:59.999Z', 2)).toEqual([
      '2026-01-31T09:00',
      '2026-02-01T09:00',
    ]);
    expect(runs(daily('Asia/Kolkata', 6), '2026-05-04T00:30:00.000Z', 2)).toEqual([
      '2026-05-05T00:30',
      '2026-05-06T00:30',
    ]);
  });

  it('on its weekday there, also where UTC has another day', () => {
    const mondays = { every: 'week', weekday: 1, hour: 0, timeZone: 'Europe/Berlin' } as const;
    expect(runs(mondays, '2026-11-20T12:00:00Z', 2)).toEqual([
      '2026-11-22T23:00',
      '2026-11-29T23:00',
    ]);
    const sundays = { ...mondays, weekday: 7, hour: 22, timeZone: 'America/New_York' };
    expect(runs(sundays, '2026-11-22T12:00:00Z', 1)).toEqual(['2026-11-23T03:00']);
  });

  it('on the last day of months that are too short', () => {
    const ends = { every: 'month', day: 31, hour: 12, timeZone: 'UTC' } as const;
    expect(runs(ends, '2027-12-31T12:00:00Z', 4)).toEqual([
      '2028-01-31T12:00',
      '2028-02-29T12:00',
      '2028-03-31T12:00',
      '2028-04-30T12:00',
    ]);
    expect(runs({ ...ends, day: 29 }, '2027-01-30T00:00:00Z', 2)).toEqual([
      '2027-02-28T12:00',
      '2027-03-29T12:00',
    ]);
    expect(runs({ ...ends, day: 1 }, '2026-11-30T23:00:00Z', 1)).toEqual(['2026-12-01T12:00']);
  });

  it('at the same hour in summer and in winter', () => {
    expect(runs(daily('Europe/Berlin', 9), '2026-03-28T00:00:00Z', 2)).toEqual([
      '2026-03-28T08:00',
      '2026-03-29T07:00',
    ]);
    expect(runs(daily('America/New_York', 9), '2026-10-31T20:00:00Z', 2)).toEqual([
      '2026-11-01T14:00',
      '2026-11-02T14:00',
    ]);
  });

  it('after the gap where the hour is left out: no day goes without its run', () => {
    expect(runs(daily('Europe/Berlin', 2), '2026-03-28T00:00:00Z', 3)).toEqual([
      '2026-03-28T01:00',
      '2026-03-29T01:00',
      '2026-03-30T00:00',
    ]);
    expect(runs(daily('America/New_York', 2), '2026-03-08T00:00:00Z', 2)).toEqual([
      '2026-03-08T07:00',
      '2026-03-09T06:00',
    ]);
    // 02:00 to 02:30 is left out: the first moment that shows the hour.
    expect(runs(daily('Australia/Lord_Howe', 2), '2026-10-03T00:00:00Z', 2)).toEqual([
      '2026-10-03T15:30',
      '2026-10-04T15:00',
    ]);
    // Put forward at midnight.
    expect(runs(daily('Africa/Cairo', 0), '2026-04-23T12:00:00Z', 1)).toEqual(['2026-04-23T22:00']);
  });

  it('once where the hour comes twice', () => {
    expect(runs(daily('Europe/Berlin', 2), '2026-10-24T12:00:00Z', 2)).toEqual([
      '2026-10-25T00:00',
      '2026-10-26T01:00',
    ]);
    expect(runs(daily('Europe/Berlin', 2), '2026-10-25T00:30:00Z', 1)).toEqual([
      '2026-10-26T01:00',
    ]);
    expect(runs(daily('America/New_York', 1), '2026-11-01T00:00:00Z', 2)).toEqual([
      '2026-11-01T05:00',
      '2026-11-02T06:00',
    ]);
    // Half an hour comes twice: 01:30 to 02:00.
    expect(runs(daily('Australia/Lord_Howe', 2), '2026-04-04T00:00:00Z', 1)).toEqual([
      '2026-04-04T15:30',
    ]);
    expect(runs(daily('Australia/Lord_Howe', 1), '2026-04-04T00:00:00Z', 2)).toEqual([
      '2026-04-04T14:00',
      '2026-04-05T14:30',
    ]);
  });

  it('by UTC where nobody knows the zone', () => {
    expect(runs(daily('Atlantis/Nowhere', 5), '2026-01-01T00:00:00Z', 1)).toEqual([
      '2026-01-01T05:00',
    ]);
    expect(runs(daily('', 5), '2026-01-01T00:00:00Z', 1)).toEqual(['2026-01-01T05:00']);
  });

  it('never early, never too late, in any zone at any time', () => {
    const zones = [
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'America/St_Johns',
      'America/Havana',
      'Africa/Cairo',
      'Asia/Beirut',
      'Pacific/Chatham',
      'Pacific/Apia',
      'Pacific/Kiritimati',
      'America/Scoresbysund',
    ];
    const cases = fc.record({
      timeZone: fc.constantFrom(...zones),
      every: fc.constantFrom('day' as const, 'week' as const, 'month' as const),
      hour: fc.nat(23),
      weekday: fc.integer({ min: 1, max: 7 }),
      day: fc.integer({ min: 1, max: 31 }),
      after: fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2037, 0, 1) }),
    });
    fc.assert(
      fc.property(cases, ({ after, ...rhythm }) => {
        const at = nextRun(rhythm, after);
        const wall = wallOf(rhythm.timeZone);
        expect(at).toBeGreaterThan(after);
        if (!isBeginning(rhythm, wall, at)) {
          // Only because the clock jumps over it, just now.
          const [before, now] = [wall(at - 1), wall(at)];
          const jump = now.moment - before.moment;
          expect(jump).toBeGreaterThan(1);
          expect(before.moment).toBeLessThan(now.moment);
        }
        const lastHours = Math.max(after + 1, at - 40 * hourMs);
        const quarter = 15 * 60_000;
        const beginning = Math.ceil(lastHours / quarter) * quarter;
        for (let earlier = beginning; earlier < at; earlier += quarter) {
          if (!isBeginning(rhythm, wall, earlier)) continue;
          // The second time that the clock shows this hour, after it was set back.
          const shown = wall(earlier).moment;
          const twice = [1, 2, 3, 4, 8, 12].some(
            (quarters) => wall(earlier - quarters * quarter).moment === shown,
          );
          expect({ earlier, twice }).toEqual({ earlier, twice: true });
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('a day begins', () => {
  const start = (day: string, timeZone: string) => new Date(dayStart(day, timeZone)).toISOString();

  it('at midnight there', () => {
    expect(start('2026-07-01', 'Europe/Berlin')).toBe('2026-06-30T22:00:00.000Z');
    expect(start('2026-02-28', 'America/New_York')).toBe('2026-02-28T05:00:00.000Z');
    expect(start('2026-02-28', 'Nowhere')).toBe('2026-02-28T00:00:00.000Z');
  });

  it('an hour later where the clocks leave midnight out, and the first time where it comes twice', () => {
    expect(start('2026-04-24', 'Africa/Cairo')).toBe('2026-04-23T22:00:00.000Z');
    expect(start('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
  });
});

type Wall = (at: number) => {
  readonly moment: number;
  readonly weekday: number;
  readonly day: number;
  readonly hour: number;
};

/** A second way to read the clock, for comparison. */
function wallOf(timeZone: string): Wall {
  const format = new Intl.DateTimeFormat('sv', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  return (at) => {
    const text = format.format(at).replace(' ', 'T');
    const date = new Date(`${text}Z`);
    return {
      moment: date.getTime() + (at % 1000),
      weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
      day: date.getUTCDate(),
      hour: date.getUTCHours(),
    };
  };
}

function isBeginning(rhythm: Recurrence, wall: Wall, at: number): boolean {
  const shown = wall(at);
  if (shown.moment % hourMs !== 0 || shown.hour !== rhythm.hour) return false;
  if (rhythm.every === 'week') return shown.weekday === rhythm.weekday;
  if (rhythm.every === 'day') return true;
  const tomorrow = new Date(shown.moment + dayMs).getUTCDate();
  const isLast = tomorrow === 1;
  return shown.day === rhythm.day || (isLast && shown.day < (rhythm.day ?? 1));
}
