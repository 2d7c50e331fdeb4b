import type { Operation } from '../../domain/operations/operation.ts';
import type { JobSender } from '../../domain/operations/ports.ts';
import { isLarge } from './apply-import.ts';

export interface AfterImportDeps {
  readonly jobs: JobSender;
  /** merges those of an import's people who are there by their accounts too */
  readonly link: (operation: Operation) => Promise<void>;
}

/** Ends what a confirmed import leaves to be done when its notice is on its way. Idempotent. */
export function createAfterImport({ jobs, link }: AfterImportDeps) {
  return async (operation: Operation): Promise<void> => {
    const { tenant, id, undo, confirmedAt } = operation;
    if (undo !== undefined || confirmedAt === undefined) return;
    // After a large one, who is there twice is known when the lists have been read again.
    if (isLarge(operation)) await jobs.send({ v: 1, type: 'refresh-view', tenant, operation: id });
    else await link(operation);
  };
}
