import type { WriterLease, WriterLine } from '../imports/ports.ts';
import { operationOfPlace, writerPlace } from '../imports/writer-place.ts';
import type { Operation, OperationKey, OperationState } from '../operations/operation.ts';
import type { OperationStore } from '../operations/ports.ts';
import type { Outcome } from './loop.ts';
import { recordOf } from './record-of.ts';

/** How long a place in the line may belong to an operation that doesn't know of it: a confirmation under way. */
const confirmationMilliseconds = 60_000;

export interface TurnToWriteDeps {
  readonly operations: OperationStore;
  readonly writers: WriterLine;
  now(): number;
}

/**
 * Imports and undos of an organization write one at a time, in the order in which they were confirmed. Waiting isn't trying: the
 * turn comes before a try is counted.
 * @param early the states before an operation is confirmed
 * @param write is given the lease; none where the operation has nothing to write (any more)
 */
export async function inTurnToWrite(
  deps: TurnToWriteDeps,
  key: OperationKey,
  early: readonly OperationState[],
  write: (lease: WriterLease | undefined) => Promise<Outcome>,
): Promise<Outcome> {
  const waiting = await recordOf(deps.operations, key, early);
  let lease: WriterLease | undefined;
  if (waiting?.state === 'queued' || waiting?.state === 'applying') {
    lease = await turnToWrite(deps, waiting);
    if (lease === undefined) return { againInSeconds: 2 };
  }
  try {
    return await write(lease);
  } finally {
    await lease?.release();
  }
}

async function turnToWrite(
  deps: TurnToWriteDeps,
  operation: Operation,
): Promise<WriterLease | undefined> {
  const place = writerPlace(operation);
  await deps.writers.join(operation.tenant, place);
  if (!(await deps.writers.isFirst(operation.tenant, place))) {
    await clearHead(deps, operation.tenant);
    if (!(await deps.writers.isFirst(operation.tenant, place))) return undefined;
  }
  return deps.writers.acquire(operation.tenant);
}

/** Takes the first place from an operation that has ended without leaving, or never came to be confirmed. */
async function clearHead(deps: TurnToWriteDeps, tenant: string): Promise<void> {
  const [head] = await deps.writers.waiting(tenant, 1);
  if (head === undefined) return;
  const holder = await deps.operations.read({ tenant, kind: 'import', id: operationOfPlace(head) });
  const writing: readonly OperationState[] = ['queued', 'applying'];
  if (holder !== undefined && writing.includes(holder.state) && writerPlace(holder) === head)
    return;
  const taken = Number(head.slice(0, 14));
  const beingConfirmed =
    holder?.state === 'preview' && deps.now() - taken < confirmationMilliseconds;
  if (!beingConfirmed) await deps.writers.leave(tenant, head);
}
