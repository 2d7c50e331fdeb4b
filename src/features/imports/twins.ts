import { compareNames, type MatchKey } from '../../domain/match-keys.ts';
import type { PlannedRow } from './plan-line.ts';

/** Rows of one file that are the same person by another key than the phone. */
export interface Twins {
  /** in the file's order, two or more */
  readonly rows: readonly [PlannedRow, PlannedRow, ...PlannedRow[]];
}

export type TwinKey = Extract<MatchKey, 'email' | 'employeeId'>;
const twinKeys: readonly TwinKey[] = ['employeeId', 'email'];

/** A value in more rows than this is a team's mailbox, or marks an empty one: it identifies nobody. */
const maxRowsOfOne = 3;

/**
 * Finds the rows that may be one person: with the same employee ID, or with the same email and names that don't
 * contradict, also by way of a further row.
 * @returns these groups, and the rows that stand alone
 */
export function findTwins(rows: readonly PlannedRow[]): {
  readonly twins: readonly Twins[];
  readonly single: readonly PlannedRow[];
} {
  const inOrder = rows.toSorted((one, other) => one.record - other.record);
  const groupOf = new Map(inOrder.map((row) => [row, [row]]));
  for (const key of twinKeys) {
    for (const same of Map.groupBy(inOrder, (row) => valueOf(row, key)).values()) {
      const isOne = same.length <= maxRowsOfOne && (key === 'employeeId' || haveOneName(same));
      const [first] = same;
      if (first !== undefined && isOne && valueOf(first, key) !== '') join(groupOf, same);
    }
  }
  const groups = [...new Set(groupOf.values())];
  return {
    twins: groups.flatMap((group): Twins[] => {
      const [first, second, ...others] = group.toSorted((one, other) => one.record - other.record);
      return first === undefined || second === undefined
        ? []
        : [{ rows: [first, second, ...others] }];
    }),
    single: groups.flatMap((group) => (group.length === 1 ? group : [])),
  };
}

/** The key that a row has in common with one of these, and that one. */
export function sharedKey(
  row: PlannedRow,
  others: readonly PlannedRow[],
): { readonly key: TwinKey; readonly with: PlannedRow } | undefined {
  for (const key of twinKeys) {
    const value = valueOf(row, key);
    const same = value === '' ? undefined : others.find((other) => valueOf(other, key) === value);
    if (same !== undefined) return { key, with: same };
  }
  return undefined;
}

function join(groupOf: Map<PlannedRow, PlannedRow[]>, rows: readonly PlannedRow[]): void {
  const all = [...new Set(rows.flatMap((row) => groupOf.get(row) ?? []))];
  for (const row of all) groupOf.set(row, all);
}

function valueOf({ fields }: PlannedRow, key: TwinKey): string {
  return fields[key]?.toLowerCase() ?? '';
}

function haveOneName([first, ...others]: readonly PlannedRow[]): boolean {
  return others.every(
    ({ fields }) => first !== undefined && compareNames(first.fields, fields) !== 'differs',
  );
}
