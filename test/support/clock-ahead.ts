/** Sets the clock of this process ahead. @param aheadMs how far, asked each time; milliseconds */
export function setClockAhead(aheadMs: () => number): void {
  const real = Date;
  const now = () => real.now() + aheadMs();
  globalThis.Date = new Proxy(real, {
    construct: (target, given: readonly unknown[]) =>
      new target(...((given.length > 0 ? given : [now()]) as [number])),
    apply: () => new real(now()).toString(),
    get: (target, name, receiver): unknown =>
      name === 'now' ? now : Reflect.get(target, name, receiver),
  });
}
