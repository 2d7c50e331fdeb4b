import type { PeopleStore } from '../../domain/people-store.ts';
import type { AppError } from '../../errors.ts';
import { noCounts, type Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { textFor } from '../../text/text.ts';
import { groupOf } from '../../domain/operations/group-facts.ts';
import { settleJoining } from './join-group.ts';
import { checkpointOf, factsAt } from './apply-checkpoint.ts';
import { finalErrorLog } from './final-error-log.ts';
import { finalLeavingList } from './final-leaving-list.ts';
import { reconcileImport, type Settled } from './reconcile-import.ts';
import { failureOf } from '../../domain/operations/failure-of.ts';

interface FailedImportDeps {
  readonly files: FileStore;
  readonly work: FileStore;
  readonly people: PeopleStore;
}

/** The changes that a failed import has written; undefined if there can't be any. */
async function settled(deps: FailedImportDeps, operation: Operation): Promise<Settled | undefined> {
  const checkpoint = checkpointOf(operation);
  if (operation.state !== 'applying' || checkpoint === undefined) return undefined;
  if (groupOf(operation) !== undefined) return settleJoining(deps.work, operation, checkpoint);
  return reconcileImport(deps, operation, checkpoint);
}

/** Sets the counts of a failed import to what it has written. Before it began, they are the planned ones. */
export function createReconcileFailedImport(deps: FailedImportDeps) {
  return async (operation: Operation): Promise<Partial<Operation>> => {
    if (operation.state === 'queued') {
      return { counts: noCounts, planned: operation.planned ?? operation.counts };
    }
    const so = await settled(deps, operation);
    return so === undefined ? {} : factsAt(operation, so.checkpoint);
  };
}

/**
 * Writes an error log with the reason of the failure and the rows that weren't applied. @returns the log's blob
 * name
 */
export function createLogFailedImport(deps: FailedImportDeps) {
  return async (operation: Operation, error: AppError): Promise<string> => {
    const text = textFor(operation.locale, operation.timeZone);
    const late = (await settled(deps, operation))?.late.inOrder() ?? [];
    if (operation.state === 'applying') await finalLeavingList(deps, operation, text);
    const failure = text.error(failureOf(operation, error));
    return finalErrorLog(deps, { key: operation, late, failure, text });
  };
}
