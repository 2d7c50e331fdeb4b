/**
 * Folding: the form in which texts are compared, so that people are found however their names are typed.
 *
 * Case, accents, full-width and half-width forms, and each script's digits are unified; ß becomes ss, æ ae, ø
 * o, ł l, and the Turkish dotless ı becomes i; hiragana equal katakana, and so do the Arabic and Persian forms
 * of kaf and yeh. Marks that are letters of their own (vowel signs of Indic scripts, voicing marks of kana)
 * stay. Hangul syllables are decomposed, so that a syllable still being typed is a prefix of the finished ones.
 */
export function fold(text: string): string {
  if (plain.test(text)) {
    const lower = text.toLowerCase();
    return (lower.includes('  ') ? lower.replace(spaces, ' ') : lower).trim();
  }
  return text
    .normalize('NFKD')
    .replace(dropped, '')
    .toLowerCase()
    .replace(dropped, '')
    .replace(special, (letter) => replacements[letter] ?? letter)
    .replace(katakana, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0x60))
    .replace(otherDigits, asciiDigit)
    .replace(spaces, ' ')
    .trim();
}

/**
 * The words of a name, folded. Hyphens and full stops separate words, apostrophes don't: O’Brien is obrien,
 * Jean-Luc jean luc.
 */
export function wordsOf(name: string): string[] {
  // Imports fold names by the hundred thousand, and most are as plain as that.
  if (plainWords.test(name)) return name.toLowerCase().split(' ');
  return fold(name.replace(apostrophes, ''))
    .split(betweenWords)
    .filter((word) => word !== '');
}

/** The digits of a text, in any script, as ASCII. */
export function digitsOf(text: string): string {
  if (internationalNumber.test(text)) return text.slice(1);
  return fold(text).replace(/[^0-9]/g, '');
}

const plain = /^[\x20-\x7E]*$/;
const plainWords = /^[A-Za-z0-9]+(?: [A-Za-z0-9]+)*$/;
const internationalNumber = /^\+[0-9]*$/;
// Marks that are accents, by script: Latin, Greek and Cyrillic, Hebrew points, Arabic vowel signs and hamza;
// then invisible characters.
const dropped =
  /[\u0300-\u036F]|[\u1AB0-\u1AFF]|[\u1DC0-\u1DFF]|[\u20D0-\u20FF]|[\uFE20-\uFE2F]|[\u0591-\u05BD]|\u05BF|[\u05C1-\u05C2]|[\u05C4-\u05C5]|\u05C7|[\u0610-\u061A]|\u0640|[\u064B-\u065F]|\u0670|[\uFE00-\uFE0F]|\p{Cf}/gu;
const replacements: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ĸ: 'k',
  ŋ: 'n',
  ə: 'a',
  ς: 'σ',
  // Persian and Urdu letters for the Arabic ones
  ک: 'ك',
  ی: 'ي',
  ى: 'ي',
  ہ: 'ه',
  ة: 'ه',
};
const special = new RegExp(`[${Object.keys(replacements).join('')}]`, 'gu');
const katakana = /[\u30A1-\u30F6]/g;
const otherDigits = /[^\P{Nd}0-9]/gu;
// Control characters too: they separate the fields of a search record.
// eslint-disable-next-line no-control-regex
const spaces = /[\s\u0000-\u001F]+/g;
const apostrophes = /['’‘ʼʻ`´＇]/g;
const betweenWords = /[\s\p{P}\p{S}]+/u;
const isDigit = /^\p{Nd}$/u;

/** Unicode orders the ten digits of each script from zero, so the distance from the first one is the value. */
function asciiDigit(digit: string): string {
  const codePoint = digit.codePointAt(0) ?? 0;
  let zero = codePoint;
  while (isDigit.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((codePoint - zero) % 10);
}
