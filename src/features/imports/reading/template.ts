import type { AttributeDefinition } from '../../../domain/attributes.ts';
import { builtInAttributes } from '../../../domain/attributes.ts';
import { guardText } from '../../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../../lib/spreadsheets/csv-file.ts';
import { textFor } from '../../../text/text.ts';

/** The file that an admin fills in: one line of column names, no rows. */
export function templateCsv(
  own: readonly AttributeDefinition[] = [],
  delimiter: ',' | ';' = ',',
): string {
  const { attribute: nameOf } = textFor('en');
  const names = [
    ...builtInAttributes.map((attribute) => nameOf(attribute)),
    ...own.map(({ name }) => guardText(name)),
  ];
  return byteOrderMark + csvLines([names], delimiter);
}
