import { setTimeout } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { withinTime } from '../lib/within-time.ts';
import { handleMessage, type Handle } from './handle-message.ts';
import type { ClaimedMessage, MessageQueue } from './ports.ts';

/** Claims messages from a queue, as many as there are free slots, and has them handled (handle-message.ts). */
export interface QueueLoop {
  start(): void;
  /** Claims no more messages, aborts the handlers, and resolves when all messages are returned. */
  stop(): Promise<void>;
  /**
   * Polls the queue as soon as a message that this process has just sent can be claimed.
   * @param afterSeconds absent: at once
   */
  wake(afterSeconds?: number): void;
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
  /** ends early, or fails, when it is aborted */
  readonly pause?: (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
}

const quietestMilliseconds = 2000;
const busiestMilliseconds = 100;
/** Later messages are found by polling. */
const longestWakeSeconds = 10;
/** At a stop, for a poll that is still running. */
const stopTimeoutMs = 3_000;

export function createQueueLoop({
  name,
  queue,
  handle,
  slots,
  log,
  claimSeconds = 20,
  pause = (milliseconds, signal) => setTimeout(milliseconds, undefined, { signal }),
}: QueueLoopOptions): QueueLoop {
  const stopping = new AbortController();
  const inProgress = new Set<Promise<void>>();
  const handling = { name, handle, log, claimSeconds, stopping: stopping.signal };
  let running: Promise<void> | undefined;
  let sleep = new AbortController();
  let turnedAt: number | undefined;
  /** A poll that is on its way may miss the message. */
  let isWoken = false;

  function wake(afterSeconds = 0): void {
    if (afterSeconds > longestWakeSeconds) return;
    if (afterSeconds > 0) {
      globalThis.setTimeout(wake, afterSeconds * 1_000).unref();
      return;
    }
    isWoken = true;
    sleep.abort();
  }

  async function rest(milliseconds: number): Promise<void> {
    sleep = new AbortController();
    const signal = AbortSignal.any([sleep.signal, stopping.signal]);
    await pause(milliseconds, signal).catch(() => undefined);
  }

  async function run(): Promise<void> {
    let idle = busiestMilliseconds;
    while (!stopping.signal.aborted) {
      if (inProgress.size >= slots) {
        turnedAt = Date.now();
        await Promise.race([...inProgress, rest(quietestMilliseconds)]);
        continue;
      }
      const knowsOfOne = isWoken;
      isWoken = false;
      const since = performance.now();
      const free = slots - inProgress.size;
      const claimed = await claim(free);
      if (isStopped()) {
        await Promise.all(claimed.map(unhandled));
        return;
      }
      for (const message of claimed) {
        const task = handleMessage(handling, message, since)
          .then((comesBackIn) => {
            if (comesBackIn !== undefined) wake(comesBackIn);
          })
          .finally(() => inProgress.delete(task));
        inProgress.add(task);
      }
      // Each poll costs a request: the longer nothing was found that this process didn't know of, the longer the pause.
      if (knowsOfOne === claimed.length > 0) idle = Math.min(idle * 1.5, quietestMilliseconds);
      // Another process is at work, or the known one can't be claimed yet.
      else idle = busiestMilliseconds;
      if (claimed.length < free && !wasWoken()) await rest(idle);
    }
  }

  const isStopped = () => stopping.signal.aborted;
  const wasWoken = () => isWoken;

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
