/**
 * Letters and signs as web pages and the exports of web programs write them: R&amp;D, Jos&eacute;, O&#39;Neil,
 * <b>Asha</b><br>Rao. A name with an accent is the letter and the accent's name, so a table has only the others.
 */
export function withoutEntities(written: string): string {
  if (!mayBeMarkup.test(written)) return written;
  const text = written.includes('<') ? written.replace(breakTag, ' ').replace(tag, '') : written;
  if (!text.includes('&')) return text;
  const read = text.replace(entity, known);
  // Written so twice: &amp;eacute;
  return read === text || !text.includes('&amp;') ? read : read.replace(entity, known);
}

/** Whether reading would change the text. Our own files guard such texts. */
export function hasEntities(text: string): boolean {
  return withoutEntities(text) !== text;
}

const mayBeMarkup = /[&<]/;
const breakTag = /<br\s?\/?>/gi;
/** Only those that give a text its looks: everything else in brackets is a text. */
const tag = /<\/?(?:b|i|u|em|strong|span|font)(?:\s[^<>]{0,200})?>/gi;
const entity = /&(#\d{1,7}|#[xX][\da-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});/g;

function known(found: string, inside: string): string {
  return characterOf(inside) ?? found;
}

function characterOf(inside: string): string | undefined {
  if (inside.startsWith('#')) return byNumber(inside.slice(1));
  const sign = signs.get(inside);
  if (sign !== undefined) return sign;
  const [, letter = '', name = ''] = withAccent.exec(inside) ?? [];
  const composed = (letter + (accents[name] ?? '')).normalize('NFC');
  return letter !== '' && composed.length === 1 ? composed : undefined;
}

const withAccent =
  /^([A-Za-z])(acute|grave|circ|uml|tilde|cedil|ring|caron|ogon|macr|breve|dot|dblac)$/;
const accents: Readonly<Record<string, string>> = {
  acute: '\u0301',
  grave: '\u0300',
  circ: '\u0302',
  uml: '\u0308',
  tilde: '\u0303',
  cedil: '\u0327',
  ring: '\u030A',
  caron: '\u030C',
  ogon: '\u0328',
  macr: '\u0304',
  breve: '\u0306',
  dot: '\u0307',
  dblac: '\u030B',
};

const signs = new Map(
  `amp & lt < gt > quot " apos ' szlig ß AElig Æ aelig æ OElig Œ oelig œ Oslash Ø oslash ø Lstrok Ł lstrok ł Dstrok Đ dstrok đ
  ETH Ð eth ð THORN Þ thorn þ imath ı inodot ı ndash – mdash — lsquo ‘ rsquo ’ sbquo ‚ ldquo “ rdquo ” bdquo „ laquo « raquo » hellip … bull • middot ·
  euro € pound £ yen ¥ cent ¢ sect § copy © reg ® trade ™ deg ° ordf ª ordm º frac12 ½ iexcl ¡ iquest ¿ hyphen - num # commat @ plus + sol / lpar ( rpar ) colon : comma , period .`
    .split(/\s+/)
    .flatMap((name, at, all) => (at % 2 === 0 ? [[name, all[at + 1] ?? ''] as const] : [])),
)
  .set('nbsp', '\u00A0')
  .set('shy', '\u00AD')
  .set('semi', ';');

/** Web pages mean Windows-1252 by 128 to 159. Control characters stay as they are written. */
function byNumber(text: string): string | undefined {
  const code = /^[xX]/.test(text) ? Number.parseInt(text.slice(1), 16) : Number(text);
  if (code >= 0x80 && code < 0xa0)
    return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  if (code < 0x20 || code === 0x7f || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
    return undefined;
  return String.fromCodePoint(code);
}
