import { AppError } from '../../../errors.ts';

/** Two columns mean the same, and only the sender knows which counts. */
export function twoColumnsForOne(first: string | undefined, second: string | undefined): AppError {
  return new AppError('two-columns-for-one', {
    first: excerpt(first),
    second: excerpt(second),
  });
}

/** The beginning of a header, short enough for a sentence. */
export function excerpt(text = '', longest = 80): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
