import type { OutboxStore } from './ports.ts';

/** How long it is remembered what became of a notice, in milliseconds: 90 days. */
export const noticesKept = 90 * 24 * 3_600_000;

/**
 * Removes what became of an organization's notices once it is 90 days old; those that still wait stay.
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
