/**
 * Parts of a cell that a spreadsheet takes for cells of their own, because it splits the file at another delimiter than the one
 * it was written with: `x;=1+1;y` in a file with commas. Quotation marks don't prevent it: a spreadsheet minds them only where a
 * field of its own begins with one, so it also splits at a line break inside a cell. Whoever opens a file doesn't choose the
 * delimiter: their language does.
 *
 * Each part that would run has an apostrophe right after what splits. Whether a part would run doesn't depend on apostrophes
 * before it, so reading takes exactly the one away that was put there.
 *
 * Patterns are linear: what may stand before a formula has nothing in it that splits.
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

/** Takes back what `guardInside` did. */
export function unguardInside(text: string): string {
  return anySplit.test(text) ? text.replace(guardedParts, '') : text;
}

/** The same for a text and for what `guardInside` makes of it. */
export function withoutGuardsInside(text: string): string {
  if (!anySplit.test(text)) return text;
  return text.replace(guards, (before) => before.replaceAll("'", ''));
}
