import type { Operation } from '../domain/operations/operation.ts';

/** Whether an import still awaits a decision: it can be confirmed or dropped. */
export function waitsForAdmin({ state }: Pick<Operation, 'state'>): boolean {
  return state === 'choosing' || state === 'planning' || state === 'asking' || state === 'preview';
}
