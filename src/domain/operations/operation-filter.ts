import type { Network } from '../network.ts';
import { operationStates, statusWord, type OperationState, type StatusWord } from './operation.ts';
import type { Operation } from './operation.ts';

/** Which operations of a history to list; each part that is there has to match. */
export interface OperationFilter {
  /** Entra object id of the person who started it */
  readonly by?: string;
  readonly status?: StatusWord;
  /** an export of both networks is of neither */
  readonly network?: Network;
  /** milliseconds since 1970, inclusive */
  readonly since?: number;
  /** milliseconds since 1970, exclusive */
  readonly until?: number;
}

export function statesOf(status: StatusWord): readonly OperationState[] {
  return operationStates.filter((state) => statusWord(state) === status);
}

/** Whether an operation matches; its time isn't looked at, since its id has it. */
export function matchesFilter(operation: Operation, filter: OperationFilter): boolean {
  const { by, status, network } = filter;
  if (by !== undefined && operation.by.id !== by) return false;
  if (status !== undefined && statusWord(operation.state) !== status) return false;
  return network === undefined || (operation.network ?? operation.bulk?.network) === network;
}
