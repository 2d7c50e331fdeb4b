import type { Role } from '../directory/roles.ts';
import { may } from '../directory/roles.ts';
import { AppError } from '../errors.ts';
import { exportPeople, type ExportDeps, type Exported } from '../exports/export-people.ts';
import { comparable, lastExport, type LastExportDeps } from '../exports/last-export.ts';
import type { Announcer } from '../notices/announce.ts';
import { changeOperation } from '../operations/change-operation.ts';
import type { Operation } from '../operations/operation.ts';
import type { OperationJobMessage } from '../operations/ports.ts';
import { textFor } from '../text/text.ts';
import { attempt, type AttemptDeps } from './attempt.ts';
import type { Handling, Outcome } from './loop.ts';
import { createProgress } from './progress.ts';

const progressMilliseconds = 1500;

export type ExportJobDeps = AttemptDeps &
  ExportDeps &
  LastExportDeps & {
    readonly announcer: Announcer;
    roleOf(tenant: string, person: string): Promise<Role>;
  };

/** What is kept of a try for the next one. */
interface Begun {
  /** id of the export that changes are counted from; absent: none */
  readonly base?: string;
}

/** Writes the file of an export. A try that dies leaves nothing behind, and the next one begins anew. */
export function createExportPeopleJob(deps: ExportJobDeps) {
  return (message: OperationJobMessage, handling: Handling): Promise<Outcome> =>
    attempt(deps, {
      key: { tenant: message.tenant, kind: 'export', id: message.operation },
      ready: ['queued', 'applying'],
      early: [],
      handling,
      work: (operation) => run(deps, operation, handling),
    });
}

async function run(
  deps: ExportJobDeps,
  operation: Operation,
  handling: Handling,
): Promise<Outcome> {
  const { request } = operation;
  if (request === undefined) throw new AppError('unexpected', {}, { note: 'no request' });
  // Asked again at the worker's door: the role may have been taken since.
  const role = await deps.roleOf(operation.tenant, operation.by.id);
  if (!may(role, 'export')) throw new AppError('not-an-admin');
  const started = deps.now();
  const cancelled = new AbortController();
  const base = request.changes.kind === 'since-last' ? await baseOf(deps, operation) : undefined;
  const checkpoint: Begun = base === undefined ? {} : { base: base.id };

  const note = async (progress: Pick<Operation, 'rowsDone' | 'rowsTotal'>): Promise<void> => {
    const noted = await changeOperation(deps.operations, operation, (latest) =>
      latest.state === 'queued' || latest.state === 'applying'
        ? { ...latest, ...progress, state: 'applying', checkpoint }
        : undefined,
    );
    if (noted?.changed !== true || noted.operation.cancelAsked === true) cancelled.abort();
    else await deps.announcer.moved(noted.operation);
  };
  await note({ rowsDone: 0 });
  const progress = createProgress(progressMilliseconds, note);
  try {
    const exported = await exportPeople(deps, {
      operation,
      request,
      base,
      text: textFor(operation.locale, operation.timeZone),
      signal: AbortSignal.any([handling.signal, cancelled.signal]),
      onProgress(people, share) {
        const expected = share > 0 ? Math.round(people / share) : undefined;
        const rowsTotal = expected === undefined ? {} : { rowsTotal: expected };
        void Promise.resolve(progress.note({ rowsDone: people, ...rowsTotal })).catch(
          () => undefined,
        );
      },
    });
    await progress.flush();
    return await end(deps, operation, exported, { handling, started });
  } catch (error) {
    const askedToStop = cancelled.signal.aborted && !handling.signal.aborted;
    if (!askedToStop) throw error;
    return await end(deps, operation, undefined, { handling, started });
  }
}

/** Every try of an export counts from the same earlier one, also when another has been completed between them. */
async function baseOf(deps: ExportJobDeps, operation: Operation): Promise<Operation | undefined> {
  if (operation.checkpoint === undefined) return lastExport(deps, operation);
  const { base } = operation.checkpoint as Begun;
  return base === undefined ? undefined : comparable(deps, operation.tenant, base);
}

/** The file is there before the record says so; whoever gets the message again announces what wasn't announced. */
async function end(
  deps: ExportJobDeps,
  begun: Operation,
  exported: Exported | undefined,
  { handling, started }: { readonly handling: Handling; readonly started: number },
): Promise<Outcome> {
  const ended = await changeOperation(deps.operations, begun, (latest) => {
    if (latest.state !== 'applying') return undefined;
    const { checkpoint: _done, rowsTotal: _estimate, ...kept } = latest;
    const at = { endedAt: new Date(deps.now()).toISOString(), tries: 0 };
    // Cancelled in the very last moment: then there is no file.
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
  });
  if (ended === undefined) return 'done';
  const { state, rowsDone, counts } = ended.operation;
  handling.log.info(
    {
      operation: begun.id,
      state,
      rows: rowsDone,
      rejected: counts.rejected,
      ms: deps.now() - started,
    },
    'export ended',
  );
  await deps.announce(ended.operation);
  await deps.tidy(ended.operation);
  return 'done';
}
