import { randomBytes } from 'node:crypto';
import { mayRun } from '../jobs/may-run.ts';
import { createExportCleanUp } from '../features/exports/clean-up-export.ts';
import { exportFiles } from '../features/exports/export-files.ts';
import { createExportPeopleJob } from '../features/exports/jobs/export-people-job.ts';
import { createRunScheduleJob } from '../features/exports/jobs/run-schedule-job.ts';
import { exportFailureLog } from '../features/exports/people-error-log.ts';
import type { AttemptDeps } from '../jobs/attempt.ts';
import type { JobTable } from '../jobs/handlers.ts';
import { auditWords } from '../text/audit-words.ts';
import { textFor } from '../text/text.ts';
import { createArchiveSource } from './archive.ts';
import type { Dependencies } from './dependencies.ts';
import type { Shared } from './shared.ts';
import { failureOf } from '../domain/operations/failure-of.ts';

/** The jobs of exports: the export itself, and the message with which a schedule starts one. */
export function composeExportJobs(
  { storage }: Dependencies,
  shared: Shared,
  attempts: Omit<AttemptDeps, 'cleanUp' | 'logFailure'>,
): Pick<JobTable, 'export-people' | 'export-everything' | 'export-audit' | 'run-schedule'> {
  const { files, people, organizations, exportMemory } = storage;
  const { roles, schedules, exports } = shared;
  const exportJob = createExportPeopleJob({
    ...attempts,
    announcer: shared.announcer,
    people,
    files,
    archive: createArchiveSource(storage, shared.now),
    async *auditFile(tenant, text, onEntries) {
      const words = auditWords(text, await organizations.attributes(tenant));
      yield* shared.audit.csv(tenant, words, onEntries);
    },
    memory: exportMemory,
    schedules: storage.schedules,
    settings: {
      delimiter: (tenant) => shared.organizationSettings.delimiter(tenant),
      attributes: (tenant) => organizations.attributes(tenant),
    },
    standingOf: (tenant, person) => roles.standingOf(tenant, person),
    cleanUp: createExportCleanUp({ files, memory: exportMemory, schedules, audit: shared.audit }),
    async logFailure(operation, error) {
      const text = textFor(operation.locale, operation.timeZone);
      const name = exportFiles.errorLog(
        exportFiles.folderOfTry(operation, randomBytes(8).toString('hex')),
      );
      await files.write(name, exportFailureLog(text.error(failureOf(operation, error)), text));
      return name;
    },
  });
  return {
    'export-people': exportJob,
    'export-everything': exportJob,
    'export-audit': exportJob,
    'run-schedule': createRunScheduleJob({
      schedules,
      ask: (schedule, at) => exports.askForSchedule(schedule, at),
      mayExport: async (tenant, person) =>
        mayRun(await roles.standingOf(tenant, person), 'run-schedule'),
    }),
  };
}
