/**
 * Parts of a cell that a spreadsheet reads as cells of their own, because it splits the file at another
 * delimiter than the one it was written with: `x;=1+1;y` in a file with commas. Quotation marks don't prevent
 * it: a spreadsheet respects them only where one of its own fields starts with one, so it also splits at a line
 * break inside a cell. The language of the reader decides the delimiter, not the reader.
 *
 * Each part that would run gets an apostrophe right after the delimiter. Whether a part would run doesn't
 * depend on apostrophes in front, so reading removes exactly the one that was added.
 *
 * Patterns are linear: nothing that may precede a formula contains a delimiter.
 */

const splits = String.raw`(?<=[;,|\t\r\n])`;
const beforeFormula = String.raw`(?:[^\S\t\r\n]|['"])*`;
const formula = '[=+\\-@＝＋－＠]';
const signedNumber = String.raw`[+-]\d+(?:[;,|\t\r\n]|$)`;

const anySplit = /[;,|\t\r\n]/u;
const parts = new RegExp(`${splits}(?=${beforeFormula}${formula})`, 'gu');
const partsNoNumbers = new RegExp(
  `${splits}(?!${signedNumber})(?=${beforeFormula}${formula})`,
  'gu',
);
const partsNotGuarded = new RegExp(
  `${splits}(?!'|${signedNumber})(?=${beforeFormula}${formula})`,
  'gu',
);
const guardedParts = new RegExp(`${splits}'(?=${beforeFormula}${formula})`, 'gu');
const guards = new RegExp(`${splits}${beforeFormula}(?=${formula})`, 'gu');

/** @param numbers whether plain numbers with a sign, which can't run, may stay as they are */
export function guardInside(text: string, numbers?: 'numbers may stay'): string {
  if (!anySplit.test(text)) return text;
  return text.replace(numbers === undefined ? parts : partsNoNumbers, "'");
}

/** Guards what would run and has no apostrophe. */
export function guardInsideAsSent(text: string): string {
  return anySplit.test(text) ? text.replace(partsNotGuarded, "'") : text;
}

/** Reverses `guardInside`. */
export function unguardInside(text: string): string {
  return anySplit.test(text) ? text.replace(guardedParts, '') : text;
}

/** @returns the same result for a text and for its `guardInside` form */
export function withoutGuardsInside(text: string): string {
  if (!anySplit.test(text)) return text;
  return text.replace(guards, (before) => before.replaceAll("'", ''));
}
