import { groupOf } from '../domain/operations/group-facts.ts';
import { undoRight } from '../domain/doors.ts';
import { may } from '../domain/roles.ts';
import { mayRun } from '../jobs/may-run.ts';
import { AppError } from '../errors.ts';
import { createAfterImport } from '../features/imports/after-import.ts';
import { createAuditImport } from '../features/imports/audit-import.ts';
import { createImportCleanUp } from '../features/imports/clean-up-import.ts';
import {
  createLogFailedImport,
  createReconcileFailedImport,
} from '../features/imports/failed-import.ts';
import { createApplyImportJob } from '../features/imports/jobs/apply-import-job.ts';
import { createImportByItself } from '../features/imports/inbox/import-by-itself.ts';
import type { ImportJobDeps } from '../features/imports/jobs/import-job-deps.ts';
import { createPlanImportJob } from '../features/imports/jobs/plan-import-job.ts';
import { createUndoImportJob } from '../features/imports/jobs/undo-import-job.ts';
import {
  createLogFailedUndo,
  createReconcileFailedUndo,
} from '../features/imports/undo/failed-undo.ts';
import { createSyncImages } from '../features/sync/sync-images.ts';
import { finalErrorLog } from '../features/imports/final-error-log.ts';
import { createImportEverythingJob } from '../features/imports/jobs/import-everything-job.ts';
import { createArchiveTarget } from './archive-target.ts';
import { textFor } from '../text/text.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { AttemptDeps } from '../jobs/attempt.ts';
import type { JobTable } from '../jobs/handlers.ts';
import type { Dependencies } from './dependencies.ts';
import { composeImportRequests } from './import-requests.ts';
import type { Shared } from './shared.ts';
import { failureOf } from '../domain/operations/failure-of.ts';

/** The jobs of imports: plan, apply and undo. */
export function composeImportJobs(
  deps: Dependencies,
  shared: Shared,
  attempts: Omit<AttemptDeps, 'cleanUp' | 'logFailure'>,
): Pick<
  JobTable,
  'plan-import' | 'apply-import' | 'import-part' | 'undo-import' | 'import-everything'
> {
  const { storage, concurrency } = deps;
  const { organizations, people, files, work } = storage;
  const { runningImports, jobs } = shared;
  const common = importJobDeps(deps, shared, attempts);
  const writing = {
    ...common,
    ...shared.writers,
    files,
    work,
    jobs,
    writeQueue: storage.writeQueue,
    concurrency,
    joining: shared.groups.files,
    phones: shared.phoneChanges,
    operations: storage.operations,
  };
  const attributes = (tenant: string) => organizations.attributes(tenant);
  return {
    'plan-import': runningImports.counted(
      createPlanImportJob({
        ...common,
        organizations,
        people,
        files,
        work,
        columnMemory: storage.columnMemory,
        joining: shared.groups.files,
        importByItself: createImportByItself({
          imports: composeImportRequests(deps, shared),
          setting: (tenant) => shared.organizationSettings.inbox(tenant),
          changeLimit: (tenant) => shared.organizationSettings.changeLimit(tenant),
        }),
        recognition: {
          index: (tenant) => shared.directory.matchIndex(tenant),
          order: (tenant) => shared.organizationSettings.matchOrder(tenant),
          changeLimit: (tenant) => shared.organizationSettings.changeLimit(tenant),
        },
      }),
    ),
    'apply-import': runningImports.counted(createApplyImportJob(writing)),
    // Asked for help with an import by a worker of version 1.1 or earlier, which does without it.
    'import-part': () => Promise.resolve('done'),
    'import-everything': runningImports.counted(
      createImportEverythingJob({
        ...writing,
        // The archive's target writes rows as they are, of which nobody tells the view.
        people,
        changeFeed: storage.changes,
        cleanUp: everythingCleanUp(deps, shared),
        // The record counts what is written.
        reconcile: () => Promise.resolve({}),
        logFailure: (operation, error) =>
          finalErrorLog({ files, work }, failedLog(operation, error)),
        target: createArchiveTarget(storage, shared.audit),
        standingOf: (tenant, person) => shared.roles.standingOf(tenant, person),
        secretSeconds: deps.secretSeconds ?? 60,
      }),
    ),
    'undo-import': createUndoImportJob({
      ...writing,
      attributes,
      async mayUndo(operation, actor) {
        const standing = await shared.roles.standingOf(operation.tenant, actor.id);
        return may(standing, undoRight(operation));
      },
      imagesOfSync: createSyncImages(work),
      reconcile: createReconcileFailedUndo(writing),
      logFailure: createLogFailedUndo({ files, work, attributes }),
    }),
  };
}

function failedLog(operation: Operation, error: AppError) {
  const text = textFor(operation.locale, operation.timeZone);
  return { key: operation, late: [], failure: text.error(failureOf(operation, error)), text };
}

/** Unlike after a file, nobody is merged: the people are as they were. */
function everythingCleanUp({ storage }: Dependencies, shared: Shared) {
  const audit = createAuditImport(shared.audit);
  const cleanUp = createImportCleanUp(storage);
  return async (operation: Operation) => {
    await audit(operation);
    await cleanUp(operation);
  };
}

/** Merges those of an import's people who are there by their accounts too. Idempotent. */
export async function linkAfterImport(
  { log }: Dependencies,
  shared: Shared,
  { id, tenant, kind, by, state, counts }: Operation,
): Promise<void> {
  if (kind !== 'import' || state !== 'completed' || counts.added === 0) return;
  const merged = await shared.linkImportedPeople(tenant, by);
  if (merged > 0)
    log.info({ operation: id, merged }, 'imported people were merged with existing records');
}

function importJobDeps(
  deps: Dependencies,
  shared: Shared,
  attempts: Omit<AttemptDeps, 'cleanUp' | 'logFailure'>,
): ImportJobDeps {
  const { storage } = deps;
  const audit = createAuditImport(shared.audit);
  const goOn = createAfterImport({
    jobs: shared.jobs,
    link: (operation) => linkAfterImport(deps, shared, operation),
  });
  const cleanUp = createImportCleanUp({
    operations: storage.operations,
    work: storage.work,
    writeQueue: storage.writeQueue,
    formerWorkUnits: storage.formerWorkUnits,
  });
  return {
    ...attempts,
    announcer: shared.announcer,
    cleanUp: async (operation) => {
      await audit(operation);
      await cleanUp(operation);
      // Nobody of the directory is changed by a file for a group.
      if (groupOf(operation) === undefined) await goOn(operation);
    },
    assertRoom: deps.assertRoom ?? (() => Promise.resolve()),
    reconcile: createReconcileFailedImport(storage),
    logFailure: createLogFailedImport(storage),
    // The role may have been removed since the card was sent, so the worker checks it again.
    targetOf: async ({ tenant, network = 'Others', mode, group }, actor) => {
      // Whether its sender may add people to the group is checked where they join.
      if (group?.chosen !== undefined) return { network: 'Others', mayMove: false, required: [] };
      const standing = await shared.roles.standingOf(tenant, actor.id);
      if (!mayRun(standing, 'apply-import')) throw new AppError('not-an-admin');
      if (mode !== undefined && !may(standing, 'delete-people')) throw new AppError('not-an-admin');
      const attributes = await storage.organizations.attributes(tenant);
      return {
        network,
        mayMove: may(standing, 'move-people'),
        required: attributes.filter(({ required }) => required),
      };
    },
  };
}
