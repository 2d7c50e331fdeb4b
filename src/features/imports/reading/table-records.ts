import { headerKey } from '../../../lib/spreadsheets/header-key.ts';
import { aliasOf } from './alias-of.ts';
import type { FileFacts } from './file-facts.ts';
import { readHeader } from './header-column.ts';
import type { SentRecord } from './records.ts';

/**
 * Decides which records of a file are data: those below the header that are neither a repeated header (as on
 * each page of a printed list) nor an explanation of it, a total or a remark. Both passes over a file use this,
 * so that their counts agree.
 */
export function createDataFilter({
  headers,
  recordsBefore = 1,
  titles = [],
}: Pick<FileFacts, 'headers' | 'recordsBefore' | 'titles'>): (record: SentRecord) => boolean {
  let seen = 0;
  const isHeader = isSameAs(headers);
  const firstHeader = headers[0]?.toLowerCase();
  const isTitle = titles.length === 0 ? undefined : new Set(titles);
  return ({ cells, broken }) => {
    seen += 1;
    if (seen <= recordsBefore) return false;
    if (broken !== undefined) return true;
    const mayExplain = recordsBefore > 0 && seen <= recordsBefore + mostHints;
    if (mayExplain && (isHint(cells) || areSameNames(cells, headers))) return false;
    const first = cells[0] ?? '';
    if (first.trim().toLowerCase() === firstHeader && isHeader(cells)) return false;
    const text = first === '' ? firstFilled(cells) : first;
    if (isTitle?.has(text.trim()) === true && filledCells(cells).length === 1) return false;
    // Nearly every row has a number or address, which is quickly seen.
    return !(isPrinted(text, cells) || (isNobody(cells) && looksLikeRemark(text, cells)));
  };
}

/** Only for a meaningful header: that of a file with one column may be a value in it. */
function isSameAs(headers: readonly string[]): (cells: readonly string[]) => boolean {
  const inSmallLetters = headers.map((header) => header.toLowerCase());
  return (cells) =>
    headers.length > 1 &&
    inSmallLetters.every((header, column) => sameText(cells[column], header)) &&
    cells.slice(headers.length).every((cell) => cell.trim() === '');
}

function sameText(cell = '', header: string): boolean {
  return cell.trim().toLowerCase() === header;
}

/** So many lines below a header may explain it. */
export const mostHints = 2;
const hint =
  /^[([]?(?:required|optional|mandatory|not required|string|text|varchar|char|number|integer|int|date|boolean|bool|email|phone|pflicht(?:feld)?|obligatoire|obligatorio|obrigatório|opcional|facultatif|max\.? .{1,30}|with country code|format: ?.{1,40}|yyyy.{0,8}|dd.mm.{0,6}|e\. ?g\..{1,60}|ex(?:ample|\.)?: ?.{1,60}|z\. ?b\..{1,60}|(?:varchar|char|string)\(\d{1,5}\))[)\]]?$/iu;

/** A line that describes the content of each column: Required, Optional; e.g. Asha; phone_number. */
function isHint(cells: readonly string[]): boolean {
  const filled = filledCells(cells).map((cell) => cell.trim());
  if (filled.length < 2) return false;
  return filled.every((cell) => hint.test(cell)) || filled.every(isTechnicalName);
}

/** The header once more in other words, as in SuccessFactors' files: FIRSTNAME, and First Name below it. */
function areSameNames(cells: readonly string[], headers: readonly string[]): boolean {
  const isSameName = (cell: string, column: number): boolean => {
    const header = headers[column] ?? '';
    if (cell.trim() === '' || headerKey(cell) === headerKey(header)) return true;
    const { attribute } = readHeader(header, column).sense;
    return attribute !== undefined && readHeader(cell.trim(), column).sense.attribute === attribute;
  };
  return filledCells(cells).length > 1 && cells.every(isSameName);
}

