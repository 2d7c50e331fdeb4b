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
 * Rows about which the plan can't decide by itself, and the few that can't be written with the rest because they give somebody
 * another phone number. They are kept in a file of their own and applied after everything else, one by one.
 */

/** A line of that file. */
export interface AskedLine {
  readonly n: number;
  /** `none`: nothing is asked, it is an update */
  readonly question: IdentityQuestion | 'none';
  readonly key: MatchKey;
  readonly row: PlannedRow;
  /** who would be updated, as the plan saw them; absent: the other rows are the same person */
  readonly before?: StoredPerson;
  /** earlier rows of the file that are the same person by another key than the phone */
  readonly twins?: readonly PlannedRow[];
}

/** What is to become of an asked row: the admin's answer. One that is missing leaves the row out. */
export function answerOf(
  { question, n }: Pick<AskedLine, 'question' | 'n'>,
  decided: Decided | undefined,
): IdentityAnswer {
  if (question === 'none') return 'update';
  return answerFor(question, n, decided ?? {}) ?? 'skip';
}

/** All rows of a line, in the order of the file. */
export function rowsOf({ row, twins = [] }: AskedLine): readonly PlannedRow[] {
  return [...twins, row];
}

/** The rows that an answer leaves out. */
export function leftOutBy(line: AskedLine, answer: IdentityAnswer): readonly PlannedRow[] {
  if (answer === 'add') return [];
  const { row, twins = [] } = line;
  if (answer === 'update') return twins;
  // The first of several that may be one person stays.
  return line.before === undefined && twins.length > 0 ? [...twins.slice(1), row] : [...twins, row];
}

/** Ids of the people whom an answered line may have written. */
export function idsWrittenBy(line: AskedLine, answer: IdentityAnswer): readonly string[] {
  const left = new Set(leftOutBy(line, answer).map(({ record }) => record));
  const rows = rowsOf(line).filter(({ record }) => !left.has(record));
  if (answer === 'update' && line.before !== undefined) return [line.before.id];
  return rows.map(({ id }) => id);
}
