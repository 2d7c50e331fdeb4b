const maxBackoffSeconds = 300;
/** A platform that asks for more than a day is asked again after one. */
const maxAskedSeconds = 24 * 3_600;

/**
 * Seconds until the next try: doubling, and never before the platform said. Spread, so that tries that failed together
 * don't come together again.
 * @param tries how many have failed, 1 or more
 * @param asked seconds, as Retry-After told
 * @param random 0 to 1
 */
export function retryDelay(tries: number, asked = 0, random = Math.random()): number {
  const doubling = Math.min(maxBackoffSeconds, 2 ** Math.min(tries, 16));
  const backoff = doubling * (0.5 + random);
  const told = Math.min(asked, maxAskedSeconds);
  return Math.ceil(Math.max(backoff, told + Math.min(told, 30) * random * 0.5));
}
