import type { MatchKey } from '../match-keys.ts';
import type { FieldChange } from '../person.ts';
import type { MissingAnswer } from './import-mode.ts';

/*
 * The questions of an import's preview that have to be answered first: about the identity of people, and about
 * an unusually large change. The questions are part of the operation's preview, the answers are stored beside
 * it.
 */

/** `likely`: people who may exist already; `reused`: a phone number that belonged to another person. */
export const identityQuestions = ['likely', 'reused'] as const;
export type IdentityQuestion = (typeof identityQuestions)[number];

export const identityAnswers = {
  likely: ['update', 'add', 'skip'],
  reused: ['update', 'skip'],
} as const satisfies Record<IdentityQuestion, readonly string[]>;
export type IdentityAnswer = 'update' | 'add' | 'skip';

/** Up to this many rows, each can be answered individually. */
export const maxAnsweredEach = 10;

/** A row in question, as a card shows it. */
export interface AskedRow {
  /** identifies the row among those in question */
  readonly n: number;
  readonly line: number;
  readonly name: string;
  readonly phone: string;
  /** the key that matches, or may match, an existing person */
  readonly key: MatchKey;
  /** that person; absent: a person in another line of the file */
  readonly who?: { readonly name: string; readonly phone: string };
  /** another person, to whom another key of the row belongs */
  readonly also?: { readonly key: MatchKey; readonly name: string; readonly phone: string };
  readonly otherLine?: number;
  /** the file's other lines, if they are several; a record of 1.4 has only the first of them */
  readonly otherLines?: readonly number[];
  /** the changes of that person */
  readonly changes: readonly FieldChange[];
  /** number of further changes, which aren't stored */
  readonly moreChanges?: number;
}

/** The rows of one question. */
export interface Asked {
  readonly rows: number;
  /** the first ones, by line */
  readonly first: readonly AskedRow[];
}

/** More people would be changed, moved or deleted than the organization's limit. */
export interface BigChange {
  readonly changed: number;
  /** number of people in the directory */
  readonly people: number;
}

/** The questions before an import. */
export interface Questions extends Readonly<Partial<Record<IdentityQuestion, Asked>>> {
  /** more people would be changed than the organization's limit */
  readonly bigChange?: BigChange;
  /** people who aren't in a file that is the whole network; no answer keeps them */
  readonly missing?: {
    readonly people: number;
    /** deleting them makes the import a big change */
    readonly bigChange?: BigChange;
  };
  /** rows that need no answer but follow those that do: they give a person a phone number */
  readonly settled?: number;
  /** blob name of the list of all rows in question */
  readonly list?: string;
}

/** The answers. */
export interface Decided {
  readonly likely?: IdentityAnswer;
  readonly reused?: IdentityAnswer;
  /** for single rows, by their `n`; takes precedence over the answer for all */
  readonly each?: Readonly<Record<string, IdentityAnswer>>;
  readonly missing?: MissingAnswer;
  readonly sure?: true;
}

/** The questions without an answer. */
export function unanswered(
  questions: Questions | undefined,
  decided: Decided,
): (IdentityQuestion | 'sure')[] {
  const open = identityQuestions.filter((question) => {
    const asked = questions?.[question];
    return asked !== undefined && asked.rows > 0 && !isAnswered(question, asked, decided);
  });
  const isUnsure = bigChangeOf(questions, decided) !== undefined && decided.sure !== true;
  return isUnsure ? [...open, 'sure'] : open;
}

/** The big change that needs a confirmation, with these answers. */
function bigChangeOf(questions: Questions | undefined, decided: Decided): BigChange | undefined {
  const isDeleting = decided.missing === 'delete';
  return questions?.bigChange ?? (isDeleting ? questions?.missing?.bigChange : undefined);
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
