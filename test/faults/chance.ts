import { createHash } from 'node:crypto';

/**
 * Reproducible random decisions: a seed and the name of a decision give the same numbers, regardless of earlier
 * decisions and of the order in which processes run.
 */
export interface Chance {
  /** from 0 up to but not including 1 */
  number(): number;
  /** a whole number, both ends included */
  whole(low: number, high: number): number;
  yes(share: number): boolean;
  pick<T>(of: readonly T[]): T;
  /** `count` of them, in the order of the list */
  some<T>(of: readonly T[], count: number): T[];
}

/** @param about names the decision: parts of a name */
export function chanceOf(seed: number, ...about: readonly (string | number)[]): Chance {
  let state = createHash('sha256')
    .update([seed, ...about].join('|'))
    .digest()
    .readUInt32LE(0);
  // mulberry32: small, and random enough for this.
  const number = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (low: number, high: number) => low + Math.floor(number() * (high - low + 1));
  return {
    number,
    whole,
    yes: (share) => number() < share,
    pick(of) {
      const picked = of[whole(0, of.length - 1)];
      if (picked === undefined) throw new Error('nothing to pick from');
      return picked;
    },
    some(of, count) {
      const left = [...of.keys()];
      const places: number[] = [];
      while (places.length < count && left.length > 0) {
        places.push(...left.splice(whole(0, left.length - 1), 1));
      }
      const chosen = new Set(places);
      return of.filter((_, place) => chosen.has(place));
    },
  };
}
