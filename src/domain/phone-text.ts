/**
 * The characters that a person means by a phone number: ASCII digits and signs, without what only a program put there.
 */

const invisible = /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;
const wrapping =
  /^(?:tel|phone|mobile|callto|sms|whatsapp)\s*:\s*(?:\/\/)?|^['"`´‘’“”„«»=\s]+|(?<!['"`´‘’“”„«»\s])['"`´‘’“”„«»\s]+$/iu;
const wide = /[\uFF01-\uFF5E]/gu;
const anyDigit = /\p{Nd}/gu;

/** @param text as sent, trimmed */
export function readablePhone(text: string): string {
  let result = text.replace(invisible, '').replace(wide, narrow).replace(anyDigit, asciiDigit);
  for (;;) {
    const shorter = result.replace(wrapping, '');
    if (shorter === result) return result;
    result = shorter;
  }
}

/** The full-width form of an ASCII character, as Japanese and Chinese keyboards give, back to ASCII. */
function narrow(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
}

const isDigit = /^\p{Nd}$/u;

/** Unicode keeps the ten digits of each script side by side from zero, so the run before one tells its value. */
export function asciiDigit(character: string): string {
  if (character >= '0' && character <= '9') return character;
  const codePoint = character.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (codePoint - zero < 9 && isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((codePoint - zero) % 10);
}
