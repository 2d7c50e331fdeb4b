import { isTakenForValue } from './taken-for-value.ts';

/**
 * Cells in the CSV files that we write, made safe for spreadsheets by an apostrophe before them.
 *
 * `guardCell` does it to what would be run as a formula: for files that people only read, or that have to stay as they came.
 * `guardText` does it to everything that a spreadsheet would take for something other than this very text, so that a file
 * may be opened and saved in one and still says the same. `unguardCell` takes back exactly what `guardText` did:
 * unguardCell(guardText(x)) === x for every text.
 *
 * What follows from that for files that aren't ours: `'00123`, which somebody wrote so to keep the zeros, is read as 00123; and a
 * text that really begins with an apostrophe before something of that kind loses it. Before anything else (`'s-Gravenhage`) an
 * apostrophe stays. Since reading takes off one apostrophe, `guardCell` is no inverse for cells that have one already: who
 * writes a cell as it came in a file (the error log) must leave such a cell alone, and then reading it is reading the original.
 */

const startsLikeFormula = /^[\s']*[=+\-@\t\r\n＝＋－＠]/u;

/** A plain number with a sign, as an E.164 phone is, can't run. */
const signedNumber = /^[+-]\d+$/u;

export function guardCell(text: string): string {
  return startsLikeFormula.test(text) && !signedNumber.test(text) ? `'${text}` : text;
}

export function guardText(text: string): string {
  return isAtRisk(text) ? `'${text}` : text;
}

export function unguardCell(text: string): string {
  return text.startsWith("'") && isAtRisk(text.slice(1)) ? text.slice(1) : text;
}

const apostrophesBefore = /^[\s']+/u;

/** The same with and without apostrophes before it, so that their number always tells what was there. */
function isAtRisk(text: string): boolean {
  return startsLikeFormula.test(text) || isTakenForValue(text.replace(apostrophesBefore, ''));
}
