import type { JobMessage } from '../../../domain/operations/job-message.ts';
import type { DirectoryView } from '../directory-view.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';

export interface RefreshViewDeps {
  readonly view: Pick<DirectoryView, 'rebuild'>;
  /** Goes on with an import's people, who are in the lists by now. Idempotent. */
  readonly afterwards: (tenant: string, operation: string) => Promise<void>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/**
 * Rewrites the segments of an organization's directory view after an import. Idempotent. Without it the view is
 * correct but slower, so it is given up after some attempts.
 */
export function createRefreshViewJob({ view, afterwards, now }: RefreshViewDeps) {
  return async (message: JobMessage<'refresh-view'>, handling: Handling): Promise<Outcome> => {
    const { tenant, operation } = message;
    const started = now();
    try {
      await view.rebuild(tenant, handling.signal);
      if (operation !== undefined) await afterwards(tenant, operation);
    } catch (error) {
      handling.signal.throwIfAborted();
      handling.log.warn({ err: error, deliveries: handling.deliveries }, 'view not refreshed');
      if (handling.deliveries >= maxTries) return 'done';
      return { againInSeconds: Math.min(60, 2 ** handling.deliveries) };
    }
    handling.log.info({ ms: now() - started }, 'view refreshed');
    return 'done';
  };
}

const maxTries = 5;
