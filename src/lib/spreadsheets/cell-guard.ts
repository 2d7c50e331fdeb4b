import { hasEntities } from './html-entities.ts';
import {
  guardInside,
  guardInsideAsSent,
  unguardInside,
  withoutGuardsInside,
} from './split-guard.ts';
import { isTakenForValue } from './taken-for-value.ts';
import { endsWithApostrophe, isInMarks, isPlainStart, isWrapped, unwrapped } from './wrappings.ts';

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
 * (`'s-Gravenhage`) an apostrophe stays. Quotation marks around a whole cell ('Asha', "Asha", “Asha”) come from
 * programs and are removed (wrappings.ts); a text of ours that really has them is therefore guarded as well.
 * One that ends with an apostrophe gets two in front: otherwise it would look like a cell in single quotation
 * marks.
 */

const startsLikeFormula = /^[\s']*[=+\-@\t\r\n＝＋－＠]/u;

/** A plain number with a sign, such as an E.164 phone number, can't run. */
const signedNumber = /^[+-]\d+$/u;

export function guardCell(text: string): string {
  return guardInside(canRun(text) ? before(text) + text : text, 'numbers may stay');
}

export function guardAsSent(text: string): string {
  if (!canRun(text) || text.startsWith("'")) return guardInsideAsSent(text);
  const guarded = guardInsideAsSent(before(text) + text);
  const meant = unguardCell(text);
  // Of a cell in quotation marks behind a line break, the marks would be read as well.
  return unguardCell(guarded) === meant ? guarded : guardText(meant);
}

export function guardText(text: string): string {
  const guarded = needsGuard(text) ? before(text) + text : text;
  return guardInside(guarded);
}

export function unguardCell(text: string): string {
  if (isPlainStart(text)) return unguardInside(text);
  return unguardInside(withoutGuard(text) ?? unwrapped(text));
}

function withoutGuard(text: string): string | undefined {
  for (const guard of ["'", "''"]) {
    const rest = text.slice(guard.length);
    if (text.startsWith(guard) && before(rest) === guard && needsGuard(rest)) return rest;
  }
  return undefined;
}

/** The prefix of a guarded text. */
function before(text: string): string {
  return endsWithApostrophe(text) ? "''" : "'";
}

function needsGuard(text: string): boolean {
  return isAtRisk(text) || isWrapped(text);
}

function canRun(text: string): boolean {
  return startsLikeFormula.test(text) && !signedNumber.test(text);
}

const apostrophesBefore = /^[\s']+/u;

/** The result is the same with and without apostrophes in front and inside, so their number always tells the original. */
function isAtRisk(text: string): boolean {
  if (startsLikeFormula.test(text)) return true;
  const bare = withoutGuardsInside(text).replace(apostrophesBefore, '');
  return isTakenForValue(bare) || isInMarks(bare) || hasEntities(bare);
}
