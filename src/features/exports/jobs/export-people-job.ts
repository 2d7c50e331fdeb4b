import { randomBytes } from 'node:crypto';
import type { Role } from '../../../domain/roles.ts';
import { AppError, isBusy } from '../../../errors.ts';
import { exportFiles } from '../export-files.ts';
import { exportPeople, type ExportDeps, type Exported } from '../export-people.ts';
import { comparable, lastExport, type LastExportDeps } from '../last-export.ts';
import { changeOperation } from '../../../jobs/change-operation.ts';
import { isEnded, type Operation } from '../../../domain/operations/operation.ts';
import type { Announcer, OperationJobMessage } from '../../../domain/operations/ports.ts';
import { textFor } from '../../../text/text.ts';
import { attempt, type AttemptDeps } from '../../../jobs/attempt.ts';
import { finish } from '../../../jobs/finish.ts';
import { checkpointOf, secondsToWaitFor, type ExportCheckpoint } from './export-run.ts';
import type { Handling, Outcome } from '../../../jobs/queue-loop.ts';
import { mayRun } from '../../../jobs/may-run.ts';
import { createProgress } from '../../../jobs/progress.ts';

const progressMilliseconds = 1500;

export type ExportJobDeps = AttemptDeps &
  ExportDeps &
  LastExportDeps & {
    readonly announcer: Announcer;
    roleOf(tenant: string, person: string): Promise<Role>;
  };

/** One run of an export's job. */
interface Run {
  readonly handling: Handling;
  /** names the run in the record, and its folder */
  readonly token: string;
  /** milliseconds since 1970 */
  readonly started: number;
}

/** Writes the file of an export. A run that dies leaves nothing that counts, and the next one starts over. */
export function createExportPeopleJob(deps: ExportJobDeps) {
  return (message: OperationJobMessage, handling: Handling): Promise<Outcome> => {
    const run: Run = { handling, token: randomBytes(8).toString('hex'), started: deps.now() };
    return attempt(deps, {
      key: { tenant: message.tenant, kind: 'export', id: message.operation },
      ready: ['queued', 'applying'],
      early: [],
      handling,
      busySeconds: (operation) => secondsToWaitFor(operation, deps.now()),
      noted: (operation) => ({ checkpoint: heardOf(deps, operation, run) }),
      async work(operation) {
        try {
          return await write(deps, operation, run);
        } catch (error) {
          await leave(deps, operation, run).catch(() => undefined);
          throw error;
        }
      },
    });
  };
}

function heardOf(deps: ExportJobDeps, operation: Operation, { token }: Run): ExportCheckpoint {
  return { ...checkpointOf(operation), run: { token, at: deps.now() } };
}

/** Lets the next attempt start without waiting for this run. */
async function leave(deps: ExportJobDeps, operation: Operation, { token }: Run): Promise<void> {
  await changeOperation(deps.operations, operation, (latest) => {
    const { run, ...kept } = checkpointOf(latest);
    return isEnded(latest.state) || run?.token !== token
      ? undefined
      : { ...latest, checkpoint: kept };
  });
}

