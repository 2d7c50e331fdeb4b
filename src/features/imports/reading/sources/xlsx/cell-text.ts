import { inDigits, type NumberFormat } from './number-format.ts';
import { serialToText } from './serial-date.ts';

const wholeNumber = /^\d{1,15}$/;
/** Spreadsheets keep so many digits; the ones after them are lost, and nobody can say what they were. */
const keptDigits = 15;

/**
 * A number of a cell as text. All digits are kept, however the sheet shows it: a phone number that is shown as 9.19E+11 is whole
 * in the file. Dates become YYYY-MM-DD. Beyond 15 digits it stays in the notation with E, which tells that digits are lost.
 *
 * @param written as the file has it
 */
export function numberText(written: string, format: NumberFormat, is1904: boolean): string {
  const value = Number(written);
  if (written.trim() === '' || !Number.isFinite(value)) return written;
  if (format.kind === 'number') return wholeNumber.test(written) ? written : decimal(value);
  if (format.kind !== 'digits') {
    return serialToText(value, format.kind, is1904) ?? decimal(value);
  }
  const text = decimal(value);
  return wholeNumber.test(text) ? inDigits(text, format.pattern) : text;
}

function decimal(value: number): string {
  // 0.1 + 0.2 is 0.30000000000000004 in the file and 0.3 for everybody who looks at it.
  const rounded = Number(value.toPrecision(keptDigits));
  const text = String(rounded);
  if (Number.isInteger(rounded) && Math.abs(rounded) >= 1e15)
    return rounded.toExponential().toUpperCase();
  return text.includes('e-') ? rounded.toFixed(20).replace(/(?<!0)0+$/u, '') : text;
}

const escapes = /_x([0-9A-Fa-f]{4})_/gu;

/** A text of a cell: the format's own way of writing characters that XML can't hold is taken back. */
export function stringText(written: string): string {
  if (!written.includes('_x')) return written;
  return written.replace(escapes, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** `2026-01-31T00:00:00` of strict workbooks, and of OpenDocument, as the other dates. */
export function isoDateText(written: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?Z?)?$/u.exec(
    written,
  );
  if (match === null) return written;
  const [, date = '', time = '00:00', seconds = '00'] = match;
  if (time === '00:00' && seconds === '00') return date;
  return `${date} ${time}${seconds === '00' ? '' : `:${seconds}`}`;
}
