import type { OperationJobMessage } from '../../../domain/operations/job-message.ts';
import { checkpointOf, factsAt, fromTheStart, type ApplyCheckpoint } from '../apply-checkpoint.ts';
import { leftOutByChoice, type ApplyAskedDeps } from '../apply-asked.ts';
import { groupOf } from '../../../domain/operations/group-facts.ts';
import type { ApplyDeps } from '../apply-import.ts';
import { applyPlan } from '../flow.ts';
import { applyJoining, settleJoining } from '../join-group.ts';
import type { GroupJoining } from '../../../domain/group-joining.ts';
import { finalErrorLog } from '../final-error-log.ts';
import { finalLeavingList } from '../final-leaving-list.ts';
import type { Rejection } from '../reading/row.ts';
import { reconcileImport } from '../reconcile-import.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type { FileStore, WriteLock, WriteQueue } from '../../../domain/operations/ports.ts';
import { textFor } from '../../../text/text.ts';
import { endWriting, finish } from '../../../jobs/finish.ts';
import type { ImportJobDeps } from './import-job-deps.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import { inWriteOrder } from '../../../jobs/in-write-order.ts';
import { createWriting } from '../../../jobs/write-progress.ts';
import { defined } from '../../../lib/defined.ts';

export interface ApplyJobDeps extends ImportJobDeps, ApplyDeps {
  readonly writeQueue: WriteQueue;
  readonly files: FileStore;
  readonly phones: ApplyAskedDeps['phones'];
  readonly joining: GroupJoining;
}

/** Writes the changes of a confirmed import. An organization's imports run one at a time, in their order. */
export function createApplyImportJob(deps: ApplyJobDeps) {
  return (message: OperationJobMessage, handling: Handling): Promise<Outcome> => {
    const key = { tenant: message.tenant, kind: 'import', id: message.operation } as const;
    const early = ['choosing', 'planning', 'asking', 'preview'] as const;
    return inWriteOrder(deps, {
      key,
      early,
      handling,
      write: (operation, lock) => apply(deps, operation, lock, handling),
    });
  };
}

async function apply(
  deps: ApplyJobDeps,
  begun: Operation,
  lock: WriteLock,
  handling: Handling,
): Promise<Outcome> {
  const by = begun.confirmedBy ?? begun.by;
  const target = await deps.targetOf(begun, by);
  const joins = groupOf(begun) !== undefined;
  const from = checkpointOf(begun) ?? fromTheStart;
  const started = deps.now();
  const writing = createWriting(deps, begun, from, (checkpoint) => factsAt(begun, checkpoint));
  const stopping = AbortSignal.any([handling.signal, lock.lost]);
  const signal = AbortSignal.any([stopping, writing.cancelled]);
  const run = { operation: begun, target, by, signal, now: () => isoOf(deps.now()) };
  let last = from;
  const onProgress = (checkpoint: ApplyCheckpoint) => {
    last = checkpoint;
    writing.note(checkpoint);
  };
  await writing.begin();
  try {
    last = await lock.whileHeld(() =>
      joins ? applyJoining(deps, run, from, onProgress) : applyPlan(deps, run, from, onProgress),
    );
  } catch (error) {
    await writing.flush().catch(() => undefined);
    if (!writing.cancelled.aborted || stopping.aborted) throw error;
    const { checkpoint, late } = joins
      ? await settleJoining(deps.work, begun, last)
      : await reconcileImport(deps, begun, last);
    return await end(deps, begun, 'cancelled', {
      checkpoint,
      late: late.inOrder(),
      handling,
      started,
    });
  }
  await writing.settle();
  const left = await leftOutByChoice(deps.work, begun);
  const late = [...last.rejections, ...left].toSorted((a, b) => a.record - b.record);
  return await end(deps, begun, 'completed', { checkpoint: last, late, handling, started });
}

function isoOf(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

interface Ending {
  readonly checkpoint: ApplyCheckpoint;
  /** rows refused or not applied after the plan, in the file's order */
  readonly late: Iterable<Rejection>;
  readonly handling: Handling;
  /** milliseconds since 1970 */
  readonly started: number;
}

/**
 * Ends an import: error log, record, notice, clean-up. In this order a crash leaves nothing untrue: a record
 * that says Completed has its counts and log, and the next delivery of the message sends a missing notice.
 */
async function end(
  deps: ApplyJobDeps,
  begun: Operation,
  state: 'completed' | 'cancelled',
  { checkpoint, late, handling, started }: Ending,
): Promise<Outcome> {
  const hasLate = checkpoint.rejected > 0 || state === 'cancelled';
  const text = textFor(begun.locale, begun.timeZone);
  await finalLeavingList(deps, begun, text);
  const errorLog = hasLate ? await finalErrorLog(deps, { key: begun, late, text }) : begun.errorLog;
  const facts = { ...factsAt(begun, checkpoint), state, ...defined({ errorLog }) };
  const ended = await endWriting(deps, begun, facts);
  if (ended === undefined) return 'done';
  const before = factsAt(begun, checkpointOf(begun) ?? fromTheStart).rowsDone;
  handling.observer?.rows('apply', ended.rowsDone - before, deps.now() - started);
  handling.log.info(
    { operation: begun.id, state, ...ended.counts, ms: deps.now() - started },
    'import ended',
  );
  return finish(deps, ended);
}
