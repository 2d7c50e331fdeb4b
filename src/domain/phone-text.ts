/** Normalises the characters of a phone number to ASCII digits and signs, without invisible ones added by programs. */

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

/** Converts a full-width character, as typed on Japanese and Chinese keyboards, to ASCII. */
function narrow(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) - 0xfee0);
}

const isDigit = /^\p{Nd}$/u;

/** Unicode orders the ten digits of each script from zero, so the distance from the first one is the value. */
export function asciiDigit(character: string): string {
  if (character >= '0' && character <= '9') return character;
  const codePoint = character.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (codePoint - zero < 9 && isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((codePoint - zero) % 10);
}
