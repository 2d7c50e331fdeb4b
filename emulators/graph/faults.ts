/** What can go wrong with Graph, on purpose: flipped on the page, and by tests from code. */

export interface GraphFaultState {
  /** So many calls more are answered 429, with this Retry-After. */
  readonly throttle: { readonly times: number; readonly retryAfter: number };
  /** So many calls more are answered 503. */
  readonly fail: number;
  /** Each answer comes so many milliseconds later. */
  readonly slowMs: number;
  /** Calls get no answer at all. */
  readonly hang: boolean;
}

const goodDay: GraphFaultState = {
  throttle: { times: 0, retryAfter: 0 },
  fail: 0,
  slowMs: 0,
  hang: false,
};

export function createGraphFaults(changed: () => void) {
  let state = goodDay;

  function become(changes: Partial<GraphFaultState>): void {
    state = { ...state, ...changes };
    changed();
  }

  return {
    now: () => state,
    reset: () => become(goodDay),
    throttle: (times: number, retryAfter = 2) => become({ throttle: { times, retryAfter } }),
    fail: (times: number) => become({ fail: times }),
    slow: (slowMs: number) => become({ slowMs }),
    hang: (hang: boolean) => become({ hang }),

    /** The fault that hits this call; counts it down. */
    take(): { status: 429; retryAfter: number } | { status: 503 } | undefined {
      const { throttle, fail } = state;
      if (throttle.times > 0) {
        become({ throttle: { ...throttle, times: throttle.times - 1 } });
        return { status: 429, retryAfter: throttle.retryAfter };
      }
      if (fail === 0) return undefined;
      become({ fail: fail - 1 });
      return { status: 503 };
    },
  };
}
