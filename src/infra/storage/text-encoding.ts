/**
 * Encodes text for tables. Azurite answers 500 to a transaction with a line separator (U+2028, U+2029); lone
 * surrogates and characters that XML doesn't allow aren't safe in every service either. They are written as
 * U+241B and four hex digits, and so is U+241B itself; all other text stays readable.
 */
const mark = '\u241B';
// The pattern is meant to find control characters.
// eslint-disable-next-line no-control-regex
const unsafe = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u2028\u2029\u241B\uFFFE\uFFFF]/;
const unsafeAll = new RegExp(
  `${unsafe.source}|[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])|(?<![\\uD800-\\uDBFF])[\\uDC00-\\uDFFF]`,
  'g',
);

/** Makes any string safe to store, at most five times as long. `decodeText` reverses it. */
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
