import { stringify } from 'csv-stringify/sync';
import type { BuiltInAttribute } from '../../directory/attributes.ts';
import type { AttributeDefinition } from '../../directory/attributes.ts';
import { builtInAttributes } from '../../directory/attributes.ts';
import { guardCell } from './spreadsheet-guard.ts';

/** The column names that people see: in the template, in exports and on cards. */
export const headerOf: Readonly<Record<BuiltInAttribute, string>> = {
  phone: 'Phone number',
  firstName: 'First name',
  lastName: 'Last name',
  displayName: 'Display name',
  email: 'Email',
  jobTitle: 'Job title',
  department: 'Department',
  location: 'Location',
  employeeId: 'Employee ID',
};

/**
 * The file that an admin fills in: one line of column names, no rows. With a byte order mark, because Excel reads a
 * CSV file as Windows-1252 without one, and CRLF line ends.
 */
export function templateCsv(
  own: readonly AttributeDefinition[] = [],
  delimiter: ',' | ';' = ',',
): string {
  const names = [
    ...builtInAttributes.map((attribute) => headerOf[attribute]),
    ...own.map(({ name }) => guardCell(name)),
  ];
  return `\uFEFF${stringify([names], { delimiter, record_delimiter: 'windows' })}`;
}
