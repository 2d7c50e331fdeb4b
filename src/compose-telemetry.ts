import { nobodyWatches, type TurnWatch } from './bot/ports.ts';
import type { RollcallParts } from './compose-shared.ts';
import { parseReadRoster } from './groups/roster-message.ts';
import { parseJobMessage } from './jobs/job-message.ts';
import type { Handle } from './jobs/loop.ts';
import type { MessageQueue } from './jobs/ports.ts';
import { parseDelivery } from './notices/delivery-message.ts';
import type { Pace } from './notices/pace.ts';
import type { OutboxStore } from './notices/ports.ts';
import { createQueueRounds } from './telemetry/queue-rounds.ts';
import { watchJobs, type WatchedMessage } from './telemetry/watch-jobs.ts';
import { watchOutbox, watchPace } from './telemetry/watch-notices.ts';
import { watchQueue } from './telemetry/watch-queue.ts';
import { watchTurns } from './telemetry/watch-turns.ts';

type QueueName = 'jobs' | 'deliveries';

/** What is put around the parts so that they are watched; without telemetry they stay as they are. */
export interface Watching {
  readonly turns: TurnWatch;
  queue<Queue extends MessageQueue>(name: QueueName, queue: Queue): Queue;
  handle(name: QueueName, handle: Handle): Handle;
  outbox(outbox: OutboxStore): OutboxStore;
  pace(pace: Pace): Pace;
  start(): void;
  stop(): Promise<void>;
}

const readers: Readonly<Record<QueueName, (body: unknown) => WatchedMessage | undefined>> = {
  jobs: parseJobMessage,
  deliveries: (body) => parseDelivery(body) ?? parseReadRoster(body),
};

export function composeTelemetry(
  { telemetry, storage, log }: RollcallParts,
  now: () => number,
): Watching {
  if (telemetry === undefined) return unwatched;
  const rounds = createQueueRounds({ queues: storage.queueLooks, telemetry, log, now });
  return {
    turns: watchTurns(telemetry, now),
    queue: (name, queue) =>
      watchQueue(queue, { telemetry, name, typeOf: (body) => readers[name](body)?.type, now }),
    handle: (name, handle) =>
      watchJobs({ telemetry, queue: name, read: readers[name], now })(handle),
    outbox: (outbox) => watchOutbox(outbox, telemetry),
    pace: (pace) => watchPace(pace, telemetry),
    start: () => rounds.start(),
    stop: () => rounds.stop(),
  };
}

const unwatched: Watching = {
  turns: nobodyWatches,
  queue: (_name, queue) => queue,
  handle: (_name, handle) => handle,
  outbox: (outbox) => outbox,
  pace: (pace) => pace,
  start: () => undefined,
  stop: () => Promise.resolve(),
};
