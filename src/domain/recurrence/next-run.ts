import { AppError } from '../../errors.ts';
import type { Recurrence } from './recurrence.ts';
import { createWallClock } from './wall-clock.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** Longer than any month. */
const daysAhead = 40;

/**
 * When a rhythm's next run is: the first beginning of its hour on one of its days that comes after a moment. An hour that the
 * clocks leave out runs when they have been put forward; one that they show twice runs the first time only.
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
  throw new AppError('unexpected', {}, { note: 'a rhythm without a day' });
}

/**
 * The beginning of a day there, in milliseconds since 1970.
 * @param day YYYY-MM-DD
 * @param timeZone IANA name; one that isn't known: UTC
 */
export function dayStart(day: string, timeZone: string): number {
  return createWallClock(timeZone).firstAt(Date.parse(`${day}T00:00:00Z`));
}

/** @param date the day on the wall, as if it were UTC */
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
