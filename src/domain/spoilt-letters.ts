/**
 * Letters that a program damaged before the file was sent: UTF-8 that was read as another encoding (JÃ
 * rg), and question marks in place of letters (M?ller). They would turn readable names into unreadable ones.
 */

/** The characters of Windows-1252 for the bytes 0x80 to 0x9F. The other bytes are the characters of the same number. */
const specials = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
const bytesOfSpecials = [
  ...[0x80, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0x8e, 0x91],
  ...[0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99, 0x9a, 0x9b, 0x9c, 0x9e, 0x9f],
];
const following = String.raw`[\u0080-\u00BF${specials}]`;
/** the first bytes of letters of two, three and four bytes in existing scripts */
const spoilt = new RegExp(
  [
    String.raw`[\u00C2-\u00C5\u00CA-\u00D4\u00D7-\u00DB](${following})`,
    String.raw`[\u00E0-\u00EF](${following})(${following})`,
    String.raw`\u00F0\u0178${following}${following}`,
  ].join('|'),
  'gu',
);
/** UTF-8 that was read as Cyrillic (РђРЅРЅР°): each letter became one of two, and a second one that hardly any word has */
const followingCyrillic =
  '[ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—™љ›њќћџ\u00A0ЎўЈ¤Ґ¦§Ё©Є«¬\u00AD®Ї°±Ііґµ¶·ё№є»јЅѕї]';
const asCyrillic = new RegExp(`(?:[РС]${followingCyrillic}){2}`, 'u');
/** letters of another script that were read as Western ones: Èâàíîâà, ¼¼Êõ. No language writes four of these in a row. */
const asWestern =
  /[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF]{4}|[¢-§©¬®±-³µ¶¸¹¼-¾][\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF]|[\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u00FF][¢-§¬±-³µ¶¸¹¼-¾]|[\u00C0-\u00FF][ºª·´¨«»][\u00C0-\u00FF]/u;
/** a console's replacement for letters that it doesn't have: M├╝ller */
const lines = /[\u2500-\u259F]/u;
/** the replacement character itself, read as three letters */
const lostLetter = 'ï¿½';
const onMacs = /√[^\s\w]/u;
/** first letters of the sequences above: a text without them is intact */
const suspicious = /[\u00C0-\u00FF√РС\u2500-\u259F]/u;

function isMisread(text: string): boolean {
  if (!suspicious.test(text)) return false;
  if (onMacs.test(text) || lines.test(text) || text.includes(lostLetter)) return true;
  if (asCyrillic.test(text) || asWestern.test(text)) return true;
  for (const found of text.matchAll(spoilt)) if (isLetter(found[0])) return true;
  return false;
}

const letterOrSign = /[\p{L}\p{M}\u00A0-\u00BF\u2010-\u203A\u20AC\u{1F000}-\u{1FAFF}]/u;

/** Whether the bytes are a letter, so that É before a quotation mark isn't mistaken for one. */
function isLetter(sequence: string): boolean {
  const decoded = Buffer.from(Array.from(sequence, byteOf)).toString('utf8');
  return !decoded.includes('\uFFFD') && letterOrSign.test(decoded);
}

function byteOf(character: string): number {
  const at = specials.indexOf(character);
  return at === -1 ? character.charCodeAt(0) : (bytesOfSpecials[at] ?? 0);
}

/** letters as UTF-7 of old mail programs writes them: Jos+AOk- */
const inUtf7 = /\+([AB][A-Za-z0-9+/]{2,40})-/g;

/** Whether such a sequence is whole characters, all of them letters: otherwise it is what it looks like (A+ABC-1). */
function hasUtf7(text: string): boolean {
  return text.matchAll(inUtf7).some(([, base64 = '']) => {
    const bytes = Buffer.from(base64, 'base64');
    const pairs = bytes.subarray(0, bytes.length & ~1);
    const letters = Buffer.from(pairs).swap16().toString('utf16le');
    const isWhole = pairs.toString('base64').startsWith(base64);
    return isWhole && /^[\u00C0-\uFFFC]+$/u.test(letters) && /^\p{L}+$/u.test(letters);
  });
}

/** Letters as programs write them to each other: =C3=B6, %C3%B6, \\u00f6, =?UTF-8?Q?…?= */
const encoded =
  /[=%][C-F][\dA-F][=%][89AB][\dA-F]|\\u[\da-f]{4}|=\?[\w-]{3,20}\?[bq]\?[^?]{1,200}\?=/iu;

/** Hardly any value has these, and there are millions. */
const rare = /[+=%\\]/;

const betweenLetters = /\p{L}\?{1,8}\p{L}/u;
const onlyMarks = /^[?\s.,-]{2,100}$/;
const besideLetter = /\p{L}\?|\?\p{L}/u;
const address = /:\/\/|=|@/;

/** @param isName of a name, which never has question marks */
export function isSpoilt(text: string, isName = false): boolean {
  if (text.includes('?') && !address.test(text)) {
    if (betweenLetters.test(text) || (onlyMarks.test(text) && text.includes('??'))) return true;
    if (isName && besideLetter.test(text)) return true;
  }
  return isMisread(text) || (rare.test(text) && (hasUtf7(text) || encoded.test(text)));
}
