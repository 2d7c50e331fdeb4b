import type { BuiltInAttribute } from '../../../domain/attributes.ts';
import type { CountryCode } from '../../../domain/phone.ts';
import { evidenceOf, mostly } from './cell-evidence.ts';

/** Number of columns examined in a file without a header. */
const maxColumns = 40;

/** Guesses the columns of a file without a header by their cells alone. An admin has to confirm. */
export function guessCells(
  rows: readonly (readonly string[])[],
  country: CountryCode | undefined,
): (BuiltInAttribute | undefined)[] {
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  const evidence = Array.from({ length: Math.min(width, maxColumns) }, (_, column) =>
    evidenceOf(rows, column, country),
  );
  const guesses = evidence.map((found): BuiltInAttribute | undefined => {
    if (mostly(found.phones, found)) return 'phone';
    return mostly(found.emails, found) ? 'email' : undefined;
  });
  const names = [...evidence.entries()].filter(([, found]) => mostly(found.names, found));
  const whole = names.find(([, found]) => mostly(found.severalWords, found));
  if (whole !== undefined) guesses[whole[0]] = 'displayName';
  else if (names.length === 1) guesses[names[0]?.[0] ?? 0] = 'displayName';
  else
    names
      .slice(0, 2)
      .forEach(([column], at) => (guesses[column] = at === 0 ? 'firstName' : 'lastName'));
  return guesses;
}
