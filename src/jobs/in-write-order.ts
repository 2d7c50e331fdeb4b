import { operationOfPlace, writeQueuePlace } from '../domain/operations/write-queue-place.ts';
import { undoableKinds } from '../domain/operations/undo-facts.ts';
import type { Operation, OperationState } from '../domain/operations/operation.ts';
import type { WriteLock, WriteQueue } from '../domain/operations/ports.ts';
import { attempt, type Attempt, type AttemptDeps } from './attempt.ts';
import type { Outcome } from './handle-message.ts';
import { recordOf } from './read-record.ts';

/**
 * How long a place in the write queue may name an operation whose record doesn't know it yet, because its
 * confirmation is in progress.
 */
const confirmationMilliseconds = 60_000;
/** Places that are looked at in one round; more wait for the next. */
const mostAtOnce = 100;

type PlacesDeps = Pick<WriteOrderDeps, 'operations' | 'writeQueue' | 'now'>;

export interface WriteOrderDeps extends AttemptDeps {
  readonly writeQueue: WriteQueue;
}

/**
 * Imports, undos and archives of an organization write one at a time, in the order in which they were confirmed. Waiting
 * isn't an attempt: the place is awaited before an attempt is counted.
 */
export async function inWriteOrder(
  deps: WriteOrderDeps,
  job: Pick<Attempt, 'key' | 'early' | 'handling'> & {
    readonly write: (operation: Operation, lock: WriteLock) => Promise<Outcome>;
  },
): Promise<Outcome> {
  const waiting = await recordOf(deps.operations, job.key, job.early);
  let lock: WriteLock | undefined;
  if (waiting?.state === 'queued' || waiting?.state === 'applying') {
    lock = await acquireInOrder(deps, waiting);
    if (lock === undefined) return { againInSeconds: 2 };
  }
  try {
    return await attempt(deps, {
      ...job,
      ready: ['queued', 'applying'],
      // Without the lock the operation had nothing to write when it was looked at, and has changed since.
      work: (operation) =>
        lock === undefined ? Promise.resolve({ againInSeconds: 1 }) : job.write(operation, lock),
    });
  } finally {
    await lock?.release();
  }
}

async function acquireInOrder(
  deps: WriteOrderDeps,
  operation: Operation,
): Promise<WriteLock | undefined> {
  const { tenant } = operation;
  const place = writeQueuePlace(operation);
  // The first one is in the queue already; mostly the confirmation has put it there.
  if (!(await deps.writeQueue.isFirst(tenant, place))) {
    await deps.writeQueue.join(tenant, place);
    if (!(await deps.writeQueue.isFirst(tenant, place))) await clearHead(deps, tenant);
    if (!(await deps.writeQueue.isFirst(tenant, place))) return undefined;
  }
  return deps.writeQueue.acquire(tenant);
}

/** Removes the first operation from the write queue if nothing will come of it. */
async function clearHead(deps: WriteOrderDeps, tenant: string): Promise<void> {
  const [head] = await deps.writeQueue.waiting(tenant, 1);
  if (head === undefined) return;
  if (await isAbandoned(deps, tenant, head)) await deps.writeQueue.leave(tenant, head);
}

/**
 * Removes places from the write queue that no one will take: those of processes that died. The next writer would remove
 * them too, but an organization may have none for months.
 * @returns how many
 */
export async function clearAbandoned(deps: PlacesDeps, tenant: string): Promise<number> {
  let removed = 0;
  for (const place of await deps.writeQueue.waiting(tenant, mostAtOnce)) {
    if (!(await isAbandoned(deps, tenant, place))) continue;
    await deps.writeQueue.leave(tenant, place);
    removed += 1;
  }
  return removed;
}

/** Whether a place is of an operation that has ended without leaving, or was never confirmed there. */
async function isAbandoned(deps: PlacesDeps, tenant: string, place: string): Promise<boolean> {
  const id = operationOfPlace(place);
  const found = await Promise.all(
    undoableKinds.map((kind) => deps.operations.read({ tenant, kind, id })),
  );
  const holder = found.find((one) => one !== undefined);
  const writing: readonly OperationState[] = ['queued', 'applying'];
  if (holder !== undefined && writing.includes(holder.state) && writeQueuePlace(holder) === place)
    return false;
  const taken = Number(place.slice(0, 14));
  const beingConfirmed =
    holder?.state === 'preview' && deps.now() - taken < confirmationMilliseconds;
  return !beingConfirmed;
}
