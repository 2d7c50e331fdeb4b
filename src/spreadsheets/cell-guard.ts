/**
 * Cells that a spreadsheet would run as a formula are made harmless in the files we write, by an apostrophe before
 * them, and `unguardCell` takes back exactly what `guardCell` did: unguardCell(guardCell(x)) === x for every text.
 *
 * An apostrophe is added before anything that starts like a formula, also when it has apostrophes before it
 * already, so that the number of apostrophes always tells what was there.
 */
const startsLikeFormula = /^[\s']*[=+\-@\t\r\n＝＋－＠]/u;
const guarded = /^'[\s']*[=+\-@\t\r\n＝＋－＠]/u;

/** A plain number with a sign, as an E.164 phone is, can't run: it stays as it is. */
const signedNumber = /^[+-]\d+$/u;

export function guardCell(text: string): string {
  return startsLikeFormula.test(text) && !signedNumber.test(text) ? `'${text}` : text;
}

export function unguardCell(text: string): string {
  return guarded.test(text) ? text.slice(1) : text;
}
