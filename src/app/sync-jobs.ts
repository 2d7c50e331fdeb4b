import { createSyncCleanUp } from '../features/sync/clean-up-sync.ts';
import { createSyncPeopleJob } from '../features/sync/jobs/sync-people-job.ts';
import { syncedSoFar } from '../features/sync/sync-run.ts';
import { createRunSyncJob } from '../features/sync/jobs/run-sync-job.ts';
import { syncFiles } from '../features/sync/sync-files.ts';
import { syncLogFile } from '../features/sync/sync-log.ts';
import { mayRun } from '../jobs/may-run.ts';
import type { AttemptDeps } from '../jobs/attempt.ts';
import type { JobTable } from '../jobs/handlers.ts';
import { textFor } from '../text/text.ts';
import type { Dependencies } from './dependencies.ts';
import type { Shared } from './shared.ts';
import { failureOf } from '../domain/operations/failure-of.ts';

/** The jobs of the sync: the sync itself, and the daily message that starts one. */
export function composeSyncJobs(
  { storage }: Dependencies,
  shared: Shared,
  attempts: Omit<AttemptDeps, 'cleanUp' | 'logFailure'>,
): Pick<JobTable, 'sync-people' | 'run-sync'> {
  const syncPeople = createSyncPeopleJob({
    ...attempts,
    entra: shared.entra,
    people: shared.syncedPeople,
    states: storage.syncStates,
    held: storage.heldPeople,
    async changeLimit(tenant) {
      const [totals, limit] = await Promise.all([
        shared.directory.totals(tenant),
        shared.organizationSettings.changeLimit(tenant),
      ]);
      return { people: totals.Employee + totals.Others, limit };
    },
    settings: shared.syncSettings,
    organization: storage.organizations,
    files: storage.files,
    work: storage.work,
    announcer: shared.announcer,
    jobs: shared.jobs,
    standingOf: (tenant, person) => shared.roles.standingOf(tenant, person),
    reconcile: (operation) => Promise.resolve(syncedSoFar(operation)),
    cleanUp: createSyncCleanUp({ audit: shared.audit, work: storage.work }),
    async logFailure(operation, error) {
      const text = textFor(operation.locale, operation.timeZone);
      const name = syncFiles.log(operation);
      const attributes = await storage.organizations.attributes(operation.tenant);
      const log = {
        troubles: [],
        text,
        attributes,
        failure: text.error(failureOf(operation, error)),
      };
      await storage.files.write(name, syncLogFile(storage.work, operation, 'did', log));
      return name;
    },
  });
  return {
    async 'sync-people'(message, handling) {
      const outcome = await syncPeople(message, handling);
      if (outcome === 'done') await askForPictures(shared, message);
      return outcome;
    },
    'run-sync': createRunSyncJob({
      settings: shared.syncSettings,
      async ask(tenant, { by, locale, timeZone }, dueAt) {
        const asked = { by, locale, timeZone, scheduled: true, key: `daily ${dueAt}` } as const;
        return (await shared.syncs.ask(tenant, asked)).operation;
      },
      maySync: async (tenant, person) =>
        mayRun(await shared.roles.standingOf(tenant, person), 'run-sync'),
    }),
  };
}

/** Of more, the pictures are taken when someone looks at them: Graph has one call for each. */
const maxPictures = 200;

async function askForPictures(
  { directory, jobs }: Shared,
  { tenant, operation }: { readonly tenant: string; readonly operation: string },
): Promise<void> {
  let asked = 0;
  for await (const some of directory.everyone(tenant, { network: 'Employee', operation })) {
    for (const { id } of some.slice(0, maxPictures - asked))
      await jobs.send({ v: 1, type: 'fetch-picture', tenant, person: id });
    asked += some.length;
    if (asked >= maxPictures) return;
  }
}
