import type { MatchKey } from '../match-keys.ts';
import type { FieldChange } from '../person.ts';

/*
 * What the preview of an import asks before it may be imported: who is who, and whether so much is to be changed. The questions
 * stand in the operation's preview, the answers beside it.
 */

/** `likely`: people who may be there already; `reused`: a phone number that was somebody else's. */
export const identityQuestions = ['likely', 'reused'] as const;
export type IdentityQuestion = (typeof identityQuestions)[number];

export const identityAnswers = {
  likely: ['update', 'add', 'skip'],
  reused: ['update', 'skip'],
} as const satisfies Record<IdentityQuestion, readonly string[]>;
export type IdentityAnswer = 'update' | 'add' | 'skip';

/** Up to so many rows, each can be answered by its own. */
export const maxAnsweredEach = 10;

/** A row that is asked about, as a card shows it. */
export interface AskedRow {
  /** tells the rows of an import that are asked about apart */
  readonly n: number;
  readonly line: number;
  readonly name: string;
  readonly phone: string;
  /** by what it is, or may be, somebody who is known */
  readonly key: MatchKey;
  /** who that is; absent: somebody in another line of the file */
  readonly who?: { readonly name: string; readonly phone: string };
  readonly otherLine?: number;
  /** what would change in them */
  readonly changes: readonly FieldChange[];
  /** how many more changes there are than are kept here */
  readonly moreChanges?: number;
}

/** The rows of one question. */
export interface Asked {
  readonly rows: number;
  /** the first of them, by line */
  readonly first: readonly AskedRow[];
}

/** What is asked before an import. */
export interface Questions extends Readonly<Partial<Record<IdentityQuestion, Asked>>> {
  /** more people would be changed than the organization's limit */
  readonly bigChange?: { readonly changed: number; readonly people: number };
  /** rows that need no answer, and are handled with those that do: somebody is given a phone number */
  readonly settled?: number;
  /** blob name of the list of all rows that are asked about */
  readonly list?: string;
}

/** What was answered. */
export interface Decided {
  readonly likely?: IdentityAnswer;
  readonly reused?: IdentityAnswer;
  /** of single rows, by their `n`; it counts more than the answer for all */
  readonly each?: Readonly<Record<string, IdentityAnswer>>;
  readonly sure?: true;
}

/** The questions that are still without an answer. */
export function unanswered(
  questions: Questions | undefined,
  decided: Decided,
): (IdentityQuestion | 'sure')[] {
  const open = identityQuestions.filter((question) => {
    const asked = questions?.[question];
    return asked !== undefined && asked.rows > 0 && !isAnswered(question, asked, decided);
  });
  const isUnsure = questions?.bigChange !== undefined && decided.sure !== true;
  return isUnsure ? [...open, 'sure'] : open;
}

function isAnswered(question: IdentityQuestion, { rows, first }: Asked, decided: Decided): boolean {
  if (isAnswerTo(question, decided[question])) return true;
  if (rows > maxAnsweredEach) return false;
  return first.every(({ n }) => isAnswerTo(question, decided.each?.[n]));
}

/** The answer for one row; undefined: none was given. */
export function answerFor(
  question: IdentityQuestion,
  n: number,
  decided: Decided,
): IdentityAnswer | undefined {
  const own = decided.each?.[n];
  if (isAnswerTo(question, own)) return own;
  const all = decided[question];
  return isAnswerTo(question, all) ? all : undefined;
}

function isAnswerTo(
  question: IdentityQuestion,
  answer: IdentityAnswer | undefined,
): answer is IdentityAnswer {
  return (identityAnswers[question] as readonly (string | undefined)[]).includes(answer);
}
