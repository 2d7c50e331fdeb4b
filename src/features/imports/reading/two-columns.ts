import { AppError } from '../../../errors.ts';

/** Two columns mean the same, and nobody but who sent them knows which counts. */
export function twoColumnsForOne(first: string | undefined, second: string | undefined): AppError {
  return new AppError('two-columns-for-one', {
    first: excerpt(first),
    second: excerpt(second),
  });
}

/** So much of a header as a sentence has room for. */
export function excerpt(text = '', longest = 80): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}
