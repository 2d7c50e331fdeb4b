import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { inContext } from '../lib/diagnostics.ts';
import { createFence, withFence, type Fence } from '../lib/fence.ts';
import type { Log } from '../log.ts';
import { withinTime } from '../lib/within-time.ts';
import type { ClaimedMessage, JobObserver, MessageQueue } from './ports.ts';

/**
 * The loop that reads messages from a queue and has them handled.
 *
 * A message is claimed: invisible to other workers for `claimSeconds`, renewed while it is handled. When the
 * process dies the claim expires and another worker gets the message. When a renewal fails the handling is
 * aborted, since another worker may have the message by now. The handler returns the outcome: `done` deletes
 * the message, `again` returns it to the queue. An error thrown by a handler is a defect or an unavailable
 * store: the message is returned with a growing delay and never dropped here, because an operation without its
 * message would wait forever. The handler limits the attempts, since it knows how many the operation has had.
 */
export type Outcome = 'done' | { readonly againInSeconds: number };

export interface Handling {
  /** aborts when the process stops or the claim is lost */
  readonly signal: AbortSignal;
  /** how often the queue has delivered this message, this time included */
  readonly deliveries: number;
  readonly log: Log;
  /** absent: nothing is measured */
  readonly observer?: JobObserver;
}

export type Handle = (body: unknown, handling: Handling) => Promise<Outcome>;

export interface QueueLoop {
  start(): void;
  /** Claims no more messages, aborts the handlers, and resolves when all messages are returned. */
  stop(): Promise<void>;
  /** Polls the queue now, since this process has just sent a message. */
  wake(): void;
  /**
   * When the loop last ran: the queue answered, or all slots were busy; milliseconds since 1970. undefined: not
   * started, or stopped
   */
  turnedAt(): number | undefined;
}

export interface QueueLoopOptions {
  readonly name: string;
  readonly queue: MessageQueue;
  readonly handle: Handle;
  /** messages handled concurrently */
  readonly slots: number;
  readonly log: Log;
  readonly claimSeconds?: number;
}

/** The reason of an abort: the process stops, or the claim was lost. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly reason: 'stopping' | 'claim-lost';
  constructor(reason: 'stopping' | 'claim-lost') {
    super(reason);
    this.reason = reason;
  }
}

/** Share of a claim's time that may be used; the rest is for requests in flight. */
const claimShare = 0.75;
const quietestMilliseconds = 2000;
const busiestMilliseconds = 100;
/** At a stop, for a poll that is still running. */
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
  const inProgress = new Set<Promise<void>>();
  let running: Promise<void> | undefined;
  let sleep = new AbortController();
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
      if (inProgress.size >= slots) {
        turnedAt = Date.now();
        await Promise.race([...inProgress, rest(quietestMilliseconds)]);
        continue;
      }
      const since = performance.now();
      const claimed = await claim(slots - inProgress.size);
      if (isStopped()) {
        await Promise.all(claimed.map(unhandled));
        return;
      }
      for (const message of claimed) {
        const task = one(message, since).finally(() => inProgress.delete(task));
        inProgress.add(task);
      }
      // Each poll costs a request: the longer the queue was empty, the longer the pause.
      idle = claimed.length > 0 ? busiestMilliseconds : Math.min(idle * 1.5, quietestMilliseconds);
      if (claimed.length === 0) await rest(idle);
    }
  }

  const isStopped = () => stopping.signal.aborted;

  /** The message arrived after the stop. If it can't be returned, it reappears when its claim expires. */
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

  /** @param since by `performance.now()`, before the claim was requested */
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
      else await message.giveBack(outcome.againInSeconds);
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
        jobLog.info({ reason: error.reason }, 'job returned to the queue');
        if (error.reason === 'stopping') await message.giveBack(0);
        return;
      }
      jobLog.error({ err: error }, 'job failed and will be retried');
      await message.giveBack(Math.min(60, 2 ** Math.min(message.deliveries, 6)));
    } catch (err) {
      // The claim expires by itself and the message reappears.
      jobLog.warn({ err }, 'a message could not be returned to the queue');
    }
  }

  function keepClaimed(message: ClaimedMessage, claim: Fence, signal: AbortSignal) {
    let last: Promise<void> = Promise.resolve();
    const timer = setInterval(
      () => {
        last = last.then(async () => {
          if (signal.aborted) return;
          const asked = performance.now();
          // A failed renewal may be retried while the claim still lasts.
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
      // A queue that doesn't answer is not waited for.
      await withinTime(stopTimeoutMs, running ?? Promise.resolve());
      await Promise.all(inProgress);
    },
  };
}
