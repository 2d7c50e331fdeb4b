/** Teams' limits for one bot in one thread: [messages, seconds]. */
const limits = [
  [7, 1],
  [8, 2],
  [60, 30],
  [1800, 3600],
] as const;

export function createRateLimit(now: () => number = Date.now) {
  const sent = new Map<string, number[]>();
  return {
    /** Counts one message. @returns 0, or the seconds to wait when it exceeds a limit (then it isn't counted) */
    take(thread: string): number {
      const at = now();
      const times = (sent.get(thread) ?? []).filter((time) => at - time < 3_600_000);
      sent.set(thread, times);
      for (const [count, seconds] of limits) {
        const within = times.filter((time) => at - time < seconds * 1000);
        const [oldest] = within;
        if (within.length < count || oldest === undefined) continue;
        return (oldest + seconds * 1000 - at) / 1000;
      }
      times.push(at);
      return 0;
    },
  };
}
