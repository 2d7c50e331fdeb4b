import { Stopped, type Handle, type Outcome } from '../../jobs/handle-message.ts';
import type { JobObserver } from '../../jobs/ports.ts';
import type { Telemetry } from './ports.ts';

export interface ObservedMessage {
  /** one of a fixed set */
  readonly type: string;
  readonly operation?: string | undefined;
}

export interface InstrumentJobsOptions {
  readonly telemetry: Telemetry;
  /** the queue's name */
  readonly queue: string;
  /** @returns undefined for a message that can't be parsed */
  readonly read: (body: unknown) => ObservedMessage | undefined;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Measures a queue's handler and its outcomes; each message has a span of its own. */
export function instrumentJobs({ telemetry, queue, read, now }: InstrumentJobsOptions) {
  return (handle: Handle): Handle =>
    (body, handling) => {
      const { type, operation } = read(body) ?? { type: 'not-understood' };
      const began = now();
      let failure: 'failed' | 'failed-for-good' | undefined;
      const observer: JobObserver = {
        rows(step, rows, milliseconds) {
          telemetry.count('rollcall.rows', { step }, rows);
          if (rows > 0 && milliseconds > 0) {
            telemetry.record('rollcall.rows.rate', (rows * 1_000) / milliseconds, { step });
          }
        },
        failed(tries, isLast) {
          failure = isLast ? 'failed-for-good' : 'failed';
          telemetry.record('rollcall.job.tries', tries, { type, outcome: failure });
        },
      };
      const start = {
        name: `${queue} ${type}`,
        kind: 'came',
        attributes: { queue, type, operation, deliveries: handling.deliveries },
      } as const;
      return telemetry.span(start, async (span) => {
        let outcome = 'broke';
        try {
          const result = await handle(body, { ...handling, observer });
          outcome = failure ?? outcomeOf(result);
          return result;
        } catch (error) {
          if (error instanceof Stopped) outcome = error.reason;
          throw error;
        } finally {
          telemetry.record('rollcall.job.duration', now() - began, { queue, type, outcome });
          if (outcome === 'done') {
            telemetry.record('rollcall.job.deliveries', handling.deliveries, { queue, type });
          }
          span.note({ outcome });
          if (failure !== undefined) span.failed(failure);
        }
      });
    };
}

function outcomeOf(outcome: Outcome): string {
  return outcome === 'done' ? 'done' : 'again';
}
