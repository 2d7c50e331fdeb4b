import type { Operation } from './operation.ts';

/**
 * Whether an import or a sync may have changed anyone: until then its counts are only those of its plan.
 * A sync without a preview needs no confirmation.
 */
export function hasApplied({
  kind,
  state,
  rowsDone,
  preview,
  confirmedAt,
}: Pick<Operation, 'kind' | 'state' | 'rowsDone' | 'preview' | 'confirmedAt'>): boolean {
  if (state === 'applying' || state === 'completed') return true;
  const isConfirmed = confirmedAt !== undefined || (kind === 'sync' && preview === undefined);
  return isConfirmed && rowsDone > 0;
}
