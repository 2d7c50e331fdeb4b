import { setImmediate } from 'node:timers/promises';

/** How long reading may go on, in ms, before others get their turn: the same process answers people. */
const longestStretch = 10;

/** Gives a function to await between small portions of work; it waits only when the last wait was too long ago. */
export function createBreather(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < longestStretch) return;
    await setImmediate();
    last = performance.now();
  };
}
