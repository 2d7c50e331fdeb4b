import type { Operation } from '../domain/operations/operation.ts';

/** Whether an import isn't decided about yet: it can still be confirmed or dropped. */
export function waitsForAdmin({ state }: Pick<Operation, 'state'>): boolean {
  return state === 'choosing' || state === 'planning' || state === 'asking' || state === 'preview';
}
