import type { Network } from '../directory/network.ts';
import type { PersonFields } from '../directory/person.ts';
import { changesOf } from '../directory/compare.ts';
import type { RowProblem } from './reading/row.ts';
import type { StoredPerson } from '../directory/people-store.ts';

/** A row that passed all checks of its own: what the plan keeps of it. */
export interface PlannedRow {
  /** the person's id, derived from the phone */
  readonly id: string;
  readonly line: number;
  readonly record: number;
  readonly fields: PersonFields;
}

/** One line of the plan: a person whom the import adds, or changes from the state that the plan saw. */
export type PlanLine =
  | { readonly type: 'add'; readonly row: PlannedRow }
  | { readonly type: 'update'; readonly row: PlannedRow; readonly before: StoredPerson };

export interface Target {
  readonly network: Network;
  /** whether the admin may move people between networks */
  readonly mayMove: boolean;
}

export type Verdict =
  | 'add'
  | 'unchanged'
  | 'update'
  | { readonly rejected: Extract<RowProblem, 'in-other-network' | 'linked'> };

/** The one rule for a row and the person whom it meets; the plan and the apply both ask it. */
export function judge(
  row: PlannedRow,
  existing: StoredPerson | undefined,
  target: Target,
): Verdict {
  if (existing === undefined) return 'add';
  const moves = existing.network !== target.network;
  if (moves && existing.linked && target.network === 'Others') return { rejected: 'linked' };
  if (moves && !target.mayMove) return { rejected: 'in-other-network' };
  return changesOf(existing, { network: target.network, fields: row.fields }).length === 0
    ? 'unchanged'
    : 'update';
}
