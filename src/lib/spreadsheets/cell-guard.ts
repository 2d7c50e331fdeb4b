import {
  guardInside,
  guardInsideAsSent,
  unguardInside,
  withoutGuardsInside,
} from './split-guard.ts';
import { isTakenForValue } from './taken-for-value.ts';

/**
 * Guards cells of the CSV files we write against spreadsheets: with an apostrophe in front, and in front of
 * each part that a spreadsheet with another delimiter would read as a cell (split-guard.ts).
 *
 * `guardCell` guards what would run as a formula, for files that people only read. `guardAsSent` does the same
 * for cells that have to stay as they were sent (the error log): an existing apostrophe is left alone, so
 * reading the cell reads the original. `guardText` guards everything that a spreadsheet would change when it
 * saves, so a file can be opened and saved without loss. `unguardCell` removes exactly what `guardText` added:
 * unguardCell(guardText(x)) === x for every text.
 *
 * Consequences for files from elsewhere: `'00123`, typed to keep the zeros, is read as 00123, and a text that
 * really starts with an apostrophe before something of that kind loses it. Before anything else
 * (`'s-Gravenhage`) an apostrophe stays.
 */

const startsLikeFormula = /^[\s']*[=+\-@\t\r\n＝＋－＠]/u;

/** A plain number with a sign, such as an E.164 phone number, can't run. */
const signedNumber = /^[+-]\d+$/u;

export function guardCell(text: string): string {
  return guardInside(canRun(text) ? `'${text}` : text, 'numbers may stay');
}

export function guardAsSent(text: string): string {
  return guardInsideAsSent(canRun(text) && !text.startsWith("'") ? `'${text}` : text);
}

export function guardText(text: string): string {
  return guardInside(isAtRisk(text) ? `'${text}` : text);
}

export function unguardCell(text: string): string {
  return unguardInside(text.startsWith("'") && isAtRisk(text.slice(1)) ? text.slice(1) : text);
}

function canRun(text: string): boolean {
  return startsLikeFormula.test(text) && !signedNumber.test(text);
}

const apostrophesBefore = /^[\s']+/u;

/**
 * The result is the same with and without apostrophes in front and inside, so their number always tells the
 * original.
 */
function isAtRisk(text: string): boolean {
  if (startsLikeFormula.test(text)) return true;
  return isTakenForValue(withoutGuardsInside(text).replace(apostrophesBefore, ''));
}
