import { readXml } from '../xml-events.ts';
import { damaged } from '../xml-events.ts';
import { columnOf, maxColumns } from './cell-place.ts';
import { isoDateText, numberText, stringText } from './cell-text.ts';
import type { NumberFormat } from './number-format.ts';
import type { WorkbookParts } from './workbook-parts.ts';

export interface SheetRow {
  /** as the sheet counts it, from 1 */
  readonly row: number;
  readonly cells: string[];
}

/** The longest sheet. */
const maxRows = 1_048_576;
/** A formula without a calculated value: an error value of spreadsheets. */
const notCalculated = '#CALC!';
const anyNumber: NumberFormat = { kind: 'number' };
const yields = { rows: 250, cells: 25_000 };

/**
 * The rows of a sheet in their order, in portions; cells without a value are empty. A sheet may omit rows, so
 * each has its number.
 * @throws AppError file-is-damaged
 */
export async function* readSheetRows(
  bytes: AsyncIterable<Buffer>,
  { formats, strings, is1904 }: WorkbookParts,
): AsyncGenerator<SheetRow[]> {
  let ready: SheetRow[] = [];
  let readyCells = 0;
  let row = 0;
  let cells: string[] = [];
  let column = -1;
  let type = '';
  let style = 0;
  let text = '';
  let hasFormula = false;
  let reading = false;
  let isInline = false;
  let phonetic = 0;
  const found = { end: false };

  function valueOfCell(): string {
    switch (type) {
      case 's': {
        if (text === '') return '';
        const shared = strings.at(Number(text));
        if (shared === undefined) throw damaged(`no string ${text.slice(0, 20)}`);
        return shared;
      }
      case 'inlineStr':
      case 'str':
        return stringText(text);
      case 'b':
        return text.trim() === '1' || text.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'e':
        return text;
      case 'd':
        return isoDateText(text);
      default:
        if (text === '') return hasFormula ? notCalculated : '';
        return numberText(text, formats[style] ?? anyNumber, is1904);
    }
  }

  const parsing = readXml(bytes, {
    onOpen(name, attributes) {
      switch (name) {
        case 'row':
          row = nextRow(row, attributes.r);
          cells = [];
          column = -1;
          return;
        case 'c':
          column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
          if (column < 0 || column >= maxColumns) throw damaged('a cell beyond the sheet');
          type = attributes.t ?? '';
          style = Number(attributes.s ?? 0);
          text = '';
          hasFormula = false;
          return;
        case 'f':
          hasFormula = true;
          return;
        case 'is':
          isInline = true;
          return;
        case 'rPh':
          phonetic += 1;
          return;
        case 'v':
          reading = true;
          return;
        case 't':
          reading = isInline && phonetic === 0;
      }
    },
    onText(part) {
      if (reading) text += part;
    },
    onClose(name) {
      switch (name) {
        case 'v':
        case 't':
          reading = false;
          return;
        case 'is':
          isInline = false;
          return;
        case 'rPh':
          phonetic -= 1;
          return;
        case 'c': {
          const value = valueOfCell();
          if (value === '') return;
          while (cells.length < column) cells.push('');
          cells[column] = value;
          return;
        }
        case 'row':
          if (cells.length === 0) return;
          ready.push({ row, cells });
          readyCells += cells.length;
          return;
        case 'sheetData':
          found.end = true;
      }
    },
  });
  for await (const _ of parsing) {
    if (ready.length < yields.rows && readyCells < yields.cells) continue;
    yield ready;
    ready = [];
    readyCells = 0;
  }
  if (!found.end) throw damaged('no end of the rows');
  if (ready.length > 0) yield ready;
}

/** Row numbers ascend. If a program left the number out, or has it wrong, the row is the next one. */
function nextRow(last: number, given: string | undefined): number {
  const number = Number(given ?? 0);
  const row = Number.isInteger(number) && number > last ? number : last + 1;
  if (row > maxRows) throw damaged('a row beyond the sheet');
  return row;
}
