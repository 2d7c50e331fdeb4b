import { setImmediate } from 'node:timers/promises';

/** How long work may go on, in ms, before others get their turn: the same process answers people. */
const longestStretch = 5;

export interface Breather {
  /** Whether the others have waited long enough. Costs next to nothing. */
  readonly isDue: () => boolean;
  /** To be awaited between small portions of work; it waits only when it is due. */
  readonly breathe: () => Promise<void>;
}

export function createBreather(): Breather {
  let last = performance.now();
  const isDue = () => performance.now() - last >= longestStretch;
  return {
    isDue,
    async breathe() {
      if (!isDue()) return;
      await setImmediate();
      last = performance.now();
    },
  };
}
