import type { Announcer } from '../../../domain/operations/ports.ts';
import type { Actor } from '../../../domain/person.ts';
import type { Target } from '../plan-line.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type { AttemptDeps } from '../../../jobs/attempt.ts';

export interface ImportJobDeps extends AttemptDeps {
  readonly announcer: Announcer;
  /**
   * What the import may do, asked again at the worker's door: roles may have been taken since the file was sent.
   * @throws AppError `not-an-admin`
   */
  targetOf(operation: Operation, actor: Actor): Promise<Target>;
  /** @throws AppError `store-full` when the store has no room for so many people more */
  assertRoom(people: number): Promise<void>;
}
