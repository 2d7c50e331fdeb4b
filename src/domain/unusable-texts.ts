import { monthOf } from './dates.ts';
import { createWordShapes } from './word-shapes.ts';

/*
 * Texts in a cell that look like values and aren't: words that refer to another row, words for something that isn't known yet,
 * and what a spreadsheet made of a value. Unlike placeholders (placeholders.ts) they stand where there should be a value, so
 * their admin is told.
 */

export type UnusableText = 'refers-to-above' | 'placeholder' | 'turned-into-date' | 'digits-lost';

export interface UnusableTextRules {
  /** of names, where a single word may be one (Ms. Ditto), or of identifiers; absent: of other texts, which may have a date */
  readonly of?: 'names' | 'ids' | undefined;
  /** most cells of the column are dates, so a date is what they should be */
  readonly areDates?: boolean | undefined;
}

/** "  〃  ''  -"- */
const dittoMarks = /^[-–—\s]*(?:["“”„″〃〞]|''|,,|“”|"")[-–—\s]*$/u;

const above = wordsOf(
  `as above,same as above,same above,see above,ditto above,siehe oben,s. o.,s.o.,wie oben,voir ci-dessus,ci-dessus,comme ci-dessus,idem ci-dessus,ver arriba,
  igual que arriba,igual al anterior,ver acima,idem acima,igual acima,come sopra,vedi sopra,sama dengan di atas,sama seperti di atas,lihat di atas,ऊपर जैसा,
  ऊपर देखें,उपरोक्त,यथोपरि,كما أعلاه,انظر أعلاه,نفس ما سبق,то же,см. выше,同上`,
);
const aboveInOneWord = wordsOf('ditto,dito,idem,ídem,dto,dto.,sda');

const notKnown = wordsOf(
  `unknown,(unknown),not known,tbd,t.b.d.,tba,t.b.a.,tbc,t.b.c.,to be determined,to be decided,to be announced,to be confirmed,to be defined,to follow,
  unbekannt,nicht bekannt,noch unbekannt,folgt,wird nachgereicht,inconnu,inconnue,à définir,à confirmer,à déterminer,desconocido,desconocida,por definir,
  por confirmar,a definir,a confirmar,desconhecido,desconhecida,sconosciuto,da definire,tidak diketahui,belum diketahui,belum ada,अज्ञात,पता नहीं,मालूम नहीं,
  غير معروف,غير محدد,مجهول,неизвестно,不明,未定,
  vacant,(vacant),vakant,vacante,open position,to be hired,n.n.,loading...,loading…,cargando...,chargement...,carregando...,wird geladen...`,
);
const masked = /^x{2,16}$/iu;
const noIdYet = wordsOf(
  'new,pending,awaited,unassigned,not assigned,to be assigned,to be issued,neu,nuevo,nouveau,novo,baru',
);

function wordsOf(list: string): ReadonlySet<string> {
  return new Set(list.normalize('NFC').split(/,\s*/u));
}

/** the longest of the words above, and of a month with a day */
const longest = 32;

/** Forms that 1-2 takes in the languages of spreadsheets: 02-Jan, 01. Feb, 1-févr, Feb-01. They write no month in capitals. */
const dayAndMonth = /^\d{1,2}[-/. ]{1,2}(\p{L}[\p{Ll}\p{Lo}\p{M}]{1,9})\.?$/u;
const monthAndNumber = /^(\p{L}[\p{Ll}\p{Lo}\p{M}]{1,9})\.?-\d{2}$/u;
/** a cell of a workbook that shows a date */
const wholeDate = /^\d{4}-\d{2}-\d{2}$/;

function isShortDate(text: string): boolean {
  const month = dayAndMonth.exec(text)?.[1] ?? monthAndNumber.exec(text)?.[1];
  return month !== undefined && monthOf(month.toLowerCase()) !== undefined;
}

/** as spreadsheets show a long number */
const scientific = /^\d(?:[.,]\d{1,20})?E\+\d{2,3}$/;

/** @returns why a text of a column of texts can't be its value; undefined: it can */
export function unusableText(
  text: string,
  { of, areDates = false }: UnusableTextRules = {},
): UnusableText | undefined {
  const value = text.trim();
  if (value === '' || value.length > longest) return undefined;
  const word = value.normalize('NFC').toLowerCase();
  if (dittoMarks.test(value) || above.has(word)) return 'refers-to-above';
  const isName = of === 'names';
  if (!isName && aboveInOneWord.has(word)) return 'refers-to-above';
  if (of === 'ids' && noIdYet.has(word)) return 'placeholder';
  if (notKnown.has(word) || (!isName && masked.test(value))) return 'placeholder';
  if (scientific.test(value)) return 'digits-lost';
  const isOfDate = isShortDate(value) || (of !== undefined && wholeDate.test(value));
  return isOfDate && !areDates ? 'turned-into-date' : undefined;
}

/** Whether cells of a column show that dates are what it has. */
export function mostlyDates(cells: readonly string[]): boolean {
  const isDate = (text: string) => isShortDate(text) || wholeDate.test(text);
  return cells.filter((cell) => isDate(cell.trim())).length * 2 > cells.length;
}

const hasShapeOfWord = createWordShapes(
  [...above, ...aboveInOneWord, ...notKnown, ...noIdYet],
  longest,
);

const [hyphen, dot, slash, blank] = [0x2d, 0x2e, 0x2f, 0x20];

function isBetween(character: number | undefined): boolean {
  return character === hyphen || character === dot || character === slash || character === blank;
}

const isDigit = (character: number) => character >= 0x30 && character <= 0x39;
const isX = (character: number) => (character | 0x20) === 0x78;

/**
 * Whether a text of plain letters, digits and a few signs may be one of these. Its bytes are enough to exclude nearly all.
 * @param from its first byte, a letter or a digit
 * @param end after its last byte
 */
export function mayBeUnusable(bytes: Uint8Array, from: number, end: number): boolean {
  const length = end - from;
  if (length > longest) return false;
  const first = bytes[from] ?? 0;
  const last = bytes[end - 1] ?? 0;
  if (hasShapeOfWord(length, first, last)) return true;
  if (isDigit(first))
    return isBetween(bytes[from + 1]) || isBetween(bytes[from + 2]) || bytes[from + 4] === hyphen;
  if (isDigit(last)) return length > 3 && bytes[end - 3] === hyphen;
  return isX(first) && isX(last);
}
