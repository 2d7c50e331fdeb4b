import { randomBytes } from 'node:crypto';
import type { RollcallParts, Shared } from './compose-shared.ts';
import { composeSyncJob } from './compose-sync.ts';
import type { Watching } from './compose-telemetry.ts';
import { may } from './directory/roles.ts';
import { AppError } from './errors.ts';
import { exportFailureLog } from './exports/people-error-log.ts';
import { exportFiles } from './exports/export-files.ts';
import { createTidyExport } from './exports/tidy-export.ts';
import { createAuditImport } from './imports/audit-import.ts';
import { createArriving } from './groups/arriving.ts';
import { createDailyRound } from './groups/daily-round.ts';
import { createLogFailedUndo, createSettleFailedUndo } from './imports/undo/failed-undo.ts';
import { createTidyImport } from './imports/tidy-import.ts';
import { isEnded } from './operations/operation.ts';
import { createRetention } from './operations/retention.ts';
import { createWakeOpen } from './operations/wake-open.ts';
import { isInTimeToUndo, isUndoable, undoDays } from './operations/undoable.ts';
import { createApplyImportJob } from './jobs/apply-import-job.ts';
import { createImportPartJob } from './jobs/import-part-job.ts';
import { createUndoImportJob } from './jobs/undo-import-job.ts';
import { createLogFailedImport, createSettleFailedImport } from './imports/failed-import.ts';
import type { AttemptDeps } from './jobs/attempt.ts';
import { createExportPeopleJob } from './jobs/export-people-job.ts';
import { createJobHandler } from './jobs/handlers.ts';
import type { ImportJobDeps } from './jobs/import-job-deps.ts';
import { createLoop, type Loop } from './jobs/loop.ts';
import { createPlanImportJob } from './jobs/plan-import-job.ts';
import { createDailyPurge } from './jobs/purge-daily.ts';
import { createFollowGroupJob } from './jobs/follow-group-job.ts';
import { createRefreshViewJob } from './jobs/refresh-view-job.ts';
import { createRunScheduleJob } from './jobs/run-schedule-job.ts';
import { createRunSyncJob } from './jobs/run-sync-job.ts';
import { createNoticeRetention } from './notices/retention.ts';
import { createPurge } from './people/purge.ts';
import { textFor } from './text/text.ts';

/** A view's kept part is made anew before it is this old, and so needs no older notes. */
const notesKeptMilliseconds = 7 * 24 * 3_600_000;
/** What one process's clock lets be undone must not be deleted by another's. */
const undoClocksApartMs = 3_600_000;

/** The worker: every kind of job, the loop that takes their messages, and what is done once a day. */
export function composeJobs(
  parts: RollcallParts,
  shared: Shared,
  watching: Watching,
): { readonly jobs: Loop; readonly purge: ReturnType<typeof createDailyPurge> } {
  const { storage, log, concurrency } = parts;
  const { now, jobs, announcer, directory, roles, exports, schedules } = shared;
  const audit = createAuditImport(shared.audit);
  const tidy = createTidyImport({
    operations: storage.operations,
    work: storage.work,
    writers: storage.writerLine,
    parts: storage.importParts,
  });
  const every: Omit<AttemptDeps, 'tidy' | 'logFailure'> = {
    operations: storage.operations,
    announce: announcer.ended,
    retrySeconds: parts.retrySeconds ?? ((tries) => 2 ** tries),
    now,
  };
  const failedImport = { ...storage, parts: storage.importParts };
  const common: ImportJobDeps = {
    ...every,
    announcer,
    tidy: async (operation) => {
      await audit(operation);
      await tidy(operation);
      const { tenant, by, state, counts } = operation;
      if (state !== 'completed' || counts.added === 0) return;
      const merged = await shared.meetImported(tenant, by);
      if (merged > 0)
        log.info({ operation: operation.id, merged }, 'imported people met records of theirs');
    },
    assertRoom: parts.assertRoom ?? (() => Promise.resolve()),
    settle: createSettleFailedImport(failedImport),
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
    writers: storage.writerLine,
    concurrency,
    parts: storage.importParts,
    atHome: new Set<string>(),
  };
  const attributes = (tenant: string) => organizations.attributes(tenant);
  const { importsUnderWay } = shared;
  const handle = createJobHandler({
    'plan-import': importsUnderWay.counted(
      createPlanImportJob({ ...common, organizations, people, files, work }),
    ),
    'apply-import': importsUnderWay.counted(createApplyImportJob(writing)),
    'import-part': importsUnderWay.counted(createImportPartJob(writing)),
    'undo-import': createUndoImportJob({
      ...writing,
      attributes,
      settle: createSettleFailedUndo(writing),
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
      tidy: createTidyExport({
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
      arrive: createArriving({
        groups: storage.groups,
        memberships: storage.memberships,
        arrivals: shared.arrivals,
      }),
    }),
    'sync-people': composeSyncJob(parts, shared, every),
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
  const followGroups = createDailyRound({
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
      async (tenant) => ({ settled: await shared.audit.settle(tenant) }),
      purgeOldest,
      async (tenant) => ({
        notes: await storage.changes.purge(tenant, now() - notesKeptMilliseconds),
      }),
      async (tenant, signal) => ({ groups: await followGroups(tenant, signal) }),
      async (tenant, signal) => ({ files: await shared.retention.removeOld(tenant, signal) }),
      async (tenant, signal) => ({ told: await removeOldNotices(tenant, signal) }),
      async (tenant, signal) => ({ undos: await undoFiles.removeOld(tenant, signal) }),
    ],
    log,
  });
  return {
    jobs: createLoop({
      name: 'jobs',
      queue: watching.queue('jobs', jobs),
      slots: 4,
      log,
      handle: watching.handle('jobs', handle),
    }),
    purge,
  };
}
