import { createWallClock, type WallClock } from './recurrence/wall-clock.ts';

/** IANA names are shorter; longer text isn't passed to Intl. */
const maxNameLength = 64;

/** Of an organization that has chosen none. */
export const usualTimeZone = 'UTC';

/**
 * Finds the time zone that a person typed: an IANA name in any case, with blanks or underscores, or the city of one
 * (Berlin). Distances from UTC (+01:00) aren't zones: they don't know when clocks change.
 * @returns its IANA name; undefined where none, or more than one, is meant
 */
export function parseTimeZone(typed: string): string | undefined {
  const name = typed.trim().replace(/\s+/gu, '_');
  if (name === '' || name.length > maxNameLength) return undefined;
  const known = /^[a-z]/iu.test(name) ? knownZone(name) : undefined;
  if (known !== undefined) return known;
  const city = `/${name.toLowerCase()}`;
  const [only, other] = Intl.supportedValuesOf('timeZone').filter((zone) =>
    zone.toLowerCase().endsWith(city),
  );
  return other === undefined ? only : undefined;
}

function knownZone(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** To choose from; any other is typed. */
export const commonTimeZones = [
  ...['UTC', 'Pacific/Auckland', 'Australia/Sydney', 'Asia/Tokyo', 'Asia/Shanghai'],
  ...['Asia/Singapore', 'Asia/Jakarta', 'Asia/Dhaka', 'Asia/Kolkata', 'Asia/Karachi', 'Asia/Dubai'],
  ...['Asia/Riyadh', 'Africa/Nairobi', 'Europe/Istanbul', 'Africa/Cairo', 'Africa/Johannesburg'],
  ...['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid', 'Africa/Lagos', 'Europe/London'],
  ...['America/Sao_Paulo', 'America/New_York', 'America/Bogota', 'America/Chicago'],
  ...['America/Mexico_City', 'America/Denver', 'America/Los_Angeles'],
] as const;

const clocks = new Map<string, WallClock>();
/** More zones than organizations have; a clock costs some 30 µs to make. */
const maxClocks = 500;

/** The local time of a zone, made once. @param timeZone IANA name; an unknown one counts as UTC */
export function clockOf(timeZone: string): WallClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  if (clocks.size >= maxClocks) clocks.clear();
  const clock = createWallClock(timeZone);
  clocks.set(timeZone, clock);
  return clock;
}
