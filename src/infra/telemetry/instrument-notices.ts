import type { RateLimiter } from '../../features/notices/rate-limiter.ts';
import type { OutboxRow, OutboxStore } from '../../features/notices/ports.ts';
import type { Telemetry } from './ports.ts';

/** Counts what becomes of notices, by what is written down of them. */
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

/** Teams' status, or our own word: its codes are its own to invent, and each would be a series. */
function shortened(reason: string | undefined): string {
  return reason === undefined ? 'none' : (/^\d{3}|^[a-z-]+/i.exec(reason)?.[0] ?? 'other');
}

/** Notes how long notices and cards are put off. */
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
