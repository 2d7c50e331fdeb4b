import { writeXlsxStream, XLSX_MAX_ROWS_PER_SHEET } from 'hucre/xlsx';
import { AppError } from '../../errors.ts';

/** Wide enough for a phone number or most names. */
const columnWidth = 22;
/** "@": text, so that nothing that is typed over it becomes a number or a date either. */
const textFormat = '@';

/**
 * A file of rows as an Excel workbook, written as it goes. Every cell is text, so there is nothing for a spreadsheet to run or
 * to take for a number, and no apostrophes are needed.
 * @throws AppError `too-many-for-workbook` when there are more rows than a sheet holds
 */
export async function* workbookFile(
  names: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<Buffer> {
  const columns = names.map((name) => ({
    header: escaped(name),
    width: columnWidth,
    numFmt: textFormat,
  }));
  const freezePane = { rows: 1 };
  const stream = writeXlsxStream(rowsOf(batches), { name: 'People', columns, freezePane });
  for await (const chunk of stream) yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
}

async function* rowsOf(
  batches: AsyncIterable<readonly (readonly string[])[]>,
): AsyncGenerator<string[]> {
  let count = 1;
  for await (const rows of batches) {
    count += rows.length;
    if (count > XLSX_MAX_ROWS_PER_SHEET) throw new AppError('too-many-for-workbook');
    for (const row of rows) yield row.map(escaped);
  }
}

/** What looks like the format's own way of writing a character, and what XML can't hold, in that way of writing. */
const toEscape = /_(?=x[0-9A-Fa-f]{4}_)|[\uFFFE\uFFFF]/gu;

function escaped(cell: string): string {
  return cell.replace(toEscape, (found) => {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `_x${code}_`;
  });
}
