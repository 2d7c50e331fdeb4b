/** Deliberate failures of Graph, set on the page or by tests. */

export interface GraphFaultState {
  /** answers this many further calls with 429 and this Retry-After */
  readonly throttle: { readonly times: number; readonly retryAfter: number };
  /** answers this many further calls with 503 */
  readonly fail: number;
  /** refuses this many further calls for a further page: its token is too old */
  readonly expirePages: number;
  /** delays each response by this many milliseconds */
  readonly slowMs: number;
  /** never answers */
  readonly hang: boolean;
  /** begins each page with the end of the one before: Graph documents such replays */
  readonly repeats: boolean;
}

const goodDay: GraphFaultState = {
  throttle: { times: 0, retryAfter: 0 },
  fail: 0,
  expirePages: 0,
  slowMs: 0,
  hang: false,
  repeats: false,
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
    expirePages: (times: number) => become({ expirePages: times }),
    slow: (slowMs: number) => become({ slowMs }),
    hang: (hang: boolean) => become({ hang }),
    repeats: (repeats: boolean) => become({ repeats }),

    /** The fault for this call, if any; counts it down. @param isFurtherPage whether it names a page by its token */
    take(
      isFurtherPage: boolean,
    ): { status: 429; retryAfter: number } | { status: 400 | 503 } | undefined {
      const { throttle, fail, expirePages } = state;
      if (isFurtherPage && expirePages > 0) {
        become({ expirePages: expirePages - 1 });
        return { status: 400 };
      }
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