/** A name as programs have it, not as people write it into a cell. */
function isTechnicalName(cell: string): boolean {
  return cell.length < 40 && /[a-z][_.][a-z]|[a-z][A-Z]/.test(cell) && aliasOf(cell) !== undefined;
}

function filledCells(cells: readonly string[]): string[] {
  return cells.filter((cell) => cell.trim() !== '');
}

function firstFilled(cells: readonly string[]): string {
  return cells.find((cell) => cell.trim() !== '') ?? '';
}

/** Words before the sum of a column. */
const totals = new Set(
  `total,totals,grand total,subtotal,sub-total,sum,count,total count,total employees,total people,total staff,total records,total rows,
  gesamt,gesamtsumme,summe,insgesamt,anzahl,total général,somme,effectif,effectif total,suma,total general,totale,totaal,total geral,
  jumlah,total karyawan,कुल,कुल योग,योग,المجموع,الإجمالي,إجمالي,итого,всего,toplam,razem,łącznie,合计,合計,总计,總計,합계,รวม`
    .normalize('NFC')
    .split(/,\s*/u),
);

const remark =
  /^(?:#\s|\/\/\s|page \d+(?: (?:of|\/) \d+)?$|seite \d+(?: von \d+)?$|página \d+(?: de \d+)?$|[-*=\s]{0,9}end of (?:report|file|list|data)\b|(?:generated|printed|exported|created|downloaded|report run|erstellt|gedruckt|exportiert|generado|impreso|imprimé|généré|gerado|impresso|dicetak)\b.{0,60}\d|confidential|vertraulich|confidentiel|confidencial|rahasia|copyright\b|©|\(?\d{1,9} (?:rows?|records?|entries|employees|people|persons?|contacts|results|users|zeilen|einträge|mitarbeiter|filas|registros|lignes|linhas|baris)\b[^\d]{0,20}\)?$)/iu;
const line = /^\s*[-=_+*:|–—][-=_+*:|–—\s]{2,}$/u;
const number = /^[\d.,\s]+$/;
const longestRemark = 100;

const printed =
  /^(?:generated|printed|exported|created|downloaded|erstellt|gedruckt|exportiert|generado|impreso|imprimé|généré|gerado|dicetak) (?:on|by|at|am|von|el|por|le|par|em|oleh|pada)\b[^@]{0,80}$/iu;

/** The print date below a list has as many digits as a phone number. */
function isPrinted(text: string, cells: readonly string[]): boolean {
  return (
    text.length <= longestRemark && printed.test(text.trim()) && filledCells(cells).length === 1
  );
}

/** A remark is alone, a total beside a number. A line between rows is nothing else. */
function looksLikeRemark(text: string, cells: readonly string[]): boolean {
  if (text.length > longestRemark && !line.test(text)) return false;
  const filled = filledCells(cells);
  if (filled.every((cell) => line.test(cell))) return true;
  if (filled.length === 1 && remark.test(text.trim())) return true;
  const [word = '', ...rest] = text
    .toLowerCase()
    .normalize('NFC')
    .split(/[:=]|(?=\d)/u);
  if (!isTotal(word.trim())) return false;
  const numbers = rest.some((part) => number.test(part)) ? 1 : 0;
  return numbers + filled.filter((cell) => number.test(cell)).length > 0;
}

function isTotal(words: string): boolean {
  return totals.has(words) || totalOf.test(words);
}

const totalOf =
  /^(?:total|number|count|anzahl|gesamtzahl|nombre|número|numero|jumlah|total number) (?:of |der |de |d’|d')?(?:all )?(?:employees|people|persons|staff|records|rows|users|members|workers|contacts|mitarbeiter|personen|einträge|empleados|personas|employés|personnes|funcionários|pessoas|colaboradores|karyawan|pegawai)$/u;

const personal = /@|(?:\d[\s().\-/]?){7}/;

/** Nothing that could identify a person. */
function isNobody(cells: readonly string[]): boolean {
  return !cells.some((cell) => personal.test(cell));
}
