import type { Announcer } from '../../../domain/operations/ports.ts';
import type { Actor } from '../../../domain/person.ts';
import type { Target } from '../plan-line.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type { AttemptDeps } from '../../../jobs/attempt.ts';

export interface ImportJobDeps extends AttemptDeps {
  readonly announcer: Announcer;
  /**
   * The rights of the import, checked again by the worker: the admin's role may have been removed since the
   * file was sent.
   * @throws AppError `not-an-admin`
   */
  targetOf(operation: Operation, actor: Actor): Promise<Target>;
  /** @throws AppError `store-full` when the store has no room for this many more people */
  assertRoom(people: number): Promise<void>;
}
