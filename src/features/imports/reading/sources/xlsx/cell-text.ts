import { inDigits, type NumberFormat } from './number-format.ts';
import { serialToText } from './serial-date.ts';

const wholeNumber = /^\d{1,15}$/;
/** Spreadsheets keep this many digits. Later ones are lost, and nobody can say what they were. */
const keptDigits = 15;

/**
 * A number of a cell as text, with all digits, however the sheet shows it: a phone number shown as 9.19E+11 is
 * complete in the file. Dates become YYYY-MM-DD. Beyond 15 digits it stays in E notation, which shows that
 * digits are lost.
 * @param written as in the file
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
  // 0.1 + 0.2 is 0.30000000000000004 in the file and 0.3 for its readers.
  const rounded = Number(value.toPrecision(keptDigits));
  const text = String(rounded);
  if (Number.isInteger(rounded) && Math.abs(rounded) >= 1e15)
    return rounded.toExponential().toUpperCase();
  return text.includes('e-') ? rounded.toFixed(20).replace(/(?<!0)0+$/u, '') : text;
}

const escapes = /_x([0-9A-Fa-f]{4})_/gu;

/** A text of a cell, with the format's escapes for characters that XML can't hold decoded. */
export function stringText(written: string): string {
  if (!written.includes('_x')) return written;
  return written.replace(escapes, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
}

/** `2026-01-31T00:00:00` of strict workbooks, and of OpenDocument, like other dates. */
export function isoDateText(written: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(?::(\d{2})(?:\.\d{1,9})?)?Z?)?$/u.exec(
    written,
  );
  if (match === null) return written;
  const [, date = '', time = '00:00', seconds = '00'] = match;
  if (time === '00:00' && seconds === '00') return date;
  return `${date} ${time}${seconds === '00' ? '' : `:${seconds}`}`;
}
