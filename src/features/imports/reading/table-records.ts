import type { FileFacts } from './file-facts.ts';
import type { SentRecord } from './records.ts';

/**
 * Which records of a file are data: those below the header that are neither the header once more (as on each page of a printed
 * list) nor a total or a remark. Both passes over a file ask this, so that their counts agree.
 */
export function createDataFilter({
  headers,
  recordsBefore = 1,
}: Pick<FileFacts, 'headers' | 'recordsBefore'>): (record: SentRecord) => boolean {
  let seen = 0;
  const isHeader = isSameAs(headers);
  return ({ cells, broken }) => {
    if (seen < recordsBefore) {
      seen += 1;
      return false;
    }
    if (broken !== undefined) return true;
    const first = cells[0] ?? '';
    if (first.trim() === headers[0] && isHeader(cells)) return false;
    return !(looksLikeRemark(first === '' ? firstFilled(cells) : first, cells) && isNobody(cells));
  };
}

/** Only a header that says something: that of a file with one column may be a value in it. */
function isSameAs(headers: readonly string[]): (cells: readonly string[]) => boolean {
  return (cells) =>
    headers.length > 1 &&
    headers.every((header, column) => (cells[column] ?? '').trim() === header) &&
    cells.slice(headers.length).every((cell) => cell.trim() === '');
}

function firstFilled(cells: readonly string[]): string {
  return cells.find((cell) => cell.trim() !== '') ?? '';
}

/** What programs and people write before the sum of a column. */
const totals = new Set(
  `total,totals,grand total,subtotal,sub-total,sum,count,total count,total employees,total people,total staff,total records,total rows,
  gesamt,gesamtsumme,summe,insgesamt,anzahl,total général,somme,effectif,effectif total,suma,total general,totale,totaal,total geral,
  jumlah,total karyawan,कुल,कुल योग,योग,المجموع,الإجمالي,إجمالي,итого,всего,toplam,razem,łącznie,合计,合計,总计,總計,합계,รวม`
    .normalize('NFC')
    .split(/,\s*/u),
);

const remark =
  /^(?:#\s|\/\/\s|[-=_*–—]{3,}$|page \d+ of \d+$|[-*=\s]{0,9}end of (?:report|file|list|data)\b)/iu;
const number = /^[\d.,\s]+$/;
const longestRemark = 100;

/** A remark stands alone, a total beside a number. */
function looksLikeRemark(text: string, cells: readonly string[]): boolean {
  if (text.length > longestRemark) return false;
  const filled = cells.filter((cell) => cell.trim() !== '');
  if (filled.length === 1 && remark.test(text.trim())) return true;
  const [word = '', ...rest] = text
    .toLowerCase()
    .normalize('NFC')
    .split(/[:=]|(?=\d)/u);
  if (!totals.has(word.trim())) return false;
  const numbers = rest.some((part) => number.test(part)) ? 1 : 0;
  return numbers + filled.filter((cell) => number.test(cell)).length > 0;
}

const personal = /@|(?:\d[\s().\-/]?){7}/;

/** Nothing in it by which anybody could be known. */
function isNobody(cells: readonly string[]): boolean {
  return !cells.some((cell) => personal.test(cell));
}
