import type { AppError, ErrorCode, ErrorDetails } from '../errors.ts';
import { daysKept } from '../domain/attributes.ts';
import { phrase, type Phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** What a sentence about a rejected row can say; a ProblemSample and a Rejection are such. */
export interface RowProblemLike {
  readonly reason: string;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
  readonly laterLine?: number | undefined;
  /** further reasons of the same row */
  readonly more?: readonly Omit<RowProblemLike, 'more'>[] | undefined;
  /** the row counts, but for these values */
  readonly leftOut?: boolean | undefined;
}

/** Rows of a worksheet, the header not counted. */
const maxInWorkbook = 1_048_575;

/** What errors say where whoever threw them didn't: they may come from a record of an earlier version. */
const usualDetails: Partial<Record<ErrorCode, ErrorDetails>> = {
  'undo-too-late': { days: daysKept },
  'too-many-people': { most: 100 },
  'too-many-for-workbook': { most: maxInWorkbook },
};

/** Sentences about what went wrong: with what was asked for, or with one row of a file. */
export function problemSentences({ errors, rowReasons }: Messages) {
  /** A fragment with the space before it, or nothing. */
  const named = (text: string | undefined, fragment: (text: string) => string): Phrase =>
    phrase(text === undefined || text.trim() === '' ? '' : fragment(text.trim()));

  function sentenceOf({ reason, column, value, laterLine }: RowProblemLike): string {
    // Reasons come from stored records too: one of a newer version still gets a sentence.
    const known = isReason(rowReasons, reason) ? reason : 'other';
    return say(rowReasons[known], {
      column: named(column, rowReasons.withColumn),
      value: named(value, rowReasons.withValue),
      laterLine,
    });
  }

  return {
    /** One sentence on what happened and one on what to do next; a missing detail leaves a good sentence. */
    error: ({ code, details }: Pick<AppError, 'code' | 'details'>): string =>
      say(errors[code], { ...usualDetails[code], ...withoutEnd(code, details) }),

    /** Why a row was rejected, or a value of a form can't be taken: a sentence for each reason. */
    rowReason: (problem: RowProblemLike): string => {
      const sentences = [problem, ...(problem.more ?? [])].map(sentenceOf).join(' ');
      return problem.leftOut === true ? rowReasons.leftOut(phrase(sentences)) : sentences;
    },
  };
}

/** Keys of the catalogue that are fragments of sentences, and no reasons. */
const fragments = ['other', 'withColumn', 'withValue', 'leftOut'];

function isReason(reasons: Messages['rowReasons'], key: string): key is keyof typeof reasons {
  return Object.hasOwn(reasons, key) && !fragments.includes(key);
}

/** A sentence that takes values by their names; those that it doesn't take do no harm. */
function say(sentence: unknown, values: object): string {
  return typeof sentence === 'function'
    ? (sentence as (values: object) => string)(values)
    : String(sentence);
}

/** The detail that is a sentence of its own: put into another, it loses its full stop (in Hindi a danda). */
const sentenceIn: Partial<Record<ErrorCode, string>> = {
  'given-up': 'reason',
  'setting-wrong': 'problem',
};

function withoutEnd(code: ErrorCode, details: ErrorDetails): ErrorDetails {
  const key = sentenceIn[code];
  const sentence = key === undefined ? undefined : details[key];
  return key === undefined || typeof sentence !== 'string'
    ? details
    : { ...details, [key]: sentence.replace(/(?<![.।\s])[.।\s]+$/u, '') };
}
