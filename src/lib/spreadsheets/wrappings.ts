/** Quotation marks that programs put around a whole cell, in addition to those of the format itself: 'Asha', "Asha", “Asha”. */

const marks = new Set(['"', '“', '”', '„', '‟', '«', '»', '＂']);
const apostrophe = "'";

/**
 * Whether a text starts with a letter or a digit, or with the sign of a phone number, as nearly all cells do:
 * then nothing is around it.
 */
export function isPlainStart(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first < 0x80) {
    return (
      (first >= 0x61 && first <= 0x7a) ||
      (first >= 0x41 && first <= 0x5a) ||
      (first >= 0x30 && first <= 0x39) ||
      first === 0x2b
    );
  }
  return first >= 0xc0 && first < 0x1680;
}

export function endsWithApostrophe(text: string): boolean {
  return text.trimEnd().endsWith(apostrophe);
}

/** Whether the text, which has no apostrophe in front, is enclosed in double quotation marks. */
export function isInMarks(text: string): boolean {
  return insideMarks(text.trim()) !== undefined;
}

/** Whether the text is enclosed in apostrophes. */
export function isWrapped(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length > 1 && trimmed.startsWith(apostrophe) && trimmed.endsWith(apostrophe);
}

/** Removes enclosing marks; returns the text unchanged where there are none. */
export function unwrapped(text: string): string {
  const trimmed = text.trim();
  const inside = insideMarks(trimmed) ?? insideApostrophes(trimmed);
  return inside ?? text;
}

/** No program writes more; and each pair costs a look at the whole text. */
const mostPairs = 4;

/** The text inside one or several pairs of marks: some programs write ""Asha"". */
function insideMarks(text: string): string | undefined {
  let rest = text;
  for (let pairs = 1; pairs <= mostPairs; pairs += 1) {
    const inside = insideOneMark(rest) ?? insideSingleMarks(rest);
    if (inside !== undefined || !isBetweenMarks(rest)) return inside;
    rest = rest.slice(1, -1);
  }
  return undefined;
}

function isBetweenMarks(text: string): boolean {
  return text.length > 2 && marks.has(text.charAt(0)) && marks.has(text.charAt(text.length - 1));
}

const singleMarks = /^[‘‚`]([^‘’‚`]+)[’‘`]$/u;

function insideSingleMarks(text: string): string | undefined {
  return singleMarks.exec(text)?.[1];
}

function insideOneMark(text: string): string | undefined {
  if (text.length < 2 || !marks.has(text.charAt(0)) || !marks.has(text.charAt(text.length - 1)))
    return undefined;
  const inside = text.slice(1, -1).replaceAll('""', '\0');
  for (const mark of marks) if (inside.includes(mark)) return undefined;
  return inside.replaceAll('\0', '"');
}

const quotedWords = /\s'|'\s/;

/** `'Jim' and 'Bob'` isn't one text in apostrophes. */
function insideApostrophes(text: string): string | undefined {
  if (!isWrapped(text)) return undefined;
  const inside = text.slice(1, -1);
  return quotedWords.test(inside) ? undefined : inside;
}
