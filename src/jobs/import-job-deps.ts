import type { Actor } from '../directory/person.ts';
import type { Target } from '../imports/plan-line.ts';
import type { Announcer } from '../notices/announce.ts';
import type { Operation } from '../operations/operation.ts';
import type { AttemptDeps } from './attempt.ts';

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
