import { AppError } from '../../errors.ts';
import { maxSheetRows } from '../../lib/spreadsheets/workbook/sheet.ts';
import { writeWorkbook } from '../../lib/spreadsheets/workbook/write-workbook.ts';
import { sortRows } from '../../lib/sort-rows.ts';
import type { Columns } from './columns.ts';

type Rows = readonly (readonly string[])[];

/**
 * Streams people as an Excel workbook, sorted by name. Texts stay texts, so a spreadsheet neither runs nor
 * converts them; dates are dates, and numbers are numbers as far as a spreadsheet keeps all their digits.
 *
 * @param locale of the admin who requested it: determines the order of names
 * @throws AppError `too-many-for-workbook` when there are more rows than a sheet holds
 */
export async function* workbookFile(
  columns: Pick<Columns, 'names' | 'kinds' | 'sortBy'>,
  batches: AsyncIterable<Rows>,
  locale: string,
): AsyncGenerator<Buffer> {
  const { names, kinds, sortBy } = columns;
  yield* writeWorkbook([
    {
      name: 'People',
      columns: names.map((header, at) => ({ header, kind: kinds[at] ?? 'text' })),
      rows: sortRows(counted(batches), byName(sortBy, locale)),
      canFilter: true,
    },
  ]);
}

async function* counted(batches: AsyncIterable<Rows>): AsyncGenerator<Rows> {
  let count = 1;
  for await (const rows of batches) {
    count += rows.length;
    if (count > maxSheetRows) throw new AppError('too-many-for-workbook');
    yield rows;
  }
}

/** Compares by each of these columns in turn; rows without a name come last. */
function byName(columns: readonly (readonly number[])[], locale: string) {
  const { compare } = new Intl.Collator(locale);
  const nameOf = (row: readonly string[]) => {
    for (const column of columns) {
      const name = column
        .map((at) => row[at] ?? '')
        .filter(Boolean)
        .join(' ');
      if (name !== '') return name;
    }
    return '';
  };
  return (a: readonly string[], b: readonly string[]): number => {
    const [first, second] = [nameOf(a), nameOf(b)];
    if (first === '' || second === '') return Number(first === '') - Number(second === '');
    return compare(first, second);
  };
}
