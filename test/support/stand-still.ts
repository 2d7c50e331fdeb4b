/**
 * Blocks for so many milliseconds, like a suspended process (SIGSTOP, SIGCONT): nothing runs meanwhile, and the
 * code right after it runs before any timer.
 */
export function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
