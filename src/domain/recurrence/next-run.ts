import { AppError } from '../../errors.ts';
import type { Recurrence } from './recurrence.ts';
import { createWallClock } from './wall-clock.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Longer than any month. */
const daysAhead = 40;

/**
 * The next run of a recurrence: the first start of its hour, on one of its days, after a moment. An hour
 * skipped by a clock change runs right after the change; an hour that occurs twice runs the first time only.
 *
 * @param after milliseconds since 1970
 * @returns milliseconds since 1970, always later than `after`
 */
export function nextRun(rhythm: Recurrence, after: number): number {
  const clock = createWallClock(rhythm.timeZone);
  const today = Math.floor(clock.shows(after) / dayMs) * dayMs;
  for (let ahead = 0; ahead <= daysAhead; ahead += 1) {
    const day = today + ahead * dayMs;
    if (!isItsDay(rhythm, new Date(day))) continue;
    const at = clock.firstAt(day + rhythm.hour * hourMs);
    if (at > after) return at;
  }
  throw new AppError('unexpected', {}, { note: 'a recurrence without a day' });
}

/**
 * The start of a day in a time zone, in milliseconds since 1970.
 * @param day YYYY-MM-DD
 * @param timeZone IANA name; an unknown one counts as UTC
 */
export function dayStart(day: string, timeZone: string): number {
  return createWallClock(timeZone).firstAt(Date.parse(`${day}T00:00:00Z`));
}

/** @param date the local day, represented as if it were UTC */
function isItsDay({ every, weekday = 1, day = 1 }: Recurrence, date: Date): boolean {
  switch (every) {
    case 'day':
      return true;
    case 'week':
      return date.getUTCDay() === weekday % 7;
    case 'month':
      return date.getUTCDate() === Math.min(day, daysOfMonth(date));
  }
}

function daysOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
