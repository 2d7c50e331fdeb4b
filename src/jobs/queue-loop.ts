import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inContext } from '../lib/diagnostics.ts';
import { createFence, withFence, type Fence } from '../lib/fence.ts';
import type { Log } from '../log.ts';
import { withinTime } from '../lib/within-time.ts';
import type { ClaimedMessage, JobObserver, MessageQueue } from './ports.ts';

/**
 * The loop that takes messages off a queue and has them handled.
 *
 * A message is claimed: invisible to other workers for `claimSeconds`, renewed while it is handled. When the process dies
 * the claim runs out and another worker gets the message. When a renewal fails the handling is stopped, since someone
 * else may be at it by now. A handler says what becomes of its message: `done` takes it away, `again` gives it back.
 * What a handler throws is a defect or a store that is away: the message is given back with a growing delay and is never
 * thrown away here, because an operation without its message would wait for ever. How often is enough is the handler's own
 * affair: it knows the operation's tries.
 */
export type Outcome =
  | 'done'
  | {
      readonly againInSeconds: number;
      /** for another process: this one doesn't look at the queue until each of the others has */
      readonly forOthers?: true;
    };

export interface Handling {
  /** aborts when the process stops or the claim is lost */
  readonly signal: AbortSignal;
  /** how often the queue has handed this message out, this time included */
  readonly deliveries: number;
  readonly log: Log;
  /** absent: nobody watches */
  readonly observer?: JobObserver;
}

export type Handle = (body: unknown, handling: Handling) => Promise<Outcome>;

export interface QueueLoop {
  start(): void;
  /** Takes no more messages, aborts what is handled, and resolves when all of it is given back. */
  stop(): Promise<void>;
  /** Looks at the queue now: something was just put there by this process. */
  wake(): void;
  /**
   * When it last turned: the queue answered, or all its hands were full; milliseconds since 1970.
   * undefined: it isn't started, or was stopped
   */
  turnedAt(): number | undefined;
}

export interface QueueLoopOptions {
  readonly name: string;
  readonly queue: MessageQueue;
  readonly handle: Handle;
  /** messages handled side by side */
  readonly slots: number;
  readonly log: Log;
  readonly claimSeconds?: number;
}

/** Why a signal aborted: the process stops in good order, or the claim was lost. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly reason: 'stopping' | 'claim-lost';
  constructor(reason: 'stopping' | 'claim-lost') {
    super(reason);
    this.reason = reason;
  }
}

/** Of a claim's time; what is left of it is for requests that are on their way. */
const claimShare = 0.75;
const quietestMilliseconds = 2000;
const busiestMilliseconds = 100;
/** Longer than anybody rests between two looks. */
const untilOthersLooked = 1.25 * quietestMilliseconds;
/** At a stop, for an answer of the queue that is still on its way. */
const stopTimeoutMs = 3_000;