async function write(deps: ExportJobDeps, operation: Operation, run: Run): Promise<Outcome> {
  const { handling } = run;
  const { request } = operation;
  if (request === undefined) throw new AppError('unexpected', {}, { note: 'no request' });
  // Checked again by the worker, since the role may have been removed.
  const role = await deps.roleOf(operation.tenant, operation.by.id);
  if (!mayRun(role, 'export-people')) throw new AppError('not-an-admin');
  const stopped = new AbortController();
  const base = request.changes.kind === 'since-last' ? await baseOf(deps, operation) : undefined;

  const note = async (progress: Pick<Operation, 'rowsDone' | 'rowsTotal'>): Promise<void> => {
    const noted = await changeOperation(deps.operations, operation, (latest) => {
      if (isEnded(latest.state)) return undefined;
      // This run counted as dead and another one started, whose numbers now apply; the first to finish ends the
      // export.
      if (secondsToWaitFor(latest, deps.now(), run.token) !== undefined) return undefined;
      const checkpoint = { base: base?.id ?? null, ...heardOf(deps, latest, run) };
      return { ...latest, ...progress, state: 'applying', checkpoint };
    }).catch(othersKeptChanging);
    // Concurrent writes won; the next progress is noted instead.
    if (noted === 'busy') return;
    // Only an end or a cancellation stops the run.
    if (noted === undefined || isEnded(noted.operation.state) || noted.operation.cancelAsked) {
      stopped.abort();
    } else if (noted.changed) await deps.announcer.moved(noted.operation);
  };
  await note({ rowsDone: 0 });
  const progress = createProgress(progressMilliseconds, note);
  const folder = exportFiles.folderOfTry(operation, run.token);
  try {
    const exported = await exportPeople(deps, {
      operation,
      request,
      base,
      folder,
      text: textFor(operation.locale, operation.timeZone),
      signal: AbortSignal.any([handling.signal, stopped.signal]),
      onProgress(people, share) {
        const expected = share > 0 ? Math.round(people / share) : undefined;
        const rowsTotal = expected === undefined ? {} : { rowsTotal: expected };
        void Promise.resolve(progress.note({ rowsDone: people, ...rowsTotal })).catch(
          () => undefined,
        );
      },
    });
    await progress.flush();
    return await end(deps, operation, exported, run);
  } catch (error) {
    const askedToStop = stopped.signal.aborted && !handling.signal.aborted;
    if (!askedToStop) throw error;
    return await end(deps, operation, undefined, run);
  }
}

/** Every attempt of an export compares with the same earlier one, even if another has completed in between. */
async function baseOf(deps: ExportJobDeps, operation: Operation): Promise<Operation | undefined> {
  const { base } = checkpointOf(operation);
  if (base === undefined) return lastExport(deps, operation);
  return base === null ? undefined : comparable(deps, operation.tenant, base);
}

/**
 * The file is complete before the record says so; a repeated delivery sends a missing notice. The record ends
 * once: the first run's file counts, and every other run deletes its own.
 */
async function end(
  deps: ExportJobDeps,
  begun: Operation,
  exported: Exported | undefined,
  run: Run,
): Promise<Outcome> {
  const ended = await changeOperation(deps.operations, begun, (latest) =>
    isEnded(latest.state) ? undefined : endedWith(exported, latest, deps.now()),
  ).catch(othersKeptChanging);
  // The file stays until the record has ended, since it may still be the one that counts.
  if (ended === 'busy') return { againInSeconds: 1 };
  if (exported !== undefined && ended?.operation.original !== exported.file) {
    await deps.files.removeAll(exportFiles.folderOfTry(begun, run.token));
  }
  if (ended === undefined) return 'done';
  const { state, rowsDone, counts } = ended.operation;
  run.handling.observer?.rows('export', rowsDone, deps.now() - run.started);
  run.handling.log.info(
    {
      operation: begun.id,
      state,
      rows: rowsDone,
      rejected: counts.rejected,
      ms: deps.now() - run.started,
    },
    'export ended',
  );
  return finish(deps, ended.operation);
}

/** @throws the error, where it is another one */
function othersKeptChanging(error: unknown): 'busy' {
  if (isBusy(error)) return 'busy';
  throw error;
}

function endedWith(exported: Exported | undefined, latest: Operation, now: number): Operation {
  const { checkpoint: _done, rowsTotal: _estimate, ...kept } = latest;
  const at = { endedAt: new Date(now).toISOString(), tries: 0 };
  // Cancelled at the last moment: then there is no file.
  if (exported === undefined || latest.cancelAsked === true) {
    return { ...kept, ...at, state: 'cancelled', rowsDone: 0 };
  }
  const { counts, damaged, bytes, file, errorLog } = exported;
  return {
    ...kept,
    ...at,
    state: 'completed',
    original: file,
    fileBytes: bytes,
    exported: counts,
    counts: { ...latest.counts, rejected: damaged },
    rowsDone: counts.people,
    rowsTotal: counts.people,
    ...(errorLog !== undefined && { errorLog }),
  };
}
