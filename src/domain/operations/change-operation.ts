import type { Operation, OperationKey } from './operation.ts';
import type { OperationStore } from './ports.ts';

/** How often a change is decided anew when others keep changing the record. */
const attempts = 12;

/**
 * Changes an operation's record: reads it, lets `decide` say what it becomes, and writes it if nobody else has
 * in between; otherwise reads and decides again.
 *
 * @param decide returns the new record, or undefined to leave it as it is
 * @returns the record as it is afterwards and whether this call changed it; undefined when there is no such operation
 */
export async function changeOperation(
  store: OperationStore,
  key: OperationKey,
  decide: (operation: Operation) => Operation | undefined,
): Promise<{ readonly operation: Operation; readonly changed: boolean } | undefined> {
  for (let attempt = 1; ; attempt += 1) {
    const current = await store.read(key);
    if (current === undefined) return undefined;
    const wanted = decide(current);
    if (wanted === undefined) return { operation: current, changed: false };
    const written = await store.update(wanted);
    if (written !== 'conflict') return { operation: written, changed: true };
    if (attempt === attempts) return { operation: current, changed: false };
    await pause(attempt * 10 * (1 + Math.random()));
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
