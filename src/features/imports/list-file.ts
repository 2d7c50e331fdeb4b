import { guardText } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';
import { textFor } from '../../text/text.ts';

/** A person's identifiers in a file. */
export interface PersonKeys {
  readonly phone: string;
  readonly email?: string;
  readonly employeeId?: string;
}

/** Clears a value: src/domain/cell-values.ts. */
export const clearing = '<clear>';

/**
 * A file of people as an admin would write it to change them all: their numbers, or else their emails and employee
 * IDs, and one column of the same value. So a change of a list is an import, with everything that imports have.
 *
 * @param column absent: the file only says who is meant
 */
export async function* listFile(
  people: AsyncIterable<readonly PersonKeys[]>,
  column?: { readonly name: string; readonly value: string },
): AsyncGenerator<Buffer> {
  const { attribute } = textFor('en');
  const names = [attribute('phone'), attribute('email'), attribute('employeeId')];
  const further = column === undefined ? [] : [column.value];
  const lines = (rows: readonly (readonly string[])[]) =>
    csvLines(rows.map((cells) => cells.map(guardText)));
  const header = column === undefined ? names : [...names, column.name];
  yield Buffer.from(byteOrderMark + lines([header]));
  for await (const some of people) {
    const rows = some.map(({ phone, email = '', employeeId = '' }) =>
      phone === '' ? ['', email, employeeId, ...further] : [phone, '', '', ...further],
    );
    yield Buffer.from(lines(rows));
  }
}
