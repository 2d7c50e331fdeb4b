import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  fileText,
  formText,
  localTimeOf,
  rangeOf,
  readDateTime,
} from '../../src/domain/date-times.ts';
import { parseOwnValue } from '../../src/domain/own-values.ts';
import { createWallClock } from '../../src/domain/recurrence/wall-clock.ts';
import { parseTimeZone } from '../../src/domain/time-zone.ts';

const timeZone = 'Europe/Berlin';
const inCell = { timeZone, inCell: true } as const;

function read(text: string, rules: Parameters<typeof parseOwnValue>[2] = inCell): string {
  const parsed = parseOwnValue('date-time', text, rules);
  return 'value' in parsed ? parsed.value : `! ${parsed.problem}`;
}

describe('a date with a time, as files have it', () => {
  it('is the same moment in every usual spelling', () => {
    for (const text of [
      '2026-01-31T09:30',
      '2026-01-31 09:30:00',
      '31.01.2026 09:30',
      '31.01.2026 09.30 Uhr',
      '31/01/2026 9h30',
      '31/01/2026 9:30 AM',
      '01/31/2026, 9:30:00 a.m.',
      '9:30 AM 31/01/2026',
      'Jan 31, 2026 9:30 AM',
      'Sat, 31 Jan 2026 09:30:00 +0100',
      'Sat Jan 31 2026 09:30:00 GMT+0100 (Central European Standard Time)',
      '2026-01-31T08:30:00Z',
      '2026-01-31T08:30:00.250Z',
      '2026-01-31 14:00+05:30',
      '2026-01-31 03:30:00-05',
      '20260131T0930',
      '46053.3958333333',
      '٣١/٠١/٢٠٢٦ ٩:٣٠ ص',
      '2026年1月31日 09:30',
    ])
      expect([text, read(text)]).toEqual([text, '2026-01-31T08:30:00Z']);
    expect(read('31/01/2026 9:30 PM')).toBe('2026-01-31T20:30:00Z');
    expect(read('31/01/2026 12:00 AM')).toBe('2026-01-30T23:00:00Z');
  });

  it('means the start of its day without a time, which a form asks for', () => {
    for (const text of ['2026-01-31', '31.01.2026', '46053', '31 Jan 26'])
      expect([text, read(text)]).toEqual([text, '2026-01-30T23:00:00Z']);
    for (const text of ['2026-01-31', '2026-01-31T', 'T09:30'])
      expect(read(text, { timeZone })).toBe('! date-time-incomplete');
  });

  it('is asked about where day and month can be read in two ways, and never guessed', () => {
    expect(read('1/2/2026 9:30')).toBe('! date-ambiguous');
    expect(read('1/2/2026 9:30', { ...inCell, order: 'day-first' })).toBe('2026-02-01T08:30:00Z');
    for (const text of [
      '2026-01-31 24:00',
      '2026-01-31 9:75',
      '2026-01-31 13:30 PM',
      '2026-01-31 09:30-10',
      '2026-01-31 09:30 CET',
      '2026-01-31 09:30+15:00',
      '2026-02-30 09:30',
      '9h30',
      'tomorrow 9:30',
    ])
      expect([text, read(text)]).toEqual([text, '! date-time-not-valid']);
  });

  it('is refused where clocks skip it or show it twice, unless its distance from UTC says which', () => {
    expect(read('2026-03-29 02:30')).toBe('! time-skipped');
    expect(read('2026-10-25 02:30')).toBe('! time-twice');
    expect(read('2026-10-25T02:30+02:00')).toBe('2026-10-25T00:30:00Z');
    expect(read('2026-10-25T02:30@2', { timeZone })).toBe('2026-10-25T01:30:00Z');
    // A choice that was made before the time was corrected means nothing.
    expect(read('2026-10-25T04:30@1', { timeZone })).toBe('2026-10-25T03:30:00Z');
    // Samoa had no 30 December 2011.
    expect(read('2011-12-30 12:00', { timeZone: 'Pacific/Apia' })).toBe('! time-skipped');
  });
});

const zones = fc.constantFrom(
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe'],
  ...['Pacific/Apia', 'America/Sao_Paulo', 'Africa/Casablanca', 'Asia/Tehran'],
);
const seconds = fc.integer({
  min: Date.UTC(1900, 0, 1) / 1000,
  max: Date.UTC(2100, 0, 1) / 1000,
});
/** Near changes of clocks too, which chance would rarely meet. */
const moments = fc.oneof(
  seconds,
  fc
    .tuple(
      fc.constantFrom(Date.UTC(2026, 2, 29, 1), Date.UTC(2026, 9, 25, 1), Date.UTC(2026, 9, 3, 15)),
      fc.integer({ min: -7_200, max: 7_200 }),
    )
    .map(([change, beside]) => change / 1000 + beside),
);
const valueOf = (second: number) => `${new Date(second * 1000).toISOString().slice(0, 19)}Z`;

describe('any moment in any zone', () => {
  it('comes back from a CSV file and a workbook as the same moment', () => {
    fc.assert(
      fc.property(moments, zones, (second, zone) => {
        const value = valueOf(second);
        for (const inWorkbook of [true, false]) {
          const cell = fileText(value, zone, inWorkbook);
          expect([cell, read(cell, { timeZone: zone, inCell: true })]).toEqual([cell, value]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('comes back from a form to the minute, and is asked about where it occurs twice', () => {
    fc.assert(
      fc.property(moments, zones, (second, zone) => {
        const value = valueOf(second - (((second % 60) + 60) % 60));
        const local = localTimeOf(value, zone);
        const again = read(formText(value, zone), { timeZone: zone });
        // Old local times aren't in whole minutes from UTC.
        if (local?.offset === 'Z' && zone !== 'UTC') return;
        expect(again).toBe(local?.isTwice === true ? '! time-twice' : value);
      }),
      { numRuns: 1_000 },
    );
  });

  it('is read as the clock of the zone shows it', () => {
    fc.assert(
      fc.property(moments, zones, (second, zone) => {
        const reading = second * 1000;
        const expected = createWallClock(zone).momentsOf(reading);
        const parsed = readDateTime(valueOf(second).slice(0, 19), { timeZone: zone });
        if (expected.length === 0) expect(parsed).toEqual({ problem: 'time-skipped' });
        if (expected.length === 2) expect(parsed).toEqual({ problem: 'time-twice' });
        if (expected.length === 1)
          expect(parsed).toEqual({ value: valueOf(Math.floor((expected[0] ?? 0) / 1000)) });
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a search for a day', () => {
  it('finds its first and last second in the zone, and a search for a time its minute', () => {
    expect(rangeOf('2026-03-29', { timeZone })).toEqual([
      '2026-03-28T23:00:00Z',
      '2026-03-29T22:00:00Z',
    ]);
    expect(rangeOf('31.01.2026 09:30', { timeZone })).toEqual([
      '2026-01-31T08:30:00Z',
      '2026-01-31T08:31:00Z',
    ]);
    expect(rangeOf('soon', { timeZone })).toBeUndefined();
  });
});

describe('a time zone', () => {
  it('is found by its name or its city, and a distance from UTC is none', () => {
    expect(parseTimeZone('europe/berlin')).toBe('Europe/Berlin');
    expect(parseTimeZone(' new york ')).toBe('America/New_York');
    for (const text of ['', '+01:00', 'Mars', 'x'.repeat(65)])
      expect([text, parseTimeZone(text)]).toEqual([text, undefined]);
  });
});
