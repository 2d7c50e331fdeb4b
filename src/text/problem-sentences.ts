import type { AppError, ErrorCode, ErrorDetails } from '../errors.ts';
import { daysKept } from '../domain/attributes.ts';
import { oldLengthOf } from '../domain/old-phone-lengths.ts';
import { phrase, type Phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** The data for a sentence about a rejected row; ProblemSample and Rejection have this shape. */
export interface RowProblemLike {
  readonly reason: string;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
  readonly laterLine?: number | undefined;
  /** further reasons of the same row */
  readonly more?: readonly Omit<RowProblemLike, 'more'>[] | undefined;
  /** the row is imported without these values */
  readonly leftOut?: boolean | undefined;
}

/** Rows of a worksheet without the header. */
const maxInWorkbook = 1_048_575;

/** Details for errors that were recorded without them, by an earlier version for example. */
const usualDetails: Partial<Record<ErrorCode, ErrorDetails>> = {
  'undo-too-late': { days: daysKept },
  'too-many-people': { most: 100 },
  'too-many-for-workbook': { most: maxInWorkbook },
};

/** Sentences about problems, of a request or of one row of a file. */
export function problemSentences({ errors, rowReasons }: Messages, language: string) {
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
      ...(known === 'phone-old-length' && oldLength(value, language)),
    });
  }

  return {
    /** One sentence on what happened and one on what to do next; both work without their details. */
    error: ({ code, details }: Pick<AppError, 'code' | 'details'>): string =>
      say(errors[code], { ...usualDetails[code], ...withoutEnd(code, details) }),

    /** Why a row was rejected, or a form's value can't be used: a sentence for each reason. */
    rowReason: (problem: RowProblemLike): string => {
      const sentences = [problem, ...(problem.more ?? [])].map(sentenceOf).join(' ');
      return problem.leftOut === true ? rowReasons.leftOut(phrase(sentences)) : sentences;
    },
  };
}

/** The change of number length in the number's country, in words of a language. */
function oldLength(value: string | undefined, language: string): object {
  const old = oldLengthOf(value ?? '');
  if (old === undefined) return {};
  const country = new Intl.DisplayNames(language, { type: 'region' }).of(old.country);
  // A year has no thousands separator.
  return { country: phrase(country ?? old.country), digits: old.digits, since: String(old.since) };
}

/** Keys of the catalogue that are sentence fragments, not reasons. */
const fragments = ['other', 'withColumn', 'withValue', 'leftOut'];

function isReason(reasons: Messages['rowReasons'], key: string): key is keyof typeof reasons {
  return Object.hasOwn(reasons, key) && !fragments.includes(key);
}

/** Fills a sentence by name; values that it doesn't take are ignored. */
function say(sentence: unknown, values: object): string {
  return typeof sentence === 'function'
    ? (sentence as (values: object) => string)(values)
    : String(sentence);
}

/** A detail that is itself a sentence loses its full stop (in Hindi a danda) inside another one. */
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
