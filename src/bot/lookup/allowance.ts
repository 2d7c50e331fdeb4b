/** How many look-ups one person may make in each web process. */
export const usualLookupLimits = { inMinute: 30, inHour: 300 } as const;
export type LookupLimits = Readonly<Record<keyof typeof usualLookupLimits, number>>;

export interface LookupAllowance {
  /** Counts a look-up. @returns undefined when it is allowed, otherwise the minutes to wait */
  take(tenant: string, person: string): number | undefined;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/**
 * Keeps a directory from being copied name by name. Counts times in memory: what was asked is kept nowhere, and
 * a look-up shouldn't wait for a write.
 */
export function createLookupAllowance(deps: {
  readonly limits: LookupLimits;
  /** milliseconds since 1970 */
  readonly now: () => number;
}): LookupAllowance {
  const { limits, now } = deps;
  /** times of each person's look-ups; the person who asked longest ago first */
  const asked = new Map<string, readonly number[]>();

  function dropOld(since: number): void {
    for (const [key, times] of asked) {
      if ((times.at(-1) ?? 0) > since) return;
      asked.delete(key);
    }
  }

  return {
    take(tenant, person) {
      const at = now();
      dropOld(at - hourMs);
      const key = `${tenant}|${person}`;
      const times = (asked.get(key) ?? []).filter((time) => time > at - hourMs);
      const wait = Math.max(
        waitFor(times, limits.inMinute, minuteMs, at),
        waitFor(times, limits.inHour, hourMs, at),
      );
      if (wait > 0) return Math.ceil(wait / minuteMs);
      asked.delete(key);
      asked.set(key, [...times, at]);
      return undefined;
    },
  };
}

/** @returns milliseconds until fewer than `most` lie within the time; 0: now */
function waitFor(times: readonly number[], most: number, withinMs: number, at: number): number {
  const oldest = times.at(-most);
  return oldest === undefined ? 0 : Math.max(0, oldest + withinMs - at);
}
