import { isEnded, type Operation } from '../domain/operations/operation.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import type { AttemptDeps } from './attempt.ts';
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
 * Deletes an error log whose operation turned out to have ended in another way, such as by an admin's
 * cancellation before the first row was written. No record would name it.
 */
export async function dropUnnamed(
  files: Pick<FileStore, 'remove'>,
  operation: Operation,
  errorLog: string | undefined,
): Promise<void> {
  if (errorLog === undefined || operation.errorLog === errorLog) return;
  if (isEnded(operation.state)) await files.remove(errorLog);
}
