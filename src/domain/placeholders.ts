import { createWordShapes } from './word-shapes.ts';

/*
 * Texts that people write into a cell to mark it as empty: `n/a`, `-`, `none`. In a column of names words may
 * be names (Mr. Null, Ms. None), so only texts that can't be a name count there. `NA` is a region and a name
 * too, so it isn't one.
 */

/** Several question marks replace lost letters: spoilt-letters.ts. */
const onlyMarks = /^(?:[-–—‐‑−_.*/\\~]{1,12}|\?)$/u;
const notAvailable = /^[([<]?(?:n[/.\\]\s?a\.?|n\/d|n\.v\.|k\.\s?a\.|\\n|s\/d|s\/n|н\/д)[)\]>]?$/iu;

/** Only letters, digits and blanks, as most texts: neither of the patterns above, and a quick look says so. */
const plainWord = /^[a-z0-9 ]+$/i;
const ascii = /^[ -~]+$/;

const anywhere = new Set(['null', 'NULL', 'none', 'NONE', 'nil', 'NIL', 'NaN', 'undefined']);
/** what programs write, in brackets: no name has them */
const bracketed = /^[([<](?:null|none|nil|undefined|blank|empty|leer)[)\]>]$/iu;

const said = new Set(
  `null,nan,(null),[null],<null>,none,(none),nil,(nil),undefined,blank,(blank),empty,(empty),not available,not applicable,not provided,
  none provided,no email,no e-mail,keine,keine angabe,nicht vorhanden,leer,(leer),néant,aucun,aucune,non renseigné,sans objet,vide,
  ninguno,ninguna,no aplica,no disponible,vacío,nenhum,nenhuma,não informado,não possui,vazio,nessuno,tidak ada,kosong,लागू नहीं,कोई नहीं,
  उपलब्ध नहीं,غير متوفر,لا يوجد,لا شيء,нет,отсутствует,无,無,なし,없음`
    .normalize('NFC')
    .split(/,\s*/u),
);

/** Longer than any placeholder, which excludes most cells at once. */
const longest = 16;
const hasShapeOfWord = createWordShapes([...anywhere, ...said], longest);

/**
 * Whether a text of plain letters, digits and a few signs may be a placeholder. Its bytes are enough to exclude nearly all.
 * @param from its first byte, a letter or a digit
 * @param end after its last byte
 */
export function mayBePlaceholder(bytes: Uint8Array, from: number, end: number): boolean {
  if (end - from > longest) return false;
  const second = bytes[from + 1];
  // n/a, n.v.
  if (second === 0x2e || second === 0x2f || second === 0x5c) return true;
  return hasShapeOfWord(end - from, bytes[from] ?? 0, bytes[end - 1] ?? 0);
}

/**
 * Whether a text only marks a cell as empty.
 *
 * @param isName in a column of names, where words count only as programs write them
 */
export function isPlaceholder(text: string, isName = false): boolean {
  if (text.length > longest) return false;
  const value = text.trim();
  if (value === '') return false;
  if (isSurelyPlaceholder(value)) return true;
  if (isName) return anywhere.has(value);
  const word = value.toLowerCase();
  return said.has(ascii.test(word) ? word : word.normalize('NFC'));
}

/** Whether it is one in any column, however many cells have it: signs, n/a, (null). Words may be the column's values. */
export function isSurelyPlaceholder(text: string): boolean {
  const value = text.trim();
  if (value === '' || value.length > longest || plainWord.test(value)) return false;
  return onlyMarks.test(value) || notAvailable.test(value) || bracketed.test(value);
}
