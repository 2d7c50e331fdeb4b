import { createEventLoopYield } from '../../yield-to-event-loop.ts';
import type { CellKind, Sheet, SheetColumn } from './sheet.ts';
import { maxSheetRows } from './sheet.ts';
import { styleOf, styles } from './styles.ts';
import { xmlText } from './xml-text.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const narrowest = 10;
const widest = 45;
/** Filter buttons cover the end of the header. */
const filterButton = 4;

/**
 * The XML of a sheet, streamed row by row. Tells Excel to ignore what it would mark with a green corner, such
 * as a phone number stored as text.
 */
export async function* sheetXml(sheet: Sheet): AsyncGenerator<Buffer> {
  const { columns } = sheet;
  const { yieldIfDue } = createEventLoopYield();
  let row = 1;
  let begun = false;
  for await (const batch of sheet.rows) {
    let text = begun ? '' : beginning(sheet, batch);
    begun = true;
    for (const cells of batch) {
      row += 1;
      text += rowXml(row, columns, cells);
    }
    yield Buffer.from(text);
    await yieldIfDue();
  }
  yield Buffer.from((begun ? '' : beginning(sheet, [])) + ending(sheet, row));
}

function beginning(sheet: Sheet, first: readonly (readonly string[])[]): string {
  const { columns } = sheet;
  const cols = columns.map((column, at) => {
    const width = column.width ?? widthFor(column, at, first);
    const place = `min="${at + 1}" max="${at + 1}"`;
    return `<col ${place} width="${width}" style="${styleOf[column.kind]}" customWidth="1"/>`;
  });
  const direction = sheet.isRightToLeft === true ? ' rightToLeft="1"' : '';
  const headers = columns.map(({ header, isRequired }, at) =>
    textCell(at, 1, header, isRequired === true ? styles.requiredHeader : styles.header),
  );
  return [
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="${main}">`,
    `<sheetViews><sheetView${direction} workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`,
    `<cols>${cols.join('')}</cols><sheetData><row r="1">${headers.join('')}</row>`,
  ].join('');
}

function widthFor(
  { header }: SheetColumn,
  at: number,
  first: readonly (readonly string[])[],
): number {
  let longest = header.length + filterButton;
  for (const cells of first) longest = Math.max(longest, (cells[at] ?? '').length + 2);
  return Math.min(widest, Math.max(narrowest, longest));
}

function rowXml(row: number, columns: readonly SheetColumn[], cells: readonly string[]): string {
  let inside = '';
  for (let at = 0; at < cells.length; at += 1) {
    const cell = cells[at] ?? '';
    if (cell !== '') inside += cellXml(at, row, cell, columns[at]?.kind ?? 'text');
  }
  return `<row r="${row}">${inside}</row>`;
}

function cellXml(column: number, row: number, cell: string, kind: CellKind): string {
  const value = numericValue(kind, cell);
  if (value === undefined) return textCell(column, row, cell, styleOf[kind]);
  return `<c r="${columnName(column)}${row}" s="${styleOf[kind]}"><v>${value}</v></c>`;
}

function textCell(column: number, row: number, text: string, style: number): string {
  return `<c r="${columnName(column)}${row}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** A number, a day or a day with a time as a spreadsheet keeps it; undefined: it is kept as text. */
function numericValue(kind: CellKind, cell: string): string | undefined {
  if (kind === 'number') return numberOf(cell);
  if (kind === 'date') return dayOnly.test(cell) ? serialOf(`${cell}T00:00:00`) : undefined;
  return kind === 'date-time' && dayAndTime.test(cell) ? serialOf(cell) : undefined;
}

/** Spreadsheets keep 15 digits; a number with more stays a text, to keep all of them. */
const kept = /^-?(?=(?:\d\.?){1,15}$)(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

function numberOf(text: string): string | undefined {
  return kept.test(text) ? text : undefined;
}

const dayMs = 86_400_000;
/** Earlier day numbers are ambiguous: Excel counts a 29 February 1900, which didn't exist. */
const firstSure = Date.UTC(1900, 2, 1);

const dayOnly = /^\d{4}-\d{2}-\d{2}$/;
const dayAndTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/;

/** A day and its time as a day number, whose fraction is the time. */
function serialOf(text: string): string | undefined {
  const time = Date.parse(`${text}Z`);
  if (Number.isNaN(time) || time < firstSure) return undefined;
  return String((time - Date.UTC(1899, 11, 30)) / dayMs);
}

function ending({ columns, canFilter }: Sheet, lastRow: number): string {
  const last = columnName(Math.max(0, columns.length - 1));
  const below = Math.max(2, lastRow);
  const of = (at: number, row: number) => `${columnName(at)}2:${columnName(at)}${row}`;
  const texts = columns.flatMap(({ kind }, at) => (kind === 'text' ? [of(at, below)] : []));
  const lists = columns.flatMap(({ choices, othersToo }, at) =>
    choices === undefined
      ? []
      : [
          `<dataValidation type="list" allowBlank="1" showErrorMessage="${othersToo === true ? 0 : 1}" sqref="${of(at, maxSheetRows)}"><formula1>"${xmlText(choices.join(','))}"</formula1></dataValidation>`,
        ],
  );
  return [
    '</sheetData>',
    canFilter === true ? `<autoFilter ref="A1:${last}${lastRow}"/>` : '',
    lists.length > 0
      ? `<dataValidations count="${lists.length}">${lists.join('')}</dataValidations>`
      : '',
    texts.length > 0
      ? `<ignoredErrors><ignoredError sqref="${texts.join(' ')}" numberStoredAsText="1" twoDigitTextYear="1"/></ignoredErrors>`
      : '',
    '</worksheet>',
  ].join('');
}

/** 0 is A, 26 is AA. */
function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}