export function createQueueLoop({
  name,
  queue,
  handle,
  slots,
  log,
  claimSeconds = 20,
}: QueueLoopOptions): QueueLoop {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let running: Promise<void> | undefined;
  let sleep = new AbortController();
  /** milliseconds since 1970: until then the queue is for others */
  let leftUntil = 0;
  let turnedAt: number | undefined;

  function wake(): void {
    sleep.abort();
  }

  async function rest(milliseconds: number): Promise<void> {
    sleep = new AbortController();
    const signal = AbortSignal.any([sleep.signal, stopping.signal]);
    await pause(milliseconds, undefined, { signal }).catch(() => undefined);
  }

  async function run(): Promise<void> {
    let idle = busiestMilliseconds;
    while (!stopping.signal.aborted) {
      if (underWay.size >= slots) {
        turnedAt = Date.now();
        await Promise.race([...underWay, rest(quietestMilliseconds)]);
        continue;
      }
      const left = leftUntil - Date.now();
      if (left > 0) await rest(left);
      const since = performance.now();
      const claimed = await claim(slots - underWay.size);
      if (isStopped()) {
        await Promise.all(claimed.map(unhandled));
        return;
      }
      for (const message of claimed) {
        const task = one(message, since).finally(() => underWay.delete(task));
        underWay.add(task);
      }
      // Asking costs a request each time: the longer nothing came, the longer the wait for the next.
      idle = claimed.length > 0 ? busiestMilliseconds : Math.min(idle * 1.5, quietestMilliseconds);
      if (claimed.length === 0) await rest(idle);
    }
  }

  const isStopped = () => stopping.signal.aborted;

  /** It came when nobody takes any more. What can't be given back comes back when its claim runs out. */
  async function unhandled(message: ClaimedMessage): Promise<void> {
    await message.giveBack(0).catch(() => undefined);
  }

  async function claim(most: number): Promise<readonly ClaimedMessage[]> {
    try {
      const claimed = await queue.claim(most, claimSeconds);
      turnedAt = Date.now();
      return claimed;
    } catch (err) {
      log.warn({ queue: name, err }, 'the queue could not be read');
      await rest(quietestMilliseconds);
      return [];
    }
  }

  /** @param since by `performance.now()`, before it was claimed */
  async function one(message: ClaimedMessage, since: number): Promise<void> {
    const claim = createFence({
      heldMs: claimSeconds * claimShare * 1_000,
      since,
      reason: () => new Stopped('claim-lost'),
    });
    const stop = new AbortController();
    const stopped = () => stop.abort(new Stopped('stopping'));
    stopping.signal.addEventListener('abort', stopped);
    const signal = AbortSignal.any([claim.lost, stop.signal]);
    const renewal = keepClaimed(message, claim, signal);
    const { deliveries } = message;
    const about = { queue: name, job: randomUUID().slice(0, 8), deliveries };
    const jobLog = log.child(about);
    try {
      const outcome = await inContext(about, () =>
        withFence(claim, () => handle(message.body, { signal, deliveries, log: jobLog })),
      );
      await renewal.end();
      if (outcome === 'done') await message.finish();
      else {
        if (outcome.forOthers === true) leftUntil = Date.now() + untilOthersLooked;
        await message.giveBack(outcome.againInSeconds);
      }
    } catch (error) {
      await renewal.end();
      await afterFailure(message, error, jobLog);
    } finally {
      claim.end();
      stopping.signal.removeEventListener('abort', stopped);
    }
  }

  async function afterFailure(message: ClaimedMessage, error: unknown, jobLog: Log): Promise<void> {
    try {
      if (error instanceof Stopped) {
        jobLog.info({ reason: error.reason }, 'job handed back');
        if (error.reason === 'stopping') await message.giveBack(0);
        return;
      }
      jobLog.error({ err: error }, 'job failed and will be tried again');
      await message.giveBack(Math.min(60, 2 ** Math.min(message.deliveries, 6)));
    } catch (err) {
      // The claim runs out by itself and the message comes back.
      jobLog.warn({ err }, 'a message could not be given back');
    }
  }

  function keepClaimed(message: ClaimedMessage, claim: Fence, signal: AbortSignal) {
    let last: Promise<void> = Promise.resolve();
    const timer = setInterval(
      () => {
        last = last.then(async () => {
          if (signal.aborted) return;
          const asked = performance.now();
          // A renewal that merely failed may be tried again while the claim still lasts.
          const kept = await message.renew(claimSeconds).catch(() => undefined);
          if (kept === true) claim.renewed(asked);
          if (kept === false) claim.lose();
        });
      },
      (claimSeconds * 1000) / 4,
    );
    return {
      end: async () => {
        clearInterval(timer);
        await last;
      },
    };
  }

  return {
    start() {
      turnedAt ??= Date.now();
      running ??= run();
    },
    wake,
    turnedAt: () => (stopping.signal.aborted ? undefined : turnedAt),
    async stop() {
      stopping.abort();
      // A queue that is silent is not waited for.
      await withinTime(stopTimeoutMs, running ?? Promise.resolve());
      await Promise.all(underWay);
    },
  };
}
