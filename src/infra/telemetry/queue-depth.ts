import type { Log } from '../../log.ts';
import type { QueueLook } from '../../jobs/ports.ts';
import type { Telemetry } from './ports.ts';
import { dueAt } from './instrument-queue.ts';

const usualMilliseconds = 30_000;

export interface QueueDepthDeps {
  /** by name */
  readonly queues: Readonly<Record<string, () => Promise<QueueLook>>>;
  readonly telemetry: Telemetry;
  readonly log: Log;
  /** milliseconds since 1970 */
  readonly now: () => number;
  readonly everyMilliseconds?: number;
}

/**
 * Samples the queues without claiming anything, in every process, so that waiting messages are seen even when
 * no worker runs.
 */
export function createQueueDepth(deps: QueueDepthDeps) {
  const { queues, telemetry, log, now, everyMilliseconds = usualMilliseconds } = deps;
  /** first time a redelivered message was seen in the queue; the service doesn't say when it was returned */
  const firstSeen = new Map<string, Map<string, number>>();
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;

  async function look(name: string, ask: () => Promise<QueueLook>): Promise<void> {
    const { length, visible } = await ask();
    const before = firstSeen.get(name);
    const seen = new Map<string, number>();
    let oldest = now();
    for (const { id, insertedAt, deliveries, body } of visible) {
      if (deliveries > 0) seen.set(id, before?.get(id) ?? now());
      const since = deliveries > 0 ? (seen.get(id) ?? now()) : dueAt({ body, insertedAt });
      oldest = Math.min(oldest, since);
    }
    firstSeen.set(name, seen);
    telemetry.show('rollcall.queue.length', length, { queue: name });
    telemetry.show('rollcall.queue.oldest', now() - oldest, { queue: name });
  }

  async function round(): Promise<void> {
    try {
      await Promise.all(Object.entries(queues).map(([name, ask]) => look(name, ask)));
    } catch (err) {
      log.debug({ err }, 'the queues could not be sampled');
    }
  }

  const once = () => {
    looking ??= round().finally(() => (looking = undefined));
    return looking;
  };

  return {
    start() {
      timer ??= setInterval(() => void once(), everyMilliseconds).unref();
      void once();
    },
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
