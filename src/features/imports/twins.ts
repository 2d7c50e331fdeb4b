import { compareNames, type MatchKey } from '../../domain/match-keys.ts';
import type { PlannedRow } from './plan-line.ts';

/** Rows of one file that are the same person by another key than the phone. */
export interface Twins {
  readonly key: MatchKey;
  /** in the file's order, two or more */
  readonly rows: readonly [PlannedRow, PlannedRow, ...PlannedRow[]];
}

/** A value in more rows than this is a team's mailbox, or marks an empty one: it identifies nobody. */
const maxRowsOfOne = 3;

/**
 * Finds the rows that may be one person: with the same employee ID, or with the same email and names that don't
 * contradict.
 * @returns these groups, and the rows that stand alone
 */
export function findTwins(rows: readonly PlannedRow[]): {
  readonly twins: readonly Twins[];
  readonly single: readonly PlannedRow[];
} {
  const twins: Twins[] = [];
  let left = rows.toSorted((one, other) => one.record - other.record);
  for (const key of ['employeeId', 'email'] as const) {
    const single: PlannedRow[] = [];
    const groups = Map.groupBy(left, ({ fields, record }) => {
      const value = fields[key]?.toLowerCase() ?? '';
      return value === '' ? `\u0000${record}` : value;
    });
    for (const group of groups.values()) {
      const [first, second, ...others] = group;
      const isOne = group.length <= maxRowsOfOne && (key === 'employeeId' || haveOneName(group));
      if (first === undefined || second === undefined || !isOne) single.push(...group);
      else twins.push({ key, rows: [first, second, ...others] });
    }
    left = single;
  }
  return { twins, single: left };
}

function haveOneName([first, ...others]: readonly PlannedRow[]): boolean {
  return others.every(
    ({ fields }) => first !== undefined && compareNames(first.fields, fields) !== 'differs',
  );
}
