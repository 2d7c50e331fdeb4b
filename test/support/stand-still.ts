/**
 * Stands still for so many milliseconds, as a process does that was stopped and goes on (SIGSTOP, SIGCONT): nothing runs meanwhile,
 * and what comes right after runs before any timer.
 */
export function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
