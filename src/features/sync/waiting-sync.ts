import type { Actor } from '../../domain/person.ts';
import type { Operation, OperationKey } from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import { heldDays, remindAfterDays } from '../../domain/operations/sync-facts.ts';
import { changeOperation } from '../../jobs/change-operation.ts';

/*
 * A sync that waits for its admin: the first one at its preview, a later one when it would change many people and
 * is held.
 */

export interface WaitingSyncDeps {
  readonly operations: OperationStore;
  /** sends the message that has a worker run the sync */
  readonly send: (key: OperationKey) => Promise<void>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const dayMs = 24 * 3_600_000;

/** Continues a sync that waits in this state; in another one it stays unchanged. */
export function continueFrom(
  { operations, send, now }: WaitingSyncDeps,
  state: 'preview' | 'held',
): (key: OperationKey, by: Actor) => Promise<Operation | undefined> {
  return async (key, by) => {
    // Before the record is changed: a message that comes too early waits for it, and a lost one would not.
    await send(key);
    const result = await changeOperation(operations, key, (latest) =>
      latest.state === state
        ? {
            ...latest,
            state: 'queued',
            confirmedAt: new Date(now()).toISOString(),
            confirmedBy: by,
            planned: latest.counts,
            rowsDone: 0,
            tries: 0,
          }
        : undefined,
    );
    return result?.operation;
  };
}

/** Discards a held sync. One that is no longer held stays unchanged. */
export async function discard(
  { operations, now }: WaitingSyncDeps,
  key: OperationKey,
): Promise<Operation | undefined> {
  const result = await changeOperation(operations, key, (latest) =>
    latest.state === 'held'
      ? { ...latest, state: 'cancelled', endedAt: new Date(now()).toISOString() }
      : undefined,
  );
  return result?.operation;
}

/**
 * Once a day: discards a sync that is held too long.
 * @param held the organization's last sync
 * @returns a sync to remind an admin of
 */
export async function expire(
  deps: WaitingSyncDeps,
  held: Operation | undefined,
): Promise<Operation | undefined> {
  const { operations, now } = deps;
  if (held?.state !== 'held') return undefined;
  const days = (now() - Date.parse(held.at)) / dayMs;
  if (days >= heldDays) {
    await discard(deps, held);
    return undefined;
  }
  if (days < remindAfterDays || held.sync?.remindedAt !== undefined) return undefined;
  // Without its position the card is sent again, as a message of its own.
  const result = await changeOperation(operations, held, (latest) => {
    if (latest.state !== 'held' || latest.sync === undefined) return undefined;
    const { card: _place, ...kept } = latest;
    const remindedAt = new Date(now()).toISOString();
    return { ...kept, sync: { ...latest.sync, remindedAt } };
  });
  return result?.changed === true ? result.operation : undefined;
}
