import type { MatchKey } from '../../domain/match-keys.ts';
import {
  answerFor,
  type Decided,
  type IdentityAnswer,
  type IdentityQuestion,
} from '../../domain/operations/identity-questions.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { PlannedRow } from './plan-line.ts';

/*
 * Rows that the plan can't decide alone, and the few that change a person's phone number and so can't be
 * written with the rest. They have a file of their own and are applied one by one, after everything else.
 */

/** A line of that file. */
export interface AskedLine {
  readonly n: number;
  /** `none`: no question, the row is an update */
  readonly question: IdentityQuestion | 'none';
  readonly key: MatchKey;
  readonly row: PlannedRow;
  /** the person to update, as the plan saw them; absent: the other rows are the same person */
  readonly before?: StoredPerson;
  /** another person, to whom another key of the row belongs */
  readonly also?: { readonly key: MatchKey; readonly person: Pick<StoredPerson, 'fields'> };
  /** earlier rows of the file that are the same person by another key than the phone */
  readonly twins?: readonly PlannedRow[];
}

/** The admin's answer about a row. Without one, the row is left out. */
export function answerOf(
  { question, n }: Pick<AskedLine, 'question' | 'n'>,
  decided: Decided | undefined,
): IdentityAnswer {
  if (question === 'none') return 'update';
  return answerFor(question, n, decided ?? {}) ?? 'skip';
}

/** All rows of a line, in the file's order. */
export function rowsOf({ row, twins = [] }: AskedLine): readonly PlannedRow[] {
  return [...twins, row];
}

/** The rows that an answer leaves out. */
export function leftOutBy(line: AskedLine, answer: IdentityAnswer): readonly PlannedRow[] {
  if (answer === 'add') return [];
  const { row, twins = [] } = line;
  if (answer === 'update') return twins;
  // The first of several rows of possibly one person stays.
  return line.before === undefined && twins.length > 0 ? [...twins.slice(1), row] : [...twins, row];
}

/** Ids of the people whom an answered line may have written. */
export function idsWrittenBy(line: AskedLine, answer: IdentityAnswer): readonly string[] {
  const left = new Set(leftOutBy(line, answer).map(({ record }) => record));
  const rows = rowsOf(line).filter(({ record }) => !left.has(record));
  if (answer === 'update' && line.before !== undefined) return [line.before.id];
  return rows.map(({ id }) => id);
}
