import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * A right that lasts for a time and has to be renewed: the claim of a message, a lease. A process can stand still at any line for
 * longer than that (a paused container, a machine that swaps) and then go on as if nothing had been, before any of its timers has
 * run. So a timer isn't enough: what is sent to the store is asked for right before it goes out, by a clock that runs on while the
 * process stands still.
 */
export interface Fence {
  /** aborts when the right is lost, with the reason that was given for it */
  readonly lost: AbortSignal;
  /** The right was renewed. @param asked by `performance.now()`, before the request: its time runs from then on at the latest */
  renewed(asked: number): void;
  /** It is known to be lost. */
  lose(): void;
  /** @throws the reason, when the right is lost or its time is over */
  assertHeld(): void;
  /** It isn't needed any more, and can't be lost from now on. */
  end(): void;
}

interface Held {
  readonly fence: Fence;
  readonly around: Held | undefined;
}

const current = new AsyncLocalStorage<Held | undefined>();

/**
 * @param options.heldMs how long the right lasts without a renewal, with a margin for what is on its way
 * @param options.since by `performance.now()`, before it was asked for
 * @param options.reason what work that has lost it ends with
 */
export function createFence(options: {
  readonly heldMs: number;
  readonly since: number;
  readonly reason: () => Error;
}): Fence {
  const { heldMs, reason } = options;
  const lost = new AbortController();
  let heldUntil = options.since + heldMs;
  let isEnded = false;
  let timer: NodeJS.Timeout | undefined;

  function lose(): void {
    clearTimeout(timer);
    if (!isEnded) lost.abort(reason());
  }
  function look(): void {
    if (performance.now() >= heldUntil) lose();
    else timer = setTimeout(look, heldUntil - performance.now());
  }
  look();

  return {
    lost: lost.signal,
    renewed(asked) {
      heldUntil = Math.max(heldUntil, asked + heldMs);
    },
    lose,
    assertHeld() {
      if (!isEnded && performance.now() >= heldUntil) lose();
      lost.signal.throwIfAborted();
    },
    end() {
      isEnded = true;
      clearTimeout(timer);
    },
  };
}

/** Runs work that may ask the store for something only while the right lasts, and those around it. */
export function withFence<Result>(fence: Fence, work: () => Result): Result {
  return current.run({ fence, around: current.getStore() }, work);
}

/** Runs what isn't the work's own, though it begins in it: what others wait for too, and what keeps or gives up the right itself. */
export function withoutFence<Result>(work: () => Result): Result {
  return current.run(undefined, work);
}

/** To be called right before a request goes out. @throws the reason of a right that is lost */
export function assertHeld(): void {
  for (let held = current.getStore(); held !== undefined; held = held.around) {
    held.fence.assertHeld();
  }
}
