import type { Dependencies, Shared } from './shared.ts';
import type { AttemptDeps } from '../jobs/attempt.ts';
import { createSyncPeopleJob, syncedSoFar } from '../features/sync/jobs/sync-people-job.ts';
import { syncFiles } from '../features/sync/sync-files.ts';
import { createSyncCleanUp } from '../features/sync/clean-up-sync.ts';
import { syncLog } from '../features/sync/sync-log.ts';
import { textFor } from '../text/text.ts';

/** The job that syncs an organization with Entra. */
export function composeSyncJob(
  { storage }: Dependencies,
  shared: Shared,
  every: Omit<AttemptDeps, 'cleanUp' | 'logFailure'>,
) {
  return createSyncPeopleJob({
    ...every,
    entra: shared.entra,
    people: shared.syncedPeople,
    states: storage.syncStates,
    settings: shared.syncSettings,
    organization: storage.organizations,
    files: storage.files,
    work: storage.work,
    announcer: shared.announcer,
    jobs: shared.jobs,
    roleOf: (tenant, person) => shared.roles.roleOf(tenant, person),
    reconcile: (operation) => Promise.resolve(syncedSoFar(operation)),
    cleanUp: createSyncCleanUp({ audit: shared.audit, work: storage.work }),
    async logFailure(operation, error) {
      const text = textFor(operation.locale, operation.timeZone);
      const name = syncFiles.log(operation);
      await storage.files.write(name, [syncLog([], text, text.error(error))]);
      return name;
    },
  });
}
