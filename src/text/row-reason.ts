import type { Format } from './format.ts';

/** What a sentence about a rejected row can say; a ProblemSample and a Rejection are such. */
export interface RowProblemLike {
  readonly reason: string;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
  readonly laterLine?: number | undefined;
}

/** What a sentence is put together from. */
interface Shown {
  /** ' in column “Mobile”', or nothing */
  readonly column: string;
  /** ' “07x”', or nothing */
  readonly value: string;
  readonly laterLine: number | undefined;
}

/** reason -> its sentence */
export type ReasonSentences = Readonly<Record<string, (problem: Shown, format: Format) => string>>;

/**
 * Why a row was rejected, or a value of a form can't be taken, in one sentence of a language.
 * @param words.column how a column stands in a sentence, with the space before it; `value` likewise
 * @param words.unreadable the sentence for a reason that has none
 */
export function rowReasonIn(
  reasons: ReasonSentences,
  words: {
    readonly column: (name: string) => string;
    readonly value: (text: string) => string;
    readonly unreadable: (column: string) => string;
  },
): (problem: RowProblemLike, format: Format) => string {
  const named = (text: string | undefined, word: (text: string) => string) =>
    text === undefined || text.trim() === '' ? '' : word(text.trim());
  return (problem, format) => {
    const shown: Shown = {
      column: named(problem.column, words.column),
      value: named(problem.value, words.value),
      laterLine: problem.laterLine,
    };
    // Reasons come from stored records too: one of a newer version still gets a sentence.
    const sentence = Object.hasOwn(reasons, problem.reason) ? reasons[problem.reason] : undefined;
    return sentence?.(shown, format) ?? words.unreadable(shown.column);
  };
}
