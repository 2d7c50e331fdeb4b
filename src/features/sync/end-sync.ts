import { changeOperation } from '../../jobs/change-operation.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { finish } from '../../jobs/finish.ts';
import type { Handling, Outcome } from '../../jobs/handle-message.ts';
import { nothingYet, type AppliedChanges, type Samples } from './apply-changes.ts';
import { changeSyncState } from './change-state.ts';
import { factsOf, working, writeLog, type Checkpoint, type SyncFlowDeps } from './sync-run.ts';
import { defined } from '../../lib/defined.ts';

/** From this many changed people on, reading the directory view again is cheaper. */
const manyChanges = 1_000;

/**
 * From now on only changes are read. Written before the record ends: a process that continues in between
 * repeats it.
 */
export async function keepState(
  deps: SyncFlowDeps,
  tenant: string,
  read: Checkpoint,
): Promise<void> {
  const { delta } = read.reading;
  await changeSyncState(deps.states, tenant, (state) => {
    // An admin has reset the sync meanwhile, and was told that the next one asks.
    if (state === undefined || (state.resets ?? 0) !== read.resets) {
      return Promise.resolve({ result: undefined });
    }
    const { etag: _etag, deltaLink: _old, ...kept } = state;
    const link = delta !== undefined && { deltaLink: delta };
    const next = { ...kept, isConfirmed: true, revision: read.revision, ...link };
    return Promise.resolve({ next, result: undefined });
  });
}

export async function complete(
  deps: SyncFlowDeps,
  begun: Operation,
  {
    so,
    samples,
    handling,
    started,
  }: { so: AppliedChanges; samples: Samples; handling: Handling; started: number },
): Promise<Outcome> {
  const errorLog = await writeLog(deps, begun, so, samples, false);
  const ended = await changeOperation(deps.operations, begun, (latest) => {
    if (!working.includes(latest.state)) return undefined;
    const facts = { rowsTotal: so.users, ...defined({ errorLog }) };
    return { ...endedWith(latest, so, deps.now()), ...facts, state: 'completed' };
  });
  if (ended === undefined) return 'done';
  const { tenant, id, state, counts } = ended.operation;
  const before = (begun.checkpoint as Checkpoint | undefined)?.so.users ?? 0;
  handling.observer?.rows('sync', so.users - before, deps.now() - started);
  handling.log.info(
    { operation: id, state, rows: so.users, rejected: counts.rejected, ms: deps.now() - started },
    'sync ended',
  );
  if (counts.added + counts.updated + so.removed >= manyChanges) {
    await deps.jobs.send({ v: 1, type: 'refresh-view', tenant });
  }
  return finish(deps, ended.operation);
}

/** @param written what was written, where that is more than the checkpoint says */
export async function cancelled(
  deps: SyncFlowDeps,
  begun: Operation,
  written: AppliedChanges | undefined,
): Promise<Outcome> {
  const current = await deps.operations.read(begun);
  const so = written ?? (current?.checkpoint as Checkpoint | undefined)?.so ?? nothingYet;
  const errorLog = current && (await writeLog(deps, current, so, { troubles: [] }, false));
  const ended = await changeOperation(deps.operations, begun, (latest) => {
    if (!working.includes(latest.state) || latest.cancelAsked !== true) return undefined;
    const facts = defined({ errorLog });
    return { ...endedWith(latest, so, deps.now()), ...facts, state: 'cancelled' };
  });
  if (ended === undefined) return 'done';
  return finish(deps, ended.operation);
}

/** The record of an ended sync but for its state and log. @param now milliseconds since 1970 */
function endedWith(
  { checkpoint: _done, ...latest }: Operation,
  so: AppliedChanges,
  now: number,
): Operation {
  return {
    ...latest,
    endedAt: new Date(now).toISOString(),
    counts: so.counts,
    sync: factsOf(latest, so),
    rowsDone: so.users,
    tries: 0,
  };
}
