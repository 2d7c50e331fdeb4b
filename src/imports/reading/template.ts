import { stringify } from 'csv-stringify/sync';
import type { AttributeDefinition } from '../../directory/attributes.ts';
import { builtInAttributes } from '../../directory/attributes.ts';
import { textFor } from '../../text/text.ts';
import { guardCell } from './spreadsheet-guard.ts';

/**
 * The file that an admin fills in: one line of column names, no rows. With a byte order mark, because Excel reads a
 * CSV file as Windows-1252 without one, and CRLF line ends.
 */
export function templateCsv(
  own: readonly AttributeDefinition[] = [],
  delimiter: ',' | ';' = ',',
): string {
  const { attribute: nameOf } = textFor('en');
  const names = [
    ...builtInAttributes.map((attribute) => nameOf(attribute)),
    ...own.map(({ name }) => guardCell(name)),
  ];
  return `\uFEFF${stringify([names], { delimiter, record_delimiter: 'windows' })}`;
}
