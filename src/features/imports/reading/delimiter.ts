import type { AttributeDefinition } from '../../../domain/attributes.ts';
import type { Delimiter, Dialect } from './file-facts.ts';
import { delimiters } from './file-facts.ts';
import type { FoundTable } from './find-table.ts';
import { findTable } from './find-table.ts';
import { findMarks } from './marks.ts';
import { firstRecords } from './records.ts';
import type { SentRecord } from './records.ts';
import { isOneCell } from './wrapped-lines.ts';

/** How to cut a file into cells. */
export interface Cut {
  readonly delimiter: Delimiter;
  /** absent: by the rules */
  readonly dialect?: Dialect;
}

const separatorLine = /^\uFEFF?\s*"?sep=([,;\t|^~])"?[\s,;|]*$/iu;

/** Enough for a table and the text above it. A header alone may be as long. */
const headLength = 64 * 1024;
const mostLines = 60;

/**
 * Finds how to cut a file. Excel's first line `sep=;` decides. Otherwise it is the delimiter with which every
 * header is understood (an own attribute may be called "City, office, email", and then a wrong delimiter finds
 * more), else the one with which most are, else the one with the most columns; a comma in doubt. Also finds
 * whole lines in quotation marks, lines with trailing delimiters, and other ways to write quotation marks.
 * @param head the beginning of the file, at least its header
 * @param own the organization's own attributes
 */
export function findCut(head: string, own: readonly AttributeDefinition[] = []): Cut {
  const text = firstLines(head.slice(0, headLength));
  const said = separatorLine.exec(text.trimStart().split(/[\r\n]/, 1)[0] ?? '')?.[1];
  const fromLine = delimiters.find((delimiter) => delimiter === said);
  const marks = findMarks(text);
  const dialect: Dialect = marks === undefined ? {} : { marks };
  const usual: Delimiter = fromLine ?? ',';
  let best = { delimiter: usual, dialect, score: -1 };
  const consider = (delimiter: Delimiter, tried: Dialect, records: readonly SentRecord[]): void => {
    const found = scoreOf(findTable(records, own), records);
    // Trailing delimiters are removed if the file is understood as well without them.
    const asSaid = delimiter === fromLine ? ofSaid : 0;
    const score = (tried.wrappedIn === undefined ? found : found + 0.5) + asSaid;
    if (score > best.score) best = { delimiter, dialect: tried, score };
  };
  for (const delimiter of delimiters) {
    const quote = findQuote(text, delimiter);
    const tried = quote === undefined ? dialect : { ...dialect, quote };
    const records = firstRecords(text, delimiter, tried).slice(0, mostLooked);
    consider(delimiter, tried, records);
    if (!records.some(isWrapped)) continue;
    for (const inner of delimiters) {
      const wrapped = { ...tried, wrappedIn: delimiter };
      if (areWrapped(records, delimiter, inner))
        consider(inner, wrapped, firstRecords(text, inner, wrapped).slice(0, mostLooked));
    }
  }
  const isByTheRules = Object.keys(best.dialect).length === 0;
  return { delimiter: best.delimiter, ...(!isByTheRules && { dialect: best.dialect }) };
}

const mostLooked = 40;
/** A first line `sep=;` decides, but where more is understood without it. */
const ofSaid = 0.9e6;

function firstLines(text: string): string {
  const lineEnd = /\r{0,2}\n|\r/g;
  for (let lines = 0; lines < mostLines; lines += 1) if (lineEnd.exec(text) === null) return text;
  return text.slice(0, lineEnd.lastIndex);
}

function scoreOf(table: FoundTable | undefined, records: readonly SentRecord[]): number {
  if (table === undefined) return -1;
  const { header, above, understood } = table;
  const columns = header.filter((cell) => cell.trim() !== '').length;
  // If no header is understood, the delimiter is the one that every line has equally often.
  const alike = records.slice(above).filter(({ cells }) => cells.length === header.length).length;
  const shape =
    understood.count > 0 || columns < 2 ? 0 : alike / Math.max(1, records.length - above);
  return (
    (understood.all ? 1e12 : 0) + understood.count * 1e6 + Math.min(columns, 1e5) * (1 + shape)
  );
}

/** Single quotation marks, if each cell of a line is enclosed in them. */
function findQuote(head: string, delimiter: Delimiter): "'" | undefined {
  const lines = head.split(/[\r\n]+/, 6).filter((line) => line.trim() !== '');
  const isQuoted = lines.some((line) => {
    const cells = line.trim().split(delimiter);
    return (
      cells.length > 1 &&
      cells.every((cell) => cell.length > 1 && cell.startsWith("'") && cell.endsWith("'"))
    );
  });
  return isQuoted ? "'" : undefined;
}

function isWrapped(record: SentRecord): boolean {
  return isOneCell(record) && delimiters.some((inner) => (record.cells[0] ?? '').includes(inner));
}

/**
 * Whether most records are one cell that contains this delimiter, followed by empty cells or enclosed in
 * quotation marks. (With a delimiter that isn't in it, every line is one cell.)
 */
function areWrapped(records: readonly SentRecord[], outer: Delimiter, inner: Delimiter): boolean {
  const [first] = records;
  // Lines with trailing delimiters have them in the header, too. Below one without, a last cell is a value.
  if (inner !== outer && first?.cells.length === 1 && first.cells[0]?.includes(inner) === true)
    return false;
  const wrapped = records.filter(
    (record) =>
      isOneCell(record) &&
      (record.cells[0] ?? '').includes(inner) &&
      (inner === outer || record.cells.length > 1),
  );
  // The header may be without quotation marks above lines that are completely in them.
  const others = records.length - (records.length > 2 && records[0] !== wrapped[0] ? 1 : 0);
  return wrapped.length * 10 >= others * 7;
}
