import type { OperationJobMessage } from '../../../domain/operations/job-message.ts';
import type { AttributeDefinition } from '../../../domain/attributes.ts';
import type { Actor } from '../../../domain/person.ts';
import { AppError } from '../../../errors.ts';
import { isLarge } from '../apply-import.ts';
import { notUndoneLog } from '../undo/not-undone-log.ts';
import {
  undoFromTheStart,
  undoImport,
  undoneSoFar,
  type UndoCheckpoint,
  type UndoDeps,
} from '../undo/flow.ts';
import type { UndoCounts } from '../undo/undo-shard.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type {
  FileStore,
  JobSender,
  WriteLock,
  WriteQueue,
} from '../../../domain/operations/ports.ts';
import { textFor } from '../../../text/text.ts';
import { endWriting, finish } from '../../../jobs/finish.ts';
import type { ImportJobDeps } from './import-job-deps.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import { inWriteOrder } from '../../../jobs/in-write-order.ts';
import { createWriting } from '../../../jobs/write-progress.ts';
import { defined } from '../../../lib/defined.ts';

export type UndoJobDeps = ImportJobDeps &
  UndoDeps & {
    readonly writeQueue: WriteQueue;
    readonly files: FileStore;
    readonly jobs: JobSender;
    attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
    /** whether this admin still has the right to do what the undo does */
    mayUndo(operation: Operation, by: Actor): Promise<boolean>;
  };

/** An undo's progress: its checkpoint, and for display also the counts of unfinished shards. */
interface Noted extends UndoCheckpoint {
  readonly underWay?: UndoCounts;
}

/** Restores people to their state before an import, a sync or a bulk change, as one writer in the write queue. */
export function createUndoImportJob(deps: UndoJobDeps) {
  return (message: OperationJobMessage, handling: Handling): Promise<Outcome> => {
    const { tenant, operation: id, kind = 'import' } = message;
    return inWriteOrder(deps, {
      key: { tenant, kind, id },
      early: [],
      handling,
      write: (operation, lock) => undo(deps, operation, lock, handling),
    });
  };
}

async function undo(
  deps: UndoJobDeps,
  begun: Operation,
  lock: WriteLock,
  handling: Handling,
): Promise<Outcome> {
  const by = begun.confirmedBy ?? begun.by;
  // Checked again by the worker: the role may have been removed since.
  if (!(await deps.mayUndo(begun, by))) throw new AppError('not-an-admin');
  const from = (begun.checkpoint as UndoCheckpoint | undefined) ?? undoFromTheStart;
  const started = deps.now();
  const writing = createWriting<Noted>(deps, begun, from, ({ underWay, ...checkpoint }) =>
    undoneSoFar(begun, checkpoint, underWay),
  );
  const stopping = AbortSignal.any([handling.signal, lock.lost]);
  let last: UndoCheckpoint = from;
  const run = {
    operation: begun,
    by,
    now: () => deps.now(),
    onProgress(checkpoint: UndoCheckpoint, underWay: UndoCounts) {
      last = checkpoint;
      writing.note({ ...checkpoint, underWay });
    },
  };
  await writing.begin();
  try {
    const signal = AbortSignal.any([stopping, writing.cancelled]);
    last = await lock.whileHeld(() => undoImport(deps, { ...run, from, signal }));
  } catch (error) {
    await writing.flush().catch(() => undefined);
    if (!writing.cancelled.aborted || stopping.aborted) throw error;
    const counting = { ...run, onlyCount: true, onProgress: () => undefined };
    const counted = await undoImport(deps, { ...counting, from: last, signal: stopping });
    return await end(deps, begun, 'cancelled', { checkpoint: counted, handling, started });
  }
  await writing.flush();
  return await end(deps, begun, 'completed', { checkpoint: last, handling, started });
}

interface Ending {
  readonly checkpoint: UndoCheckpoint;
  readonly handling: Handling;
  /** milliseconds since 1970 */
  readonly started: number;
}

/** Ends an undo, in the same order as an import. */
async function end(
  deps: UndoJobDeps,
  begun: Operation,
  state: 'completed' | 'cancelled',
  { checkpoint, handling, started }: Ending,
): Promise<Outcome> {
  const facts = undoneSoFar(begun, checkpoint);
  const errorLog =
    facts.counts.rejected === 0
      ? undefined
      : await notUndoneLog(deps, {
          key: begun,
          attributes: await deps.attributes(begun.tenant),
          text: textFor(begun.locale, begun.timeZone),
        });
  const ended = await endWriting(deps, begun, {
    ...facts,
    state,
    ...(state === 'completed' && { rowsTotal: facts.rowsDone }),
    ...defined({ errorLog }),
  });
  if (ended === undefined) return 'done';
  const { counts } = facts;
  const from = (begun.checkpoint as UndoCheckpoint | undefined) ?? undoFromTheStart;
  const before = undoneSoFar(begun, from).rowsDone;
  handling.observer?.rows('undo', facts.rowsDone - before, deps.now() - started);
  handling.log.info(
    {
      operation: begun.id,
      state,
      ...counts,
      removed: facts.undo?.removed,
      ms: deps.now() - started,
    },
    'undo ended',
  );
  if (isLarge(begun)) await deps.jobs.send({ v: 1, type: 'refresh-view', tenant: begun.tenant });
  return finish(deps, ended);
}
