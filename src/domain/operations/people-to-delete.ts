import type { Operation } from './operation.ts';

/** Number of people whom a confirmed import deletes, as planned. */
export function peopleToDelete({
  mode,
  decided,
  preview,
}: Pick<Operation, 'mode' | 'decided' | 'preview'>): number {
  const isDecided = mode === 'delete' || (mode === 'everyone' && decided?.missing === 'delete');
  return isDecided ? (preview?.leaving?.people ?? 0) : 0;
}

/** Of those, the people who aren't rows of the file. */
export function missingToDelete(
  operation: Pick<Operation, 'mode' | 'decided' | 'preview'>,
): number {
  return operation.mode === 'everyone' ? peopleToDelete(operation) : 0;
}
