import { setImmediate } from 'node:timers/promises';

/** How long work may go on, in ms, before others get their turn: the same process answers people. */
const longestStretch = 8;

/** Whether it is time to let others have theirs, and how. */
export interface Breather {
  due(): boolean;
  /** Waits only when it is due. */
  breathe(): Promise<void>;
}

export function createBreather(): Breather {
  let last = performance.now();
  const due = () => performance.now() - last >= longestStretch;
  return {
    due,
    async breathe() {
      if (!due()) return;
      await setImmediate();
      last = performance.now();
    },
  };
}
