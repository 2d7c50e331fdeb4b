import { attributeOf, damaged, readXml } from '../xml-events.ts';
import { maxColumns } from '../xlsx/cell-place.ts';
import { isoDateText, numberText } from '../xlsx/cell-text.ts';
import type { MergedCells } from '../xlsx/merged-cells.ts';

export interface TableRow {
  /** index of the table among those of the document */
  readonly table: number;
  /** as the table counts it, from 1 */
  readonly row: number;
  readonly cells: string[];
  readonly isHidden: boolean;
  /** cells that are shown over this row and some of the next */
  readonly merges: readonly MergedCells[];
}

type Attributes = Readonly<Record<string, string>>;

const maxRows = 1_048_576;
const together = 250;
const maxSpaces = 1_000;

/**
 * The filled rows of all tables of an OpenDocument spreadsheet, in portions.
 * @param onTable gets the name of each table as it begins
 * @param onName gets each name that the document defines
 * @throws AppError file-is-damaged
 */
export async function* readTableRows(
  content: AsyncIterable<Buffer>,
  onTable: (name: string) => void,
  onName: (name: string) => void = () => undefined,
): AsyncGenerator<TableRow[]> {
  let ready: TableRow[] = [];
  let depth = 0;
  let table = -1;
  let row = 0;
  let rowsRepeated = 1;
  let isHidden = false;
  let cells: string[] = [];
  let merges: MergedCells[] = [];
  let column = 0;
  let cell: Attributes | undefined;
  let cellDepth = 0;
  let text = '';
  let paragraphs = 0;
  /** comments and shapes in a cell have paragraphs of their own, which aren't part of the value */
  let ignored = 0;

  function endCell(attributes: Attributes): void {
    const repeated = countOf(attributes, 'number-columns-repeated');
    const value = cellText(attributes, text);
    const rows = countOf(attributes, 'number-rows-spanned');
    if (rows > 1) merges.push({ column, firstRow: row, lastRow: row + rows - 1 });
    if (value !== '') {
      if (column + repeated > maxColumns) throw damaged('a cell beyond the sheet');
      while (cells.length < column) cells.push('');
      for (let at = 0; at < repeated; at += 1) cells.push(value);
    }
    column += repeated;
  }

  function endRow(): void {
    if (row + rowsRepeated - 1 > maxRows && cells.length > 0)
      throw damaged('a row beyond the sheet');
    for (let at = 0; at < rowsRepeated && cells.length > 0; at += 1)
      ready.push({ table, row: row + at, cells: at === 0 ? cells : [...cells], isHidden, merges });
    row += rowsRepeated - 1;
  }

  const parsing = readXml(content, {
    onOpen(name, attributes) {
      depth += 1;
      switch (name) {
        case 'table':
          table += 1;
          row = 0;
          onTable(attributeOf(attributes, 'name') ?? '');
          return;
        case 'named-expression':
        case 'named-range':
          onName(attributeOf(attributes, 'name') ?? '');
          return;
        case 'table-row': {
          row += 1;
          rowsRepeated = countOf(attributes, 'number-rows-repeated');
          const visibility = attributeOf(attributes, 'visibility');
          isHidden = visibility === 'collapse' || visibility === 'filter';
          cells = [];
          merges = [];
          column = 0;
          return;
        }
        case 'table-cell':
        case 'covered-table-cell':
          cell = attributes;
          cellDepth = depth;
          text = '';
          paragraphs = 0;
          return;
        case 'p':
          if (depth !== cellDepth + 1) return;
          if (paragraphs > 0) text += '\n';
          paragraphs += 1;
          return;
        case 's':
          text += ' '.repeat(Math.min(countOf(attributes, 'c'), maxSpaces));
          return;
        case 'tab':
          text += '\t';
          return;
        case 'line-break':
          text += '\n';
          return;
        case 'annotation':
        case 'frame':
        case 'custom-shape':
          ignored += 1;
      }
    },
    onText(part) {
      if (cell !== undefined && depth > cellDepth && ignored === 0) text += part;
    },
    onClose(name) {
      depth -= 1;
      if (name === 'annotation' || name === 'frame' || name === 'custom-shape') ignored -= 1;
      if ((name === 'table-cell' || name === 'covered-table-cell') && cell !== undefined) {
        endCell(cell);
        cell = undefined;
      }
      if (name === 'table-row') endRow();
    },
  });
  for await (const _ of parsing) {
    if (ready.length < together) continue;
    yield ready;
    ready = [];
  }
  if (ready.length > 0) yield ready;
}

function countOf(attributes: Attributes, name: string): number {
  const count = Number(attributeOf(attributes, name) ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}

/** Leading zeros, and the sign of a country code, come from the format. The sheet shows them, so they count. */
const shownDigits = /^(?:0\d+|\+[\d\s()-]+)$/u;

function cellText(attributes: Attributes, shown: string): string {
  switch (attributeOf(attributes, 'value-type')) {
    case 'float':
      return shownDigits.test(shown) ? shown : plainNumber(attributes, shown);
    case 'percentage':
    case 'currency':
      return plainNumber(attributes, shown);
    case 'date':
      return isoDateText(attributeOf(attributes, 'date-value') ?? shown);
    case 'time':
      return timeText(attributeOf(attributes, 'time-value') ?? '') ?? shown;
    case 'boolean':
      return attributeOf(attributes, 'boolean-value') === 'true' ? 'TRUE' : 'FALSE';
    case undefined:
    default:
      return shown === '' ? (attributeOf(attributes, 'string-value') ?? '') : shown;
  }
}

function plainNumber(attributes: Attributes, shown: string): string {
  const value = attributeOf(attributes, 'value');
  return value === undefined ? shown : numberText(value, { kind: 'number' }, false);
}

/** PT09H30M00S */
function timeText(duration: string): string | undefined {
  const match = /^PT(\d{1,6})H(\d{2})M(\d{2})(?:[.,]\d{1,12})?S$/u.exec(duration);
  if (match === null) return undefined;
  const [, hours = '', minutes = '', seconds = ''] = match;
  return `${hours}:${minutes}${seconds === '00' ? '' : `:${seconds}`}`;
}
