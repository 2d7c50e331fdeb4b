/** A limit on requests in a time window. */
type Allowance = readonly [requests: number, milliseconds: number];

/** For one chat, and for one organization. */
export interface Allowances {
  readonly thread: readonly Allowance[];
  readonly tenant: readonly Allowance[];
}

/** Teams' limits for a bot in a chat, and for an app in an organization. */
export const teamsAllowances: Allowances = {
  thread: [
    [7, 1_000],
    [8, 2_000],
    [60, 30_000],
    [1_800, 3_600_000],
  ],
  tenant: [[50, 1_000]],
};

/** Requests sent a second apart may arrive slightly closer together. */
const jitterMilliseconds = 250;
/** Redrawn cards leave a quarter of each limit to notices, which are sent only once. */
const shareOfCards = 0.75;
const maxRemembered = 10_000;

/** The target of a request. */
export interface RequestTarget {
  /** the organization */
  readonly tenant: string;
  /** the conversation's id */
  readonly thread: string;
}

/**
 * Keeps requests within Teams' limits. It only counts this process's requests, while other processes share the
 * same limits, so a 429 is respected as well (`hold`). Nothing waits in here: the caller is told how long to
 * wait and comes again, so a chat at its limit doesn't delay any other.
 */
export interface RateLimiter {
  /** Counts a request if it may be sent now. @returns 0: it may; otherwise milliseconds to wait, and it isn't counted */
  take(target: RequestTarget, what: 'notice' | 'card'): number;
  /** Counts a request that is sent regardless: the answer to a turn. */
  count(target: RequestTarget): void;
  /** Teams has asked to wait in this chat. */
  hold(target: RequestTarget, seconds: number): void;
}

export function createRateLimiter(now: () => number, allowances = teamsAllowances): RateLimiter {
  const threads = createTimes(allowances.thread, now);
  const tenants = createTimes(allowances.tenant, now);
  const held = new Map<string, number>();

  function holdOf(thread: string): number {
    const left = (held.get(thread) ?? 0) - now();
    if (left <= 0) held.delete(thread);
    return Math.max(left, 0);
  }

  return {
    take({ tenant, thread }, what) {
      const share = what === 'card' ? shareOfCards : 1;
      const wait = Math.max(
        holdOf(thread),
        threads.wait(thread, share),
        tenants.wait(tenant, share),
      );
      if (wait > 0) return wait;
      threads.add(thread);
      tenants.add(tenant);
      return 0;
    },
    count({ tenant, thread }) {
      threads.add(thread);
      tenants.add(tenant);
    },
    hold({ thread }, seconds) {
      held.set(thread, Math.max(held.get(thread) ?? 0, now() + seconds * 1_000));
      if (held.size > maxRemembered) for (const each of [...held.keys()]) holdOf(each);
    },
  };
}

/** Times of requests by key, as far back as the longest window. */
function createTimes(allowances: readonly Allowance[], now: () => number) {
  const longest = Math.max(0, ...allowances.map(([, milliseconds]) => milliseconds));
  const most = Math.max(0, ...allowances.map(([requests]) => requests));
  const times = new Map<string, number[]>();

  const isPast = (made: readonly number[]) =>
    now() - (made.at(-1) ?? 0) >= longest + jitterMilliseconds;

  return {
    /** Milliseconds until one more request is within every limit. */
    wait(key: string, share: number): number {
      const made = times.get(key) ?? [];
      const waits = allowances.map(([requests, milliseconds]) => {
        const allowed = Math.max(1, Math.floor(requests * share));
        const oldest = made.at(-allowed);
        return oldest === undefined ? 0 : oldest + milliseconds + jitterMilliseconds - now();
      });
      return Math.max(0, ...waits);
    },
    add(key: string): void {
      const made = times.get(key) ?? [];
      made.push(now());
      // Older requests than the largest limit counts don't matter.
      if (made.length > most) made.splice(0, made.length - most);
      times.set(key, made);
      if (times.size <= maxRemembered) return;
      for (const [each, its] of times) if (isPast(its)) times.delete(each);
    },
  };
}
