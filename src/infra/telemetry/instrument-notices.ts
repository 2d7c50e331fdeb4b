import type { RateLimiter } from '../../features/notices/rate-limiter.ts';
import type { OutboxRow, OutboxStore } from '../../features/notices/ports.ts';
import type { Telemetry } from './ports.ts';

/** Counts the outcomes of notices, as they are written to the outbox. */
export function instrumentOutbox(outbox: OutboxStore, telemetry: Telemetry): OutboxStore {
  return {
    ...outbox,
    async update(row) {
      const updated = await outbox.update(row);
      const outcome = outcomes[row.state];
      if (updated !== 'conflict' && outcome !== undefined) {
        const reason = outcome === 'sent' ? 'none' : shortened(row.reason);
        telemetry.count('rollcall.notice.outcomes', { outcome, reason });
      }
      return updated;
    },
  };
}

const outcomes: Readonly<Record<OutboxRow['state'], string | undefined>> = {
  sending: undefined,
  pending: 'again',
  sent: 'sent',
  waiting: 'waits',
  undeliverable: 'given-up',
};

/** Teams' status, or a code of ours. Teams' own error codes are unbounded, and each would be a series. */
function shortened(reason: string | undefined): string {
  return reason === undefined ? 'none' : (/^\d{3}|^[a-z-]+/i.exec(reason)?.[0] ?? 'other');
}

/** Measures how long notices and cards are delayed. */
export function instrumentRateLimiter(rateLimiter: RateLimiter, telemetry: Telemetry): RateLimiter {
  return {
    ...rateLimiter,
    take(worker, what) {
      const milliseconds = rateLimiter.take(worker, what);
      if (milliseconds > 0) telemetry.record('rollcall.pace.wait', milliseconds, { what });
      return milliseconds;
    },
  };
}
