import { setTimeout as pause } from 'node:timers/promises';
import type { Operation, OperationKey, OperationState } from '../domain/operations/operation.ts';
import type { OperationStore } from '../domain/operations/ports.ts';

/** A message is sent before its record is written, usually by some milliseconds. */
const soonMs = [5, 10, 20, 40, 80, 160];

/**
 * @returns the record of a job's operation, read again for a moment where the message arrived before the record
 * @param early the states before the job's own: a record in one of them, or none, counts as not written yet
 */
export async function recordOf(
  operations: Pick<OperationStore, 'read'>,
  key: OperationKey,
  early: readonly OperationState[],
): Promise<Operation | undefined> {
  const isHere = (operation: Operation | undefined) =>
    operation !== undefined && !early.includes(operation.state);
  let record = await operations.read(key);
  for (const ms of soonMs) {
    if (isHere(record)) break;
    await pause(ms);
    record = await operations.read(key);
  }
  return record;
}
