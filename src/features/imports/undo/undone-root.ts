import type { Operation } from '../../../domain/operations/operation.ts';
import type { OperationStore } from '../../../domain/operations/ports.ts';
import { defined } from '../../../lib/defined.ts';

/** The beginning of a chain of undos: an import, a sync, or a bulk change. */
export interface UndoneRoot {
  /** absent: its record is gone */
  readonly operation?: Operation;
  /** the undone operation is itself the undo of an undo …, so the root's changes are made again */
  readonly isAgain: boolean;
}

/** More undos of undos than anybody selects in 30 days. */
const longestChain = 1_000;

/** Follows an undo to what it undoes in the end. */
export async function rootOf(
  operations: Pick<OperationStore, 'read'>,
  undo: Pick<Operation, 'tenant' | 'kind' | 'undo'>,
): Promise<UndoneRoot> {
  const { tenant, kind } = undo;
  let of = undo.undo?.of;
  for (let depth = 0; depth < longestChain && of !== undefined; depth += 1) {
    const operation: Operation | undefined = await operations.read({ tenant, kind, id: of });
    const isAgain = depth % 2 === 1;
    if (operation?.undo === undefined) {
      return { isAgain, ...defined({ operation }) };
    }
    of = operation.undo.of;
  }
  return { isAgain: false };
}
