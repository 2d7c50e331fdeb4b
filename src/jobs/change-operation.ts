import { isEnded, type Operation, type OperationKey } from '../domain/operations/operation.ts';
import type { OperationStore } from '../domain/operations/ports.ts';
import { retryOnConflict } from '../lib/retry-on-conflict.ts';

/**
 * Changes an operation's record: reads it, lets `decide` return the new record, and writes it if it hasn't changed
 * in between; otherwise reads and decides again.
 *
 * @param decide returns the new record, or undefined to leave it unchanged
 * @returns the record afterwards and whether this call changed it; undefined when there is no such operation
 * @throws AppError `busy`
 */
export function changeOperation(
  store: OperationStore,
  key: OperationKey,
  decide: (operation: Operation) => Operation | undefined,
): Promise<{ readonly operation: Operation; readonly changed: boolean } | undefined> {
  return retryOnConflict('an operation’s record', async () => {
    const current = await store.read(key);
    if (current === undefined) return undefined;
    const wanted = decide(current);
    if (wanted === undefined) return { operation: current, changed: false };
    const written = await store.update(wanted);
    return written === 'conflict' ? written : { operation: written, changed: true };
  });
}

/**
 * Cancels an operation: at once while it isn't being worked on, otherwise at its next check.
 * @param also of the record that ends at once
 * @returns as changeOperation does
 */
export function cancelOperation(
  store: OperationStore,
  key: OperationKey,
  now: () => number,
  also: (latest: Operation) => Partial<Operation> = () => ({}),
): ReturnType<typeof changeOperation> {
  return changeOperation(store, key, (latest) => {
    if (isEnded(latest.state)) return undefined;
    if (latest.state !== 'applying') {
      const endedAt = new Date(now()).toISOString();
      return { ...latest, ...also(latest), state: 'cancelled', endedAt };
    }
    return latest.cancelAsked === true ? undefined : { ...latest, cancelAsked: true };
  });
}
