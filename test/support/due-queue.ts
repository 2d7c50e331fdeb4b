import { parseJobMessage, type JobMessage } from '../../src/domain/operations/job-message.ts';
import type { Outcome } from '../../src/jobs/handle-message.ts';

/** The process ended before its next step. */
class Died extends Error {}

interface Waiting<Type extends JobMessage['type']> {
  readonly message: JobMessage<Type>;
  visibleAt: number;
  deliveries: number;
}

const claimMs = 20_000;
const maxDelayMs = 7 * 24 * 3_600_000;

/**
 * A queue by a clock that the test sets. It hands messages out again like the real one, to processes that die before any
 * step that the test names.
 * @param handle handles a delivery of a message
 */
export function createDueQueue<Type extends JobMessage['type']>(
  type: Type,
  start: string,
  handle: (message: JobMessage<Type>, deliveries: number) => Promise<Outcome>,
) {
  const queue = {
    now: Date.parse(start),
    waiting: [] as Waiting<Type>[],
    /** steps until the process dies */
    stepsLeft: Infinity,
    /** what happens between steps */
    between: (_step: string): Promise<void> => Promise.resolve(),
    step,
    send,
    deliver,
    until,
  };

  async function step<Result>(name: string, work: () => Promise<Result> | Result): Promise<Result> {
    await queue.between(name);
    if (queue.stepsLeft <= 0) throw new Died(name);
    queue.stepsLeft -= 1;
    return work();
  }

  function send(message: JobMessage, delaySeconds = 0): Promise<void> {
    const parsed = parseJobMessage(JSON.parse(JSON.stringify(message)));
    if (parsed?.type !== type) throw new Error(`not a message ${type}`);
    if (delaySeconds * 1000 > maxDelayMs) throw new Error('longer than a queue allows');
    const visibleAt = queue.now + delaySeconds * 1000;
    queue.waiting.push({ message: parsed as JobMessage<Type>, visibleAt, deliveries: 0 });
    return Promise.resolve();
  }

  /** One delivery of a message, by a process that may die in it. @returns whether it lived */
  async function deliver(one: Waiting<Type>): Promise<boolean> {
    one.deliveries += 1;
    one.visibleAt = queue.now + claimMs;
    try {
      const outcome = await handle(one.message, one.deliveries);
      if (outcome === 'done') queue.waiting = queue.waiting.filter((other) => other !== one);
      else one.visibleAt = queue.now + outcome.againInSeconds * 1000;
      return true;
    } catch (error) {
      if (!(error instanceof Died)) throw error;
      return false;
    }
  }

  /** Time passes, and whatever becomes visible is delivered, one after another. */
  async function until(time: string): Promise<void> {
    const end = Date.parse(time);
    for (;;) {
      const next = queue.waiting.toSorted((one, other) => one.visibleAt - other.visibleAt)[0];
      if (next === undefined || next.visibleAt > end) break;
      queue.now = Math.max(queue.now, next.visibleAt);
      await deliver(next);
      queue.stepsLeft = Infinity;
    }
    queue.now = end;
  }

  return queue;
}

/** The runs that were asked for, oldest first, without seconds. @param keys `… <time>` */
export function runsOf(keys: Iterable<string>): string[] {
  return [...keys].map((key) => (key.split(' ')[1] ?? '').replace(':00.000Z', '')).toSorted();
}
