import { guardText } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';

/** A file of rows as CSV that spreadsheets open correctly, and that reads back unchanged (cell-guard.ts). */
export async function* csvFile(
  names: readonly string[],
  batches: AsyncIterable<readonly (readonly string[])[]>,
  delimiter: ',' | ';',
): AsyncGenerator<Buffer> {
  yield Buffer.from(byteOrderMark + csvLines([names.map(guardText)], delimiter));
  for await (const rows of batches) {
    if (rows.length === 0) continue;
    yield Buffer.from(
      csvLines(
        rows.map((row) => row.map(guardText)),
        delimiter,
      ),
    );
  }
}
