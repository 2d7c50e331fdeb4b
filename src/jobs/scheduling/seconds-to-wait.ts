/** A queue hides a message for seven days at most; a longer wait is split into several. */
const maxWaitSeconds = 6 * 24 * 3_600;

/** @returns the seconds that a message has to wait now for a moment, at most six days; 0 when it has come */
export function secondsToWait(at: string, now: number): number {
  const seconds = Math.ceil((Date.parse(at) - now) / 1000);
  return Math.min(Math.max(seconds, 0), maxWaitSeconds);
}
