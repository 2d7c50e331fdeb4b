const maxBackoffSeconds = 300;
/** A longer Retry-After than a day counts as one day. */
const maxAskedSeconds = 24 * 3_600;

/**
 * Seconds until the next attempt: doubling, and at least what Teams asked for. Randomised, so that attempts
 * that failed together aren't repeated together.
 * @param tries failed attempts, 1 or more
 * @param asked seconds, from Retry-After
 * @param random 0 to 1
 */
export function retryDelay(tries: number, asked = 0, random = Math.random()): number {
  const doubling = Math.min(maxBackoffSeconds, 2 ** Math.min(tries, 16));
  const backoff = doubling * (0.5 + random);
  const told = Math.min(asked, maxAskedSeconds);
  return Math.ceil(Math.max(backoff, told + Math.min(told, 30) * random * 0.5));
}
