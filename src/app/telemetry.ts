import { parseJobMessage } from '../domain/operations/job-message.ts';
import type { Dependencies } from './dependencies.ts';
import { noTurnObserver, type TurnObserver } from '../edge/ports.ts';
import { parseReadRoster } from '../features/groups/roster-message.ts';
import type { Handle } from '../jobs/handle-message.ts';
import type { MessageQueue } from '../jobs/ports.ts';
import { parseDelivery } from '../features/notices/delivery-message.ts';
import type { RateLimiter } from '../features/notices/rate-limiter.ts';
import type { OutboxStore } from '../features/notices/ports.ts';
import { createQueueDepth } from '../infra/telemetry/queue-depth.ts';
import { instrumentEventLoop } from '../infra/telemetry/instrument-event-loop.ts';
import { instrumentJobs, type ObservedMessage } from '../infra/telemetry/instrument-jobs.ts';
import { instrumentOutbox, instrumentRateLimiter } from '../infra/telemetry/instrument-notices.ts';
import { instrumentQueue } from '../infra/telemetry/instrument-queue.ts';
import { instrumentTurns } from '../infra/telemetry/instrument-turns.ts';

type QueueName = 'jobs' | 'deliveries';

/** Wrappers that measure the parts they are put around; without telemetry they return them unchanged. */
export interface Instrumentation {
  readonly turns: TurnObserver;
  queue<Queue extends MessageQueue>(name: QueueName, queue: Queue): Queue;
  handle(name: QueueName, handle: Handle): Handle;
  outbox(outbox: OutboxStore): OutboxStore;
  rateLimiter(rateLimiter: RateLimiter): RateLimiter;
  start(): void;
  stop(): Promise<void>;
}

const readers: Readonly<Record<QueueName, (body: unknown) => ObservedMessage | undefined>> = {
  jobs: parseJobMessage,
  deliveries: (body) => parseDelivery(body) ?? parseReadRoster(body),
};

export function composeTelemetry(
  { telemetry, storage, log }: Dependencies,
  now: () => number,
): Instrumentation {
  if (telemetry === undefined) return notInstrumented;
  const rounds = createQueueDepth({ queues: storage.queueLooks, telemetry, log, now });
  const eventLoop = instrumentEventLoop(telemetry);
  return {
    turns: instrumentTurns(telemetry, now),
    queue: (name, queue) =>
      instrumentQueue(queue, { telemetry, name, typeOf: (body) => readers[name](body)?.type, now }),
    handle: (name, handle) =>
      instrumentJobs({ telemetry, queue: name, read: readers[name], now })(handle),
    outbox: (outbox) => instrumentOutbox(outbox, telemetry),
    rateLimiter: (rateLimiter) => instrumentRateLimiter(rateLimiter, telemetry),
    start() {
      rounds.start();
      eventLoop.start();
    },
    stop() {
      eventLoop.stop();
      return rounds.stop();
    },
  };
}

const notInstrumented: Instrumentation = {
  turns: noTurnObserver,
  queue: (_name, queue) => queue,
  handle: (_name, handle) => handle,
  outbox: (outbox) => outbox,
  rateLimiter: (rateLimiter) => rateLimiter,
  start: () => undefined,
  stop: () => Promise.resolve(),
};
