/** A rate limit per second: unused allowance expires. */
export interface Allowance {
  has(amount: number): boolean;
  take(amount: number): void;
}

/** @param perSecond also the largest burst */
export function createAllowance(perSecond: number): Allowance {
  let left = perSecond;
  let at = performance.now();
  const refill = () => {
    const now = performance.now();
    left = Math.min(perSecond, left + ((now - at) / 1_000) * perSecond);
    at = now;
  };
  return {
    has(amount) {
      refill();
      return left >= amount;
    },
    take(amount) {
      left -= amount;
    },
  };
}
