/**
 * Text at the border of a table. Azurite answers 500 to a transaction with a line separator (U+2028, U+2029) in it;
 * halves of surrogate pairs and characters that XML doesn't know are not for every service either. They are
 * written as U+241B and four hex digits, and so is U+241B itself; all else stands as it is, so that a table can
 * be read by a human.
 */
const mark = '\u241B';
// The control characters are the very thing to be found here.
// eslint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u2028\u2029\u241B\uFFFE\uFFFF]/;
const unsafeAll = new RegExp(
  `${unsafe.source}|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]`,
  'g',
);

/** Makes any string safe to store; the inverse is `decodeText`. At most five times as long. */
export function encodeText(text: string): string {
  if (!unsafe.test(text) && text.isWellFormed()) return text;
  return text.replace(unsafeAll, (unit) => mark + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}

export function decodeText(stored: string): string {
  if (!stored.includes(mark)) return stored;
  return stored.replace(/\u241B([0-9a-f]{4})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
