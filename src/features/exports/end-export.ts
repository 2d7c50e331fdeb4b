import { changeOperation } from '../../jobs/change-operation.ts';
import { isEnded, type Operation } from '../../domain/operations/operation.ts';
import type { AttemptDeps } from '../../jobs/attempt.ts';
import { finish } from '../../jobs/finish.ts';
import type { Outcome } from '../../jobs/handle-message.ts';
import { exportFiles } from './export-files.ts';
import type { ExportDeps, Exported } from './export-people.ts';
import { unlessBusy, type ExportRun } from './export-run.ts';
import { defined } from '../../lib/defined.ts';

/**
 * The file is complete before the record says so; a repeated delivery sends a missing notice. The record ends
 * once: the first run's file counts, and every other run deletes its own.
 */
export async function endExport(
  deps: AttemptDeps & Pick<ExportDeps, 'files'>,
  begun: Operation,
  exported: Exported | undefined,
  { handling, token, started }: ExportRun,
): Promise<Outcome> {
  const ended = await unlessBusy(
    changeOperation(deps.operations, begun, (latest) =>
      isEnded(latest.state) ? undefined : endedWith(exported, latest, deps.now()),
    ),
  );
  // The file stays until the record has ended, since it may still be the one that counts.
  if (ended === 'busy') return { againInSeconds: 1 };
  if (exported !== undefined && ended?.operation.original !== exported.file) {
    await deps.files.removeAll(exportFiles.folderOfTry(begun, token));
  }
  if (ended === undefined) return 'done';
  const { state, rowsDone: rows, counts } = ended.operation;
  const ms = deps.now() - started;
  handling.observer?.rows('export', rows, ms);
  const { rejected } = counts;
  handling.log.info({ operation: begun.id, state, rows, rejected, ms }, 'export ended');
  return finish(deps, ended.operation);
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
    rowsDone: counts.entries ?? counts.people,
    rowsTotal: counts.entries ?? counts.people,
    ...defined({ errorLog }),
  };
}
