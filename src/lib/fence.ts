import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * A right that expires unless it is renewed: the claim of a message, a lease. A process can be suspended at any
 * line for longer than that (a paused container, a swapping machine) and then continue before any of its timers
 * has run. A timer is therefore not enough: each storage request is checked right before it is sent, by a clock
 * that runs on during a suspension.
 */
export interface Fence {
  /** aborts when the right is lost, with the given reason */
  readonly lost: AbortSignal;
  /**
   * The right was renewed. @param asked by `performance.now()`, before the request: the new period starts then
   * at the latest
   */
  renewed(asked: number): void;
  /** The right is known to be lost. */
  lose(): void;
  /** @throws the reason, when the right is lost or has expired */
  assertHeld(): void;
  /** The right is no longer needed, and can't be lost from now on. */
  end(): void;
}

interface Held {
  readonly fence: Fence;
  readonly around: Held | undefined;
}

const current = new AsyncLocalStorage<Held | undefined>();

/**
 * @param options.heldMs duration of the right without a renewal, less a margin for requests in flight
 * @param options.since by `performance.now()`, before the right was requested
 * @param options.reason the error of work that has lost it
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

/** Runs work whose storage requests are allowed only while this right, and any surrounding one, is held. */
export function withFence<Result>(fence: Fence, work: () => Result): Result {
  return current.run({ fence, around: current.getStore() }, work);
}

/**
 * Runs work that starts here but isn't bound to the right: work that others wait for too, and renewing or
 * releasing the right itself.
 */
export function withoutFence<Result>(work: () => Result): Result {
  return current.run(undefined, work);
}

/** To be called right before a request is sent. @throws the reason of a right that is lost */
export function assertHeld(): void {
  for (let held = current.getStore(); held !== undefined; held = held.around) {
    held.fence.assertHeld();
  }
}
