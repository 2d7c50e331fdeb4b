/** Chance that comes out the same each time (mulberry32). */
export function createChance(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** from 0 up to, but not, a bound */
    below: (bound: number) => next() * bound,
    /** one of the values, each as likely as its share says */
    weighted<Value>(values: readonly (readonly [Value, number])[]): Value {
      let left = next() * values.reduce((all, [, share]) => all + share, 0);
      for (const [value, share] of values) {
        left -= share;
        if (left < 0) return value;
      }
      const [last] = values.at(-1) ?? [];
      return last as Value;
    },
  };
}
