import type { MessageQueue } from '../../jobs/ports.ts';
import type { Telemetry } from './ports.ts';

/** Measures how long messages waited until they were first claimed. */
export function instrumentQueue<Queue extends MessageQueue>(
  queue: Queue,
  {
    telemetry,
    name,
    typeOf,
    now,
  }: {
    readonly telemetry: Telemetry;
    readonly name: string;
    readonly typeOf: (body: unknown) => string | undefined;
    readonly now: () => number;
  },
): Queue {
  return Object.assign(Object.create(queue) as Queue, {
    async claim(most: number, seconds: number) {
      const claimed = await queue.claim(most, seconds);
      for (const { body, deliveries, insertedAt } of claimed) {
        if (deliveries > 1 || insertedAt === undefined) continue;
        const waited = Math.max(0, now() - dueAt({ body, insertedAt }));
        telemetry.record('rollcall.queue.wait', waited, {
          queue: name,
          type: typeOf(body) ?? 'not-understood',
        });
      }
      return claimed;
    },
  });
}

/** A scheduled message has its time in `at`; any other is due since it was queued. */
export function dueAt({
  body,
  insertedAt,
}: {
  readonly body: unknown;
  readonly insertedAt: number;
}): number {
  const { at } = (typeof body === 'object' && body !== null ? body : {}) as { at?: unknown };
  const hour = typeof at === 'string' ? Date.parse(at) : Number.NaN;
  return Number.isNaN(hour) ? insertedAt : Math.max(insertedAt, hour);
}
