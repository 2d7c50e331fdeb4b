import { headerKey } from './header-key.ts';

/**
 * Columns in our files besides the attributes. Reading knows them, so each of our files can be sent back
 * unchanged. Their names are reserved: an organization can't give them to its own attributes.
 */

/** The error log puts these before the original columns. They are dropped silently when the log is sent back. */
export const errorLogColumns = ['Line', 'Reason'] as const;

/**
 * A column of ours with its usual name, and the name it takes in an organization whose own attribute had the
 * usual one before it was reserved. Reading knows both, since an attribute may be removed between an export and
 * its return.
 */
interface OurColumn {
  readonly name: string;
  readonly otherName: string;
}

/** Each row's own network: Employee or Others. */
export const networkColumn: OurColumn = { name: 'Network', otherName: 'Directory network' };

/** In an export of changes: what happened to the person. */
export const changeColumn: OurColumn = { name: 'Change in directory', otherName: 'Change' };

/** All reserved names. */
export const ourColumnNames: readonly string[] = [
  ...errorLogColumns,
  ...[networkColumn, changeColumn].flatMap(({ name, otherName }) => [name, otherName]),
];

/** @returns the name of one of our columns in a file @param others the names of the file's other columns */
export function nameBeside(column: OurColumn, others: readonly string[]): string {
  const isTaken = others.some((other) => headerKey(other) === headerKey(column.name));
  return isTaken ? column.otherName : column.name;
}

/** The values of the change column. A row marked Deleted never restores a person. */
export const marks = {
  added: 'Added',
  changed: 'Changed',
  moved: 'Moved',
  deleted: 'Deleted',
} as const;

export type Mark = keyof typeof marks;
