/** How long something took, by two clocks. */
export interface Timed<T> {
  /** ms that passed */
  readonly ms: number;
  /** ms that this process lived: what others took the processor for, at a stretch, counts as one step of its event loop */
  readonly livedMs: number;
  readonly answer: T;
}

const stepMs = 50;

/** Waits for work, with the time that it took: `livedMs` is for limits that hold however busy the machine is. */
export async function timed<T>(work: Promise<T>): Promise<Timed<T>> {
  const began = performance.now();
  let steps = 0;
  // After a step that came late, the next one is a whole step later: what was missed isn't made up for.
  const timer = setInterval(() => (steps += 1), stepMs);
  try {
    const answer = await work;
    return { ms: performance.now() - began, livedMs: steps * stepMs, answer };
  } finally {
    clearInterval(timer);
  }
}
