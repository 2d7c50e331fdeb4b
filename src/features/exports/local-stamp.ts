/**
 * A moment as part of a file's name: YYYY-MM-DD-HHMM, in local time.
 * @param at milliseconds since 1970
 * @param timeZone IANA name; absent or invalid: UTC
 */
export function localStamp(at: number, timeZone?: string): string {
  const options = { dateStyle: 'short', timeStyle: 'short' } as const;
  // Swedish dates are written 2026-01-31 09:30.
  const written = (zone: string) =>
    new Intl.DateTimeFormat('sv', { ...options, timeZone: zone }).format(at);
  const stamp = () => {
    try {
      return written(timeZone ?? 'UTC');
    } catch {
      return written('UTC');
    }
  };
  return stamp().replace(' ', '-').replace(':', '');
}
