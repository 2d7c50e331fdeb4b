const dayMs = 86_400_000;
/** the last second of 9999-12-31 */
const endOfTime = 2_958_466;
/** The 1900 date system has a 29 February in that year, since the first spreadsheet had. */
const leapDayThatWasNone = 60;
/** Days between the two epochs of workbooks. */
const from1904 = 1462;

/**
 * A spreadsheet's day and time as text: 2026-01-31, 2026-01-31 09:30, or 09:30. Seconds are shown if there are
 * any. undefined for a day that a spreadsheet can't show.
 * @param shown the parts that the cell's format shows; a time that isn't shown is left out
 */
export function serialToText(
  serial: number,
  shown: 'date' | 'date-and-time' | 'time',
  is1904: boolean,
): string | undefined {
  if (!(serial >= 0 && serial < endOfTime)) return undefined;
  const counted = is1904 ? serial + from1904 : serial;
  const seconds = Math.round(counted * 86_400);
  const day = Math.floor(seconds / 86_400);
  const time = timeText(seconds - day * 86_400);
  if (shown === 'time') return timeText(shownHours(serial, seconds, is1904));
  const date = dateText(day);
  return shown === 'date' || time === '00:00' ? date : `${date} ${time}`;
}

function dateText(day: number): string {
  if (day === leapDayThatWasNone) return '1900-02-29';
  const first = Date.UTC(1899, 11, day < leapDayThatWasNone ? 31 : 30);
  return new Date(first + day * dayMs).toISOString().slice(0, 10);
}

/** Without a day, the hours continue: 26:30 is more than a day. */
function shownHours(serial: number, seconds: number, is1904: boolean): number {
  return is1904 ? Math.round(serial * 86_400) : seconds;
}

function timeText(seconds: number): string {
  const two = (number: number) => String(number).padStart(2, '0');
  const text = `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? text : `${text}:${two(seconds % 60)}`;
}
