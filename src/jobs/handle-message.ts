import { randomUUID } from 'node:crypto';
import { inContext } from '../lib/diagnostics.ts';
import { createFence, withFence, type Fence } from '../lib/fence.ts';
import type { Log } from '../log.ts';
import type { ClaimedMessage, JobObserver } from './ports.ts';

/**
 * The handling of one message. It is claimed: invisible to other workers for `claimSeconds`, renewed while it is
 * handled. When the process dies the claim expires and another worker gets the message. When a renewal fails the
 * handling is aborted, since another worker may have the message by now. The handler returns the outcome: `done`
 * deletes the message, `again` returns it to the queue. An error thrown by a handler is a defect or an
 * unavailable store: the message is returned with a growing delay and never dropped here, because an operation
 * without its message would wait forever. The handler limits the attempts, since it knows how many the operation
 * has had.
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

/** The reason of an abort: the process stops, or the claim was lost. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
  readonly reason: 'stopping' | 'claim-lost';
  constructor(reason: 'stopping' | 'claim-lost') {
    super(reason);
    this.reason = reason;
  }
}

export interface MessageHandling {
  /** the queue's */
  readonly name: string;
  readonly handle: Handle;
  readonly log: Log;
  readonly claimSeconds: number;
  /** aborts when the process stops */
  readonly stopping: AbortSignal;
}

/** Share of a claim's time that may be used; the rest is for requests in flight. */
const claimShare = 0.75;

/**
 * @param since by `performance.now()`, before the claim was requested
 * @returns in how many seconds the message can be claimed again; undefined: it is done, or its claim has to expire
 */
export async function handleMessage(
  { name, handle, log, claimSeconds, stopping }: MessageHandling,
  message: ClaimedMessage,
  since: number,
): Promise<number | undefined> {
  const claim = createFence({
    heldMs: claimSeconds * claimShare * 1_000,
    since,
    reason: () => new Stopped('claim-lost'),
  });
  const stop = new AbortController();
  const stopped = () => stop.abort(new Stopped('stopping'));
  stopping.addEventListener('abort', stopped);
  const signal = AbortSignal.any([claim.lost, stop.signal]);
  const renewal = keepClaimed(message, claim, claimSeconds, signal);
  const { deliveries } = message;
  const about = { queue: name, job: randomUUID().slice(0, 8), deliveries };
  const jobLog = log.child(about);
  try {
    const outcome = await inContext(about, () =>
      withFence(claim, () => handle(message.body, { signal, deliveries, log: jobLog })),
    );
    await renewal.end();
    if (outcome === 'done') {
      await message.finish();
      return undefined;
    }
    await message.giveBack(outcome.againInSeconds);
    return outcome.againInSeconds;
  } catch (error) {
    await renewal.end();
    await afterFailure(message, error, jobLog);
    return undefined;
  } finally {
    claim.end();
    stopping.removeEventListener('abort', stopped);
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

function keepClaimed(
  message: ClaimedMessage,
  claim: Fence,
  claimSeconds: number,
  signal: AbortSignal,
): { end(): Promise<void> } {
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
    async end() {
      clearInterval(timer);
      await last;
    },
  };
}
