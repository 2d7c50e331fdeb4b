import type { OperationJobMessage } from '../../../domain/operations/job-message.ts';
import { noCounts, type Operation } from '../../../domain/operations/operation.ts';
import type {
  Announcer,
  FileStore,
  JobSender,
  WriteLock,
  WriteQueue,
} from '../../../domain/operations/ports.ts';
import type { Standing } from '../../../domain/roles.ts';
import { AppError, asAppError } from '../../../errors.ts';
import { attempt, type AttemptDeps } from '../../../jobs/attempt.ts';
import { changeOperation } from '../../../jobs/change-operation.ts';
import { endWriting, finish } from '../../../jobs/finish.ts';
import { inWriteOrder } from '../../../jobs/in-write-order.ts';
import { mayRun } from '../../../jobs/may-run.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import { createWriting } from '../../../jobs/write-progress.ts';
import {
  bringEverything,
  bringFromTheStart,
  mustBeEmpty,
  peopleAt,
  type BringCheckpoint,
  type BringDeps,
} from '../everything/bring-everything.ts';
import { countArchive, openArchive, type Archive } from '../everything/open-archive.ts';

export interface EverythingJobDeps extends AttemptDeps, Omit<BringDeps, 'operations'> {
  readonly announcer: Announcer;
  readonly writeQueue: WriteQueue;
  readonly files: FileStore;
  readonly jobs: JobSender;
  standingOf(tenant: string, person: string): Promise<Standing>;
  assertRoom(people: number): Promise<void>;
  /** how long after a change of the secret other processes may still use the former one */
  readonly secretSeconds: number;
}

/**
 * Brings an archive of everything into an empty directory: checks it whole and shows what it has, and once that is
 * confirmed writes it, as one writer in the write queue.
 */
export function createImportEverythingJob(deps: EverythingJobDeps) {
  return async (message: OperationJobMessage, handling: Handling): Promise<Outcome> => {
    const key = { tenant: message.tenant, kind: 'import', id: message.operation } as const;
    const current = await deps.operations.read(key);
    if (current === undefined || current.state === 'planning') {
      return attempt(deps, {
        ...{ key, ready: ['planning'], early: [], handling },
        work: (operation) => check(deps, operation, handling),
      });
    }
    return inWriteOrder(deps, {
      ...{ key, early: ['preview'], handling },
      write: (operation, lock) => bring(deps, operation, lock, handling),
    });
  };
}

/** The role may have been removed since the archive was sent. @throws AppError `not-an-admin` */
async function authorise(deps: EverythingJobDeps, { tenant, by, confirmedBy }: Operation) {
  if (!mayRun(await deps.standingOf(tenant, (confirmedBy ?? by).id), 'import-everything'))
    throw new AppError('not-an-admin');
}

async function within<Result>(
  { files }: EverythingJobDeps,
  { tenant, original }: Operation,
  signal: AbortSignal,
  work: (archive: Archive) => Promise<Result>,
): Promise<Result> {
  const archive = await openArchive((fromByte) => files.open(original, fromByte), tenant, signal);
  try {
    return await work(archive);
  } finally {
    await archive.close();
  }
}

async function check(
  deps: EverythingJobDeps,
  operation: Operation,
  { signal, log }: Handling,
): Promise<Outcome> {
  await authorise(deps, operation);
  const started = deps.now();
  const found = await within(deps, operation, signal, (archive) =>
    countArchive(archive, () => undefined),
  );
  await mustBeEmpty(deps, operation.tenant, operation.id);
  const people = found.people + found.deleted;
  await deps.assertRoom(people);
  const checked = await changeOperation(deps.operations, operation, (latest) =>
    latest.state === 'planning'
      ? {
          ...latest,
          state: 'preview',
          tries: 0,
          counts: { ...noCounts, added: people },
          planned: { ...noCounts, added: people },
          rowsTotal: people,
          rowsDone: people,
          brings: found,
        }
      : undefined,
  );
  if (checked === undefined) return 'done';
  // The log has no names.
  const { admins: _names, ...counts } = found;
  log.info({ operation: operation.id, ...counts, ms: deps.now() - started }, 'archive checked');
  if (checked.operation.state !== 'preview') return finish(deps, checked.operation);
  await deps.announcer.moved(checked.operation);
  return 'done';
}

