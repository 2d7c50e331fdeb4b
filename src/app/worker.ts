import { createMemberProvisioning } from '../features/groups/provision-members.ts';
import { createErasePersonJob } from '../features/people/jobs/erase-person-job.ts';
import { createFollowGroupJob } from '../features/groups/jobs/follow-group-job.ts';
import { daysKept } from '../domain/attributes.ts';
import { failureLog } from '../features/imports/error-log.ts';
import { importFiles } from '../features/imports/import-files.ts';
import { createRestoreDeletedJob } from '../features/people/jobs/restore-deleted-job.ts';
import { mayRun } from '../jobs/may-run.ts';
import { textFor } from '../text/text.ts';
import { createFetchPictureJob } from '../features/people/jobs/fetch-picture-job.ts';
import { createRefreshViewJob } from '../features/search/jobs/refresh-view-job.ts';
import type { AttemptDeps } from '../jobs/attempt.ts';
import { createJobHandler } from '../jobs/handlers.ts';
import type { DailyPurge } from '../jobs/purge-daily.ts';
import type { Repeatedly } from '../jobs/repeatedly.ts';
import { createQueueLoop, type QueueLoop } from '../jobs/queue-loop.ts';
import { composeBackups } from './backups.ts';
import { composeDailyTasks } from './daily-tasks.ts';
import type { Dependencies } from './dependencies.ts';
import { composeExportJobs } from './export-jobs.ts';
import { composeInbox } from './inbox.ts';
import { composeImportJobs, linkAfterImport } from './import-jobs.ts';
import { placesOfPeople } from './person-places.ts';
import type { Shared } from './shared.ts';
import { composeSyncJobs } from './sync-jobs.ts';
import type { Instrumentation } from './telemetry.ts';
import { failureOf } from '../domain/operations/failure-of.ts';
import { writeQueuePlace } from '../domain/operations/write-queue-place.ts';

export interface Worker {
  readonly jobs: QueueLoop;
  readonly purge: DailyPurge;
  readonly inbox: Repeatedly;
  readonly backups: Repeatedly;
}

/** The worker role: every kind of job, the loop that reads their messages, and the daily tasks. */
export function composeWorker(
  deps: Dependencies,
  shared: Shared,
  instrumentation: Instrumentation,
): Worker {
  const { storage, log } = deps;
  const { now, jobs } = shared;
  const attempts: Omit<AttemptDeps, 'cleanUp' | 'logFailure'> = {
    operations: storage.operations,
    announce: shared.announcer.ended,
    retrySeconds: deps.retrySeconds ?? ((tries) => 2 ** tries),
    now,
  };
  const handle = createJobHandler(shared.serves, {
    ...composeImportJobs(deps, shared, attempts),
    ...composeExportJobs(deps, shared, attempts),
    ...composeSyncJobs(deps, shared, attempts),
    'follow-group': createFollowGroupJob({
      provision: createMemberProvisioning({
        groups: storage.groups,
        memberships: storage.memberships,
        provisioning: shared.provisioning,
      }),
    }),
    'erase-person': createErasePersonJob({
      store: storage.people,
      aliases: storage.aliases,
      changeFeed: storage.changes,
      audit: shared.audit,
      traces: placesOfPeople(storage, shared.pictures, now).flatMap(({ erase }) =>
        erase === 'stays' ? [] : [erase],
      ),
      async nameOf(tenant, admin) {
        return (await storage.chats.read(tenant, admin))?.name ?? '';
      },
      jobs,
      now,
    }),
    'restore-deleted': createRestoreDeletedJob({
      ...attempts,
      writeQueue: storage.writeQueue,
      files: storage.files,
      people: shared.people,
      changeFeed: storage.changes,
      announcer: shared.announcer,
      jobs,
      deletedUntil: (tenant, until, filter) =>
        shared.directory.allDeleted(tenant, {
          ...filter,
          until,
          since: now() - daysKept * 24 * 3_600_000,
        }),
      async mayRestore(tenant, by) {
        return mayRun(await shared.roles.standingOf(tenant, by.id), 'restore-deleted');
      },
      cleanUp: (operation) =>
        storage.writeQueue.leave(operation.tenant, writeQueuePlace(operation)),
      async logFailure(operation, error) {
        const text = textFor(operation.locale, operation.timeZone);
        const name = importFiles.errorLog(operation);
        await storage.files.write(name, [failureLog(text.error(failureOf(operation, error)))]);
        return name;
      },
    }),
    'fetch-picture': createFetchPictureJob({
      store: storage.people,
      pictures: shared.pictures,
    }),
    'refresh-view': createRefreshViewJob({
      view: shared.directory,
      afterwards: async (tenant, id) => {
        const operation = await storage.operations.read({ tenant, kind: 'import', id });
        if (operation !== undefined) await linkAfterImport(deps, shared, operation);
      },
      now,
    }),
  });
  return {
    jobs: createQueueLoop({
      name: 'jobs',
      queue: instrumentation.queue('jobs', jobs),
      slots: 4,
      log,
      handle: instrumentation.handle('jobs', handle),
    }),
    purge: composeDailyTasks(deps, shared),
    inbox: composeInbox(deps, shared),
    backups: composeBackups(deps, shared),
  };
}
