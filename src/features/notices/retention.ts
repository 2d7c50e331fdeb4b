import type { OutboxStore } from './ports.ts';

/** Milliseconds that the outcome of a notice is kept: 90 days. */
export const noticesKept = 90 * 24 * 3_600_000;

/**
 * Deletes an organization's finished notices after 90 days; waiting ones stay.
 * @returns how many
 */
export function createNoticeRetention(deps: {
  readonly outbox: OutboxStore;
  /** milliseconds since 1970 */
  readonly now: () => number;
}) {
  return (tenant: string, signal: AbortSignal): Promise<number> =>
    deps.outbox.removeOld(tenant, new Date(deps.now() - noticesKept).toISOString(), signal);
}
