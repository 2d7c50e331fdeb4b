import type { OperationJobMessage } from '../../../domain/operations/job-message.ts';
import type { DeletedFilter } from '../../../domain/operations/deleted-filter.ts';
import { noCounts, type Operation } from '../../../domain/operations/operation.ts';
import type {
  Announcer,
  FileStore,
  JobSender,
  WriteLock,
} from '../../../domain/operations/ports.ts';
import type { ChangeFeed } from '../../../domain/people-store.ts';
import { nameOf, type Actor } from '../../../domain/person.ts';
import { AppError } from '../../../errors.ts';
import { endWriting, finish } from '../../../jobs/finish.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import { inWriteOrder, type WriteOrderDeps } from '../../../jobs/in-write-order.ts';
import { createWriting } from '../../../jobs/write-progress.ts';
import { guardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../../lib/spreadsheets/csv-file.ts';
import { forEachConcurrent } from '../../../lib/concurrency.ts';
import { defined } from '../../../lib/defined.ts';
import { textFor } from '../../../text/text.ts';
import type { People } from '../people.ts';
import type { Refusal } from '../change-many.ts';
import { shardOf } from '../../../domain/person-id.ts';

export interface RestoreDeletedJobDeps extends WriteOrderDeps {
  readonly people: Pick<People, 'restoreMany'>;
  readonly changeFeed: Pick<ChangeFeed, 'shard'>;
  readonly files: FileStore;
  readonly jobs: JobSender;
  readonly announcer: Announcer;
  /** ids of the people who were deleted until a time (ISO 8601) and can still be restored */
  deletedUntil(tenant: string, until: string, filter: DeletedFilter): Promise<readonly string[]>;
  mayRestore(tenant: string, by: Actor): Promise<boolean>;
}

interface Checkpoint {
  readonly restored: number;
  readonly refused: number;
}

interface Refused {
  readonly name: string;
  readonly phone: string;
  readonly reason: Refusal;
}

/** In one transaction. With more people in a shard, reading it again is cheaper than noting each. */
const chunkSize = 100;
const shardsAtOnce = 4;
/** From so many on, reading the directory view again is cheaper. */
const many = 1_000;

/**
 * Restores deleted people, as one writer in the write queue. They are not listed beforehand: a person who is restored isn't
 * deleted any more, so another attempt goes on with the rest.
 */
export function createRestoreDeletedJob(deps: RestoreDeletedJobDeps) {
  return (message: OperationJobMessage, handling: Handling): Promise<Outcome> =>
    inWriteOrder(deps, {
      key: { tenant: message.tenant, kind: 'import', id: message.operation },
      early: [],
      handling,
      write: (operation, lock) => restore(deps, operation, lock, handling),
    });
}

async function restore(
  deps: RestoreDeletedJobDeps,
  begun: Operation,
  lock: WriteLock,
  handling: Handling,
): Promise<Outcome> {
  const { tenant, restores = {}, at, by } = begun;
  const { named: _named, ...filter } = restores;
  if (!(await deps.mayRestore(tenant, by))) throw new AppError('not-an-admin');
  const ids = await deps.deletedUntil(tenant, at, filter);
  const before = restoredBefore(begun, ids.length);
  const rowsTotal = before + ids.length;
  let so: Checkpoint = { restored: before, refused: 0 };
  const writing = createWriting<Checkpoint>(deps, begun, so, (now) => ({
    ...factsAt(now),
    rowsTotal,
    // From here on, people's records name it.
    restores: { ...restores, named: true },
  }));
  const stopping = AbortSignal.any([handling.signal, lock.lost]);
  const refused: Refused[] = [];
  await writing.begin();
  const restoreSome = async (some: readonly string[], isNoted: boolean) => {
    stopping.throwIfAborted();
    if (writing.cancelled.aborted) return;
    const within = { operation: begun.id, isNoted };
    const outcome = await lock.whileHeld(() => deps.people.restoreMany(tenant, by, some, within));
    refused.push(
      ...outcome.refused.map(({ person, reason }) => ({
        name: nameOf(person.fields),
        phone: person.fields.phone ?? '',
        reason,
      })),
    );
    so = { restored: so.restored + outcome.done.length, refused: refused.length };
    writing.note(so);
  };
  const byShard = Map.groupBy(ids, shardOf);
  await forEachConcurrent(byShard, shardsAtOnce, async ([shard, inShard]) => {
    const isLarge = inShard.length > chunkSize;
    if (isLarge) await deps.changeFeed.shard(tenant, shard);
    try {
      for (let from = 0; from < inShard.length; from += chunkSize)
        await restoreSome(inShard.slice(from, from + chunkSize), isLarge);
    } finally {
      if (isLarge) await deps.changeFeed.shard(tenant, shard);
    }
  });
  await writing.flush();
  const state = writing.cancelled.aborted ? 'cancelled' : 'completed';
  return end(deps, begun, state, { so, refused, handling });
}

/**
 * An attempt that died may have restored more than its last checkpoint says: who was to be restored and isn't
 * deleted any more. The first attempt finds everyone.
 */
function restoredBefore({ checkpoint, rowsTotal = 0 }: Operation, left: number): number {
  const noted = checkpoint as Checkpoint | undefined;
  return noted === undefined ? 0 : Math.max(noted.restored, rowsTotal - left);
}

function factsAt({ restored, refused }: Checkpoint) {
  return {
    rowsDone: restored + refused,
    counts: { ...noCounts, updated: restored, rejected: refused },
  };
}

async function end(
  deps: RestoreDeletedJobDeps,
  begun: Operation,
  state: 'completed' | 'cancelled',
  {
    so,
    refused,
    handling,
  }: {
    readonly so: Checkpoint;
    readonly refused: readonly Refused[];
    readonly handling: Handling;
  },
): Promise<Outcome> {
  const errorLog = refused.length === 0 ? undefined : await writeLog(deps, begun, refused);
  const ended = await endWriting(deps, begun, { ...factsAt(so), state, ...defined({ errorLog }) });
  if (ended === undefined) return 'done';
  handling.log.info({ operation: begun.id, state, ...so }, 'deleted people were restored');
  if (so.restored >= many)
    await deps.jobs.send({ v: 1, type: 'refresh-view', tenant: begun.tenant });
  return finish(deps, ended);
}

/** The people who stay deleted, with the reason. @returns its blob name */
async function writeLog(
  { files }: RestoreDeletedJobDeps,
  { tenant, id, locale, timeZone }: Operation,
  refused: readonly Refused[],
): Promise<string> {
  const text = textFor(locale, timeZone);
  const name = `${tenant}/${id}/error-log.csv`;
  const header = [text.attribute('displayName'), text.attribute('phone'), text.restores.reason];
  const rows = refused.map(({ name: who, phone, reason }) =>
    [who, phone, text.bulk.why(reason, 'restored')].map(guardCell),
  );
  await files.write(name, [Buffer.from(byteOrderMark + csvLines([header, ...rows]))]);
  return name;
}
