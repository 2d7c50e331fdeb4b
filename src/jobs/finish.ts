import { isEnded, type Operation } from '../domain/operations/operation.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import type { AttemptDeps } from './attempt.ts';
import { changeOperation } from './change-operation.ts';
import type { Outcome } from './handle-message.ts';

/**
 * Sends the notices of an operation that has ended, and deletes its temporary data. An operation that hasn't
 * ended is left alone: another worker was quicker, which a queue can't rule out, and it may be waiting for
 * confirmation or for the write lock and need its files; or concurrent writes won, and the next delivery of the
 * message decides.
 */
export async function finish(
  deps: Pick<AttemptDeps, 'announce' | 'cleanUp'>,
  operation: Operation,
): Promise<Outcome> {
  if (!isEnded(operation.state)) return { againInSeconds: 1 };
  await deps.announce(operation);
  await deps.cleanUp(operation);
  return 'done';
}

/**
 * Ends the record of an operation that has written people.
 * @param facts of the record, with its last state and its error log, if it has one
 * @returns the record, which another worker may have ended otherwise; undefined: it is gone
 */
export async function endWriting(
  deps: Pick<AttemptDeps, 'operations' | 'now'> & { readonly files?: Pick<FileStore, 'remove'> },
  begun: Operation,
  facts: Partial<Operation> & { readonly state: 'completed' | 'cancelled' },
): Promise<Operation | undefined> {
  const ended = await changeOperation(deps.operations, begun, (latest) => {
    if (latest.state !== 'applying') return undefined;
    const { checkpoint: _done, ...kept } = latest;
    return { ...kept, ...facts, endedAt: new Date(deps.now()).toISOString(), tries: 0 };
  });
  const { errorLog } = facts;
  // Ended in another way, such as by a cancellation before the first row was written: no record would name the log.
  const isNamed = errorLog === undefined || errorLog === ended?.operation.errorLog;
  if (ended !== undefined && !isNamed && isEnded(ended.operation.state))
    await deps.files?.remove(errorLog);
  return ended?.operation;
}
