/** A queue keeps a message back for seven days at most; a longer wait is so many waits one after another. */
const maxWaitSeconds = 6 * 24 * 3_600;

/** How long a message is to wait now for a moment; 0 when it has come. */
export function secondsToWait(at: string, now: number): number {
  const seconds = Math.ceil((Date.parse(at) - now) / 1000);
  return Math.min(Math.max(seconds, 0), maxWaitSeconds);
}
