import { randomBytes } from 'node:crypto';
import type { Dependencies, Shared } from './shared.ts';
import { composeSyncJob } from './sync.ts';
import type { Instrumentation } from './telemetry.ts';
import { may } from '../domain/roles.ts';
import { AppError } from '../errors.ts';
import { exportFailureLog } from '../features/exports/people-error-log.ts';
import { exportFiles } from '../features/exports/export-files.ts';
import { createExportCleanUp } from '../features/exports/clean-up-export.ts';
import { createAuditImport } from '../features/imports/audit-import.ts';
import { createMemberProvisioning } from '../features/groups/provision-members.ts';
import { createDailyGroupCheck } from '../features/groups/daily-check.ts';
import {
  createLogFailedUndo,
  createReconcileFailedUndo,
} from '../features/imports/undo/failed-undo.ts';
import { createImportCleanUp } from '../features/imports/clean-up-import.ts';
import { isEnded } from '../domain/operations/operation.ts';
import { createRetention } from '../domain/operations/retention.ts';
import { createWakeOpen } from '../domain/operations/wake-open.ts';
import { isInTimeToUndo, isUndoable, undoDays } from '../domain/operations/undoable.ts';
import { createApplyImportJob } from '../features/imports/jobs/apply-import-job.ts';
import { createWorkUnitJob } from '../features/imports/jobs/work-unit-job.ts';
import { createUndoImportJob } from '../features/imports/jobs/undo-import-job.ts';
import {
  createLogFailedImport,
  createReconcileFailedImport,
} from '../features/imports/failed-import.ts';
import type { AttemptDeps } from '../jobs/attempt.ts';
import { createExportPeopleJob } from '../features/exports/jobs/export-people-job.ts';
import { createJobHandler } from '../jobs/handlers.ts';
import type { ImportJobDeps } from '../features/imports/jobs/import-job-deps.ts';
import { createQueueLoop, type Loop } from '../jobs/queue-loop.ts';
import { createPlanImportJob } from '../features/imports/jobs/plan-import-job.ts';
import { createDailyPurge } from '../jobs/purge-daily.ts';
import { createFollowGroupJob } from '../features/groups/jobs/follow-group-job.ts';
import { createRefreshViewJob } from '../features/search/jobs/refresh-view-job.ts';
import { createRunScheduleJob } from '../features/exports/jobs/run-schedule-job.ts';
import { createRunSyncJob } from '../features/sync/jobs/run-sync-job.ts';
import { createNoticeRetention } from '../features/notices/retention.ts';
import { createPurge } from '../features/people/purge.ts';
import { textFor } from '../text/text.ts';

/** A view's kept part is made anew before it is this old, and so needs no older notes. */
const changeFeedKeptMs = 7 * 24 * 3_600_000;
/** What one process's clock lets be undone must not be deleted by another's. */
const undoClocksApartMs = 3_600_000;

