import type { AttributeDefinition } from '../../../domain/attributes.ts';
import type { AppError } from '../../../errors.ts';
import type { Operation } from '../../../domain/operations/operation.ts';
import type { FileStore } from '../../../domain/operations/ports.ts';
import { textFor } from '../../../text/text.ts';
import { notUndoneLog } from './not-undone-log.ts';
import {
  undoFromTheStart,
  undoImport,
  undoneSoFar,
  type UndoCheckpoint,
  type UndoDeps,
} from './flow.ts';
import { failureOf } from '../../../domain/operations/failure-of.ts';

/** Sets the record of a failed undo to what it has reverted. */
export function createReconcileFailedUndo(deps: UndoDeps & { now(): number }) {
  return async (operation: Operation): Promise<Partial<Operation>> => {
    if (operation.state !== 'applying') return {};
    const counted = await undoImport(deps, {
      operation,
      by: operation.by,
      from: (operation.checkpoint as UndoCheckpoint | undefined) ?? undoFromTheStart,
      onlyCount: true,
      signal: new AbortController().signal,
      now: () => deps.now(),
      onProgress: () => undefined,
    });
    return undoneSoFar(operation, counted);
  };
}

/** Writes why an undo failed into its log, with the people left as they are. @returns the log's blob name */
export function createLogFailedUndo(deps: {
  readonly files: FileStore;
  readonly work: FileStore;
  attributes(tenant: string): Promise<readonly AttributeDefinition[]>;
}) {
  return async (operation: Operation, error: AppError): Promise<string> => {
    const text = textFor(operation.locale, operation.timeZone);
    const attributes = await deps.attributes(operation.tenant);
    const failure = text.error(failureOf(operation, error));
    return notUndoneLog(deps, { key: operation, attributes, text, failure });
  };
}
