import { setImmediate } from 'node:timers/promises';

/** Longest stretch of work before the event loop gets its turn, since the same process answers people. */
const maxStretchMs = 5;

export interface EventLoopYield {
  /** Whether it is time to yield. Costs next to nothing. */
  readonly isDue: () => boolean;
  /** To be awaited between small portions of work; yields only when it is due. */
  readonly yieldIfDue: () => Promise<void>;
}

/** @param stretchMs longer where a person waits for the result, since each yield may wait for other work */
export function createEventLoopYield(stretchMs = maxStretchMs): EventLoopYield {
  let last = performance.now();
  const isDue = () => performance.now() - last >= stretchMs;
  return {
    isDue,
    async yieldIfDue() {
      if (!isDue()) return;
      await setImmediate();
      last = performance.now();
    },
  };
}
