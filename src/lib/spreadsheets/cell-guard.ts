import {
  guardInside,
  guardInsideAsSent,
  unguardInside,
  withoutGuardsInside,
} from './split-guard.ts';
import { isTakenForValue } from './taken-for-value.ts';

/**
 * Cells in the CSV files that we write, made safe for spreadsheets by an apostrophe before them, and before each of their parts
 * that a spreadsheet with another delimiter would take for a cell (split-guard.ts).
 *
 * `guardCell` does it to what would be run as a formula: for files that people only read. `guardAsSent` does the same to cells
 * that have to stay as they came in somebody's file (the error log): what has an apostrophe is left alone, so that reading it
 * is reading the original. `guardText` does it to everything that a spreadsheet would take for something other than this very
 * text, so that a file may be opened and saved in one and still says the same. `unguardCell` takes back exactly what
 * `guardText` did: unguardCell(guardText(x)) === x for every text.
 *
 * What follows from that for files that aren't ours: `'00123`, which somebody wrote so to keep the zeros, is read as 00123; and a
 * text that really has an apostrophe before something of that kind loses it. Before anything else (`'s-Gravenhage`) an
 * apostrophe stays.
 */

const startsLikeFormula = /^[\s']*[=+\-@\t\r\n＝＋－＠]/u;

/** A plain number with a sign, as an E.164 phone is, can't run. */
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

/** The same with and without apostrophes before it and in it, so that their number always tells what was there. */
function isAtRisk(text: string): boolean {
  if (startsLikeFormula.test(text)) return true;
  return isTakenForValue(withoutGuardsInside(text).replace(apostrophesBefore, ''));
}
