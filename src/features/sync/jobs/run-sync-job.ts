import type { JobMessage } from '../../../domain/operations/job-message.ts';
import type { DailyRunNeeds } from '../daily-run.ts';
import type { SyncSettingsUse } from '../sync-settings-use.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';

export interface RunSyncDeps extends Pick<DailyRunNeeds, 'ask' | 'maySync'> {
  readonly settings: Pick<SyncSettingsUse, 'run'>;
}

/**
 * Requests an organization's daily sync when it is due. Failures are retried for as long as it takes
 * (handle-message.ts).
 */
export function createRunSyncJob({ settings, ask, maySync }: RunSyncDeps) {
  return (message: JobMessage<'run-sync'>, handling: Handling): Promise<Outcome> => {
    const { signal, deliveries, log } = handling;
    return settings.run(message, {
      deliveries,
      async maySync(tenant, person) {
        signal.throwIfAborted();
        const may = await maySync(tenant, person);
        if (!may) log.info({ tenant }, 'the daily sync is paused: no right to sync');
        return may;
      },
      async ask(tenant, daily, dueAt) {
        const asked = await ask(tenant, daily, dueAt);
        log.info({ tenant, dueAt }, 'the daily sync was asked for');
        return asked;
      },
    });
  };
}
