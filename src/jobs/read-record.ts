import { setTimeout as pause } from 'node:timers/promises';
import type { Operation, OperationKey, OperationState } from '../domain/operations/operation.ts';
import type { OperationStore } from '../domain/operations/ports.ts';

/** A message is sent before its record is written: mostly it is a matter of some milliseconds. */
const soonMs = [20, 40, 80, 160];

/**
 * An operation's record, as its job's message finds it; looked at again for a moment where the message was quicker than the record.
 * @param early the states that come before the job's: with one of them, or without a record, it hasn't come yet
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
