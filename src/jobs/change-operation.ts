import type { Operation, OperationKey } from '../domain/operations/operation.ts';
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
