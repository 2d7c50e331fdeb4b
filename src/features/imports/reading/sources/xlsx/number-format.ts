/** How a cell's number format shows a number, as far as reading needs it. */
export type NumberFormat =
  | { readonly kind: 'number' }
  | { readonly kind: 'date' | 'date-and-time' | 'time' }
  /** digits between other signs: `00000`, `"+91" 0`, `(000) 000-0000`; in order, a digit's place as # or 0 */
  | { readonly kind: 'digits'; readonly pattern: readonly string[] };

const number: NumberFormat = { kind: 'number' };

/** Built-in formats, which have only a number; missing ones show numbers. 27 to 58 are dates of East Asia. */
const builtIn: readonly (readonly [number, number, NumberFormat['kind']])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'date-and-time'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 47, 'time'],
  [50, 54, 'date'],
  [55, 56, 'time'],
  [57, 58, 'date'],
];

/** @param code the format's own code; absent: a built-in format */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code !== undefined) return formatOfCode(code);
  const found = builtIn.find(([first, last]) => id >= first && id <= last);
  return found === undefined ? number : ({ kind: found[2] } as NumberFormat);
}

const longestCode = 255;

function formatOfCode(code: string): NumberFormat {
  if (code.length > longestCode || /^general$/i.test(code)) return number;
  // The first section is for positive numbers. With a condition, the format isn't interpreted.
  const tokens = tokensOf(code);
  const letters = tokens
    .filter(({ isLiteral }) => !isLiteral)
    .map(({ text }) => text.toLowerCase())
    .join('');
  const withoutNumbers = letters.replace(/e[+-]|general|am\/pm|a\/p/gu, ' ');
  const hasTime = /[hs]/u.test(withoutNumbers);
  const hasDate = /[ydeb]/u.test(withoutNumbers) || (!hasTime && withoutNumbers.includes('m'));
  if (hasDate) return { kind: hasTime ? 'date-and-time' : 'date' };
  if (hasTime) return { kind: 'time' };
  return isDigitsOnly(tokens)
    ? {
        kind: 'digits',
        pattern: tokens.map(({ text, isLiteral }) => (isLiteral ? `"${text}` : text)),
      }
    : number;
}

interface Token {
  readonly text: string;
  readonly isLiteral: boolean;
}

const token =
  /"([^"]*)"|\\(.)|[_*].|\[(h+|m+|s+)\]|\[[^[\]]*\]|(;)|(am\/pm|a\/p|general|e[+-])|([\s\S])/giu;
const prefix = /^[\p{L}\d][\p{L}\d\s/_-]{0,9}$/u;
const literalSigns = /^[-+()\s\d/.]*$/u;
const signs = new Set(['-', '+', '(', ')', ' ', '/', ':', '\u00A0']);

/** The first section of the format, sign by sign. */
function tokensOf(code: string): Token[] {
  const tokens: Token[] = [];
  for (const match of code.matchAll(token)) {
    const [, quoted, escaped, elapsed, end, word, character] = match;
    if (end !== undefined) break;
    if (quoted !== undefined) tokens.push({ text: quoted, isLiteral: true });
    else if (escaped !== undefined) tokens.push({ text: escaped, isLiteral: true });
    else if (elapsed !== undefined) tokens.push({ text: elapsed, isLiteral: false });
    else if (word !== undefined) tokens.push({ text: word, isLiteral: false });
    else if (character !== undefined)
      tokens.push({ text: character, isLiteral: signs.has(character) });
  }
  return tokens;
}

/** `0` alone adds nothing to the number, and with words beside it (`0 "kg"`) it is still a number. */
function isDigitsOnly(tokens: readonly Token[]): boolean {
  const places = tokens.filter(({ isLiteral }) => !isLiteral);
  if (places.some(({ text }) => text !== '0' && text !== '#')) return false;
  const zeros = places.filter(({ text }) => text === '0').length;
  // Letters before several zeros belong to an ID: "EMP-"0000.
  const first = tokens.findIndex(({ isLiteral }) => !isLiteral);
  const isSign = ({ text, isLiteral }: Token, at: number) =>
    !isLiteral || literalSigns.test(text) || (at < first && zeros > 2 && prefix.test(text));
  if (!tokens.every(isSign)) return false;
  return zeros > 1 || (zeros > 0 && tokens.length > places.length);
}

/** A whole number in this format: 00123, +91 9820011111. */
export function inDigits(digits: string, pattern: readonly string[]): string {
  const shown: string[] = [];
  let left = digits;
  const first = pattern.findIndex((sign) => !sign.startsWith('"'));
  for (let at = pattern.length - 1; at >= 0; at -= 1) {
    const sign = pattern[at] ?? '';
    if (sign.startsWith('"')) {
      shown.unshift(sign.slice(1));
      continue;
    }
    // More digits than places: the first place takes all that are left.
    const digit = at === first ? left : left.slice(-1);
    left = at === first ? '' : left.slice(0, -1);
    shown.unshift(digit === '' && sign === '0' ? '0' : digit);
  }
  return shown.join('');
}
