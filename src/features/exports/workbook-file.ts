import { writeXlsxStream, XLSX_MAX_ROWS_PER_SHEET } from 'hucre/xlsx';
import { AppError } from '../../errors.ts';

/** Wide enough for a phone number or most names. */
const columnWidth = 22;
/** "@": text, so that values typed over it don't become numbers or dates either. */
const textFormat = '@';

/**
 * Streams rows as an Excel workbook. Every cell is text, so a spreadsheet neither runs nor converts it, and no
 * apostrophes are needed.
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

/**
 * Sequences that look like the format's own character escapes, and characters that XML can't hold, are written
 * as such escapes.
 */
const toEscape = /_(?=x[0-9A-Fa-f]{4}_)|[\uFFFE\uFFFF]/gu;

function escaped(cell: string): string {
  return cell.replace(toEscape, (found) => {
    const code = found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `_x${code}_`;
  });
}
