import { setImmediate } from 'node:timers/promises';

/** How long work may go on, in ms, before others get their turn: the same process answers people. */
const maxStretchMs = 5;

export interface EventLoopYield {
  /** Whether the others have waited long enough. Costs next to nothing. */
  readonly isDue: () => boolean;
  /** To be awaited between small portions of work; it waits only when it is due. */
  readonly yieldIfDue: () => Promise<void>;
}

export function createEventLoopYield(): EventLoopYield {
  let last = performance.now();
  const isDue = () => performance.now() - last >= maxStretchMs;
  return {
    isDue,
    async yieldIfDue() {
      if (!isDue()) return;
      await setImmediate();
      last = performance.now();
    },
  };
}
