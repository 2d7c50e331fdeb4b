import type { RollcallParts, Shared } from './compose-shared.ts';
import type { AttemptDeps } from './jobs/attempt.ts';
import { createSyncPeopleJob, syncedSoFar } from './jobs/sync-people-job.ts';
import { syncFiles } from './sync/sync-files.ts';
import { createTidySync } from './sync/tidy-sync.ts';
import { syncLog } from './sync/sync-log.ts';
import { textFor } from './text/text.ts';

/** The job that syncs an organization with Entra. */
export function composeSyncJob(
  { storage }: RollcallParts,
  shared: Shared,
  every: Omit<AttemptDeps, 'tidy' | 'logFailure'>,
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
    settle: (operation) => Promise.resolve(syncedSoFar(operation)),
    tidy: createTidySync({ audit: shared.audit, work: storage.work }),
    async logFailure(operation, error) {
      const text = textFor(operation.locale, operation.timeZone);
      const name = syncFiles.log(operation);
      await storage.files.write(name, [syncLog([], text, text.error(error))]);
      return name;
    },
  });
}