async function bring(
  deps: EverythingJobDeps,
  begun: Operation,
  lock: WriteLock,
  handling: Handling,
): Promise<Outcome> {
  const { tenant, id: operation } = begun;
  const from = (begun.checkpoint as BringCheckpoint | undefined) ?? bringFromTheStart;
  const started = deps.now();
  const writing = createWriting(deps, begun, from, (checkpoint) => ({
    rowsDone: peopleAt(checkpoint),
    counts: { ...noCounts, added: peopleAt(checkpoint) },
  }));
  const stopping = AbortSignal.any([handling.signal, lock.lost]);
  const signal = AbortSignal.any([stopping, writing.cancelled]);
  await writing.begin();
  let last = from;
  const note = async (checkpoint: BringCheckpoint, durably = false) => {
    last = checkpoint;
    if (!durably) {
      writing.note(checkpoint);
      return;
    }
    const kept = await changeOperation(deps.operations, begun, (latest) =>
      latest.state === 'applying' ? { ...latest, checkpoint } : undefined,
    );
    if (kept?.changed !== true) throw new AppError('busy', {}, { note: 'no checkpoint' });
  };
  const run = {
    ...{ tenant, operation, signal, note },
    by: begun.confirmedBy ?? begun.by,
    at: begun.confirmedAt ?? begun.at,
  };
  try {
    await authorise(deps, begun);
    const outcome = await within(deps, begun, signal, async (archive) => {
      const wait = await lock.whileHeld(() => takeSecret(deps, archive, begun, last, note));
      if (wait > 0) return wait;
      last = await lock.whileHeld(() => bringEverything(deps, archive, run, last));
      return undefined;
    });
    if (outcome !== undefined) return { againInSeconds: outcome };
  } catch (error) {
    await writing.flush().catch(() => undefined);
    const isCancelled = writing.cancelled.aborted && !stopping.aborted;
    if (isCancelled || givenUp.has(asAppError(error).code))
      await giveSecretBack(deps, tenant, last, note);
    if (!writing.cancelled.aborted || stopping.aborted) throw error;
    return end(deps, begun, 'cancelled', last, handling, started);
  }
  await writing.flush();
  return end(deps, begun, 'completed', last, handling, started);
}

/**
 * People's ids are made with a secret, so the organization takes over the archive's. Other processes may know the former
 * one for a while: nobody is written before they have forgotten it.
 * @returns seconds to wait
 */
async function takeSecret(
  deps: EverythingJobDeps,
  archive: Archive,
  { tenant, id }: Operation,
  checkpoint: BringCheckpoint,
  note: (checkpoint: BringCheckpoint, durably: boolean) => Promise<void>,
): Promise<number> {
  if (checkpoint.adoptedAt !== undefined) {
    const left = checkpoint.adoptedAt + deps.secretSeconds * 1_000 - deps.now();
    return checkpoint.emptied === true ? 0 : Math.max(0, Math.ceil(left / 1_000));
  }
  await mustBeEmpty(deps, tenant, id);
  const former = checkpoint.former ?? (await deps.target.secretOf(tenant));
  await note({ ...checkpoint, former }, true);
  for await (const lines of archive.organization()) {
    for (const line of lines) {
      if (line.kind === 'secret') await deps.target.adoptSecret(tenant, line.identitySecret);
    }
  }
  await note({ ...checkpoint, former, adoptedAt: deps.now() }, true);
  return deps.secretSeconds;
}

/** Refusals after which no later attempt goes on. */
const givenUp: ReadonlySet<string> = new Set(['directory-not-empty', 'not-an-admin']);

/** The people who are there keep their ids. Noted first: the next attempt, if there is one, begins again. */
async function giveSecretBack(
  { target }: EverythingJobDeps,
  tenant: string,
  { former }: BringCheckpoint,
  note: (checkpoint: BringCheckpoint, durably: boolean) => Promise<void>,
): Promise<void> {
  if (former === undefined) return;
  await note(bringFromTheStart, true);
  await target.adoptSecret(tenant, former);
}

async function end(
  deps: EverythingJobDeps,
  begun: Operation,
  state: 'completed' | 'cancelled',
  checkpoint: BringCheckpoint,
  { log }: Handling,
  started: number,
): Promise<Outcome> {
  const people = peopleAt(checkpoint);
  const counts = { ...noCounts, added: people };
  const ended = await endWriting(deps, begun, { state, counts, rowsDone: people });
  if (ended === undefined) return 'done';
  log.info({ operation: begun.id, state, people, ms: deps.now() - started }, 'archive brought in');
  await deps.jobs.send({ v: 1, type: 'refresh-view', tenant: begun.tenant });
  return finish(deps, ended);
}
