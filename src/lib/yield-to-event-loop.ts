import { setImmediate } from 'node:timers';

/** Longest stretch of work before the event loop gets its turn, since the same process answers people. */
const maxStretchMs = 5;
/** The same where a person waits for the result. */
const awaitedStretchMs = 10;

export interface EventLoopYield {
  /** Whether it is time to yield. Costs next to nothing. */
  readonly isDue: () => boolean;
  /** To be awaited between small portions of work; yields only when it is due. */
  readonly yieldIfDue: () => Promise<void>;
}

/**
 * Work of this process that waits for its next stretch, oldest first. It goes on one at a time: between two stretches, of the
 * same work or of two, whatever has arrived is answered. If all went on at once, an answer that needs ten requests would wait
 * for all of them ten times.
 */
const waiting = { awaited: [] as (() => void)[], other: [] as (() => void)[] };

function nextStretch(line: (() => void)[]): Promise<undefined> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const isFirst = waiting.awaited.length + waiting.other.length === 0;
  line.push(() => resolve(undefined));
  if (isFirst) setImmediate(resumeOne);
  return promise;
}

function resumeOne(): void {
  const resume = waiting.awaited.shift() ?? waiting.other.shift();
  resume?.();
  if (waiting.awaited.length + waiting.other.length > 0) setImmediate(resumeOne);
}

/** @param isAwaited a person waits for the result: longer stretches, before all other work */
export function createEventLoopYield(
  isAwaited = false,
  stretchMs = isAwaited ? awaitedStretchMs : maxStretchMs,
): EventLoopYield {
  let last = performance.now();
  const isDue = () => performance.now() - last >= stretchMs;
  return {
    isDue,
    async yieldIfDue() {
      if (!isDue()) return;
      await nextStretch(isAwaited ? waiting.awaited : waiting.other);
      last = performance.now();
    },
  };
}