/** The worker: every kind of job, the loop that takes their messages, and what is done once a day. */
export function composeWorker(
  deps: Dependencies,
  shared: Shared,
  instrumentation: Instrumentation,
): { readonly jobs: Loop; readonly purge: ReturnType<typeof createDailyPurge> } {
  const { storage, log, concurrency } = deps;
  const { now, jobs, announcer, directory, roles, exports, schedules } = shared;
  const audit = createAuditImport(shared.audit);
  const cleanUp = createImportCleanUp({
    operations: storage.operations,
    work: storage.work,
    writeQueue: storage.writeQueue,
    parts: storage.workUnits,
  });
  const every: Omit<AttemptDeps, 'cleanUp' | 'logFailure'> = {
    operations: storage.operations,
    announce: announcer.ended,
    retrySeconds: deps.retrySeconds ?? ((tries) => 2 ** tries),
    now,
  };
  const failedImport = { ...storage, parts: storage.workUnits };
  const common: ImportJobDeps = {
    ...every,
    announcer,
    cleanUp: async (operation) => {
      await audit(operation);
      await cleanUp(operation);
      const { tenant, by, state, counts } = operation;
      if (state !== 'completed' || counts.added === 0) return;
      const merged = await shared.linkImportedPeople(tenant, by);
      if (merged > 0)
        log.info({ operation: operation.id, merged }, 'imported people met records of theirs');
    },
    assertRoom: deps.assertRoom ?? (() => Promise.resolve()),
    reconcile: createReconcileFailedImport(failedImport),
    logFailure: createLogFailedImport(failedImport),
    // Asked again at the worker's door: the role may have been taken since.
    targetOf: async ({ tenant, network = 'Others' }, actor) => {
      const role = await roles.roleOf(tenant, actor.id);
      if (!may(role, 'import')) throw new AppError('not-an-admin');
      const attributes = await storage.organizations.attributes(tenant);
      return {
        network,
        mayMove: may(role, 'move-people'),
        required: attributes.filter(({ required }) => required),
      };
    },
  };
  const { organizations, people, files, work } = storage;
  const writing = {
    ...common,
    people,
    files,
    work,
    jobs,
    notes: storage.changes,
    writeQueue: storage.writeQueue,
    concurrency,
    parts: storage.workUnits,
    runningHere: new Set<string>(),
  };
  const attributes = (tenant: string) => organizations.attributes(tenant);
  const { runningImports } = shared;
  const handle = createJobHandler({
    'plan-import': runningImports.counted(
      createPlanImportJob({ ...common, organizations, people, files, work }),
    ),
    'apply-import': runningImports.counted(createApplyImportJob(writing)),
    'import-part': runningImports.counted(createWorkUnitJob(writing)),
    'undo-import': createUndoImportJob({
      ...writing,
      attributes,
      reconcile: createReconcileFailedUndo(writing),
      logFailure: createLogFailedUndo({ files, work, attributes }),
    }),
    'export-people': createExportPeopleJob({
      ...every,
      announcer,
      people,
      files,
      memory: storage.exportMemory,
      schedules: storage.schedules,
      settings: {
        delimiter: (tenant) => shared.organizationSettings.delimiter(tenant),
        attributes: (tenant) => organizations.attributes(tenant),
      },
      roleOf: (tenant, person) => roles.roleOf(tenant, person),
      cleanUp: createExportCleanUp({
        files,
        memory: storage.exportMemory,
        schedules,
        audit: shared.audit,
      }),
      async logFailure(operation, error) {
        const text = textFor(operation.locale, operation.timeZone);
        const name = exportFiles.errorLog(
          exportFiles.folderOfTry(operation, randomBytes(8).toString('hex')),
        );
        await files.write(name, exportFailureLog(text.error(error), text));
        return name;
      },
    }),
    'run-schedule': createRunScheduleJob({
      schedules,
      ask: (schedule, at) => exports.askForSchedule(schedule, at),
      mayExport: async (tenant, person) => may(await roles.roleOf(tenant, person), 'export'),
    }),
    'run-sync': createRunSyncJob({
      settings: shared.syncSettings,
      async ask(tenant, { by, locale, timeZone }, dueAt) {
        const asked = { by, locale, timeZone, scheduled: true, key: `daily ${dueAt}` } as const;
        return (await shared.syncs.ask(tenant, asked)).operation;
      },
      maySync: async (tenant, person) => may(await roles.roleOf(tenant, person), 'sync'),
    }),
    'follow-group': createFollowGroupJob({
      provision: createMemberProvisioning({
        groups: storage.groups,
        memberships: storage.memberships,
        provisioning: shared.provisioning,
      }),
    }),
    'sync-people': composeSyncJob(deps, shared, every),
    'refresh-view': createRefreshViewJob({ view: directory, now }),
  });
  const purgeOldest = createPurge({
    store: people,
    aliases: storage.aliases,
    attributes: shared.attributes,
    notes: storage.changes,
    audit: shared.audit,
    now,
  });
  const checkGroupsDaily = createDailyGroupCheck({
    groups: storage.groups,
    rosters: shared.deliveries,
    jobs,
    now,
  });
  const wakeOpen = createWakeOpen({ operations: storage.operations, jobs, now });
  const undoFiles = createRetention({
    operations: storage.operations,
    files: work,
    days: undoDays,
    workOnly: true,
    needs: (operation) =>
      !isEnded(operation.state) ||
      (isUndoable(operation) && isInTimeToUndo(operation, now() - undoClocksApartMs)),
    now,
  });
  const removeOldNotices = createNoticeRetention({ outbox: storage.outbox, now });
  const purge = createDailyPurge({
    organizations: () => storage.knownOrganizations(),
    tasks: [
      async (tenant) => {
        await schedules.wakeAll(tenant);
        return {};
      },
      async (tenant) => {
        await shared.syncSettings.wake(tenant);
        return {};
      },
      async (tenant, signal) => ({ open: await wakeOpen(tenant, signal) }),
      async (tenant) => ({ settled: await shared.audit.reconcile(tenant) }),
      purgeOldest,
      async (tenant) => ({
        notes: await storage.changes.purge(tenant, now() - changeFeedKeptMs),
      }),
      async (tenant, signal) => ({ groups: await checkGroupsDaily(tenant, signal) }),
      async (tenant, signal) => ({ files: await shared.retention.removeOld(tenant, signal) }),
      async (tenant, signal) => ({ told: await removeOldNotices(tenant, signal) }),
      async (tenant, signal) => ({ undos: await undoFiles.removeOld(tenant, signal) }),
    ],
    log,
  });
  return {
    jobs: createQueueLoop({
      name: 'jobs',
      queue: instrumentation.queue('jobs', jobs),
      slots: 4,
      log,
      handle: instrumentation.handle('jobs', handle),
    }),
    purge,
  };
}
