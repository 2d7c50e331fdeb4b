import { noCounts, type Operation } from '../domain/operations/operation.ts';
import type { OperationStore } from '../domain/operations/ports.ts';
import { AppError } from '../errors.ts';

/** The progress of an operation, and its file. */
type Progress = Pick<Operation, 'counts' | 'rowsDone' | 'tries' | 'fileBytes' | 'original'>;
export const nothingDone: Progress = {
  counts: noCounts,
  rowsDone: 0,
  tries: 0,
  fileBytes: 0,
  original: '',
};

/**
 * Writes the record of an operation that begins, with nothing done yet. If another process has written it for the same
 * action, that record is returned.
 */
export async function beginOperation(
  store: Pick<OperationStore, 'create' | 'read'>,
  operation: Omit<Operation, 'etag' | keyof Progress> & Partial<Progress>,
): Promise<Operation> {
  const created = await store.create({ ...nothingDone, ...operation });
  if (created !== 'conflict') return created;
  const there = await store.read(operation);
  if (there === undefined) throw new AppError('operation-gone', { kind: operation.kind });
  return there;
}
