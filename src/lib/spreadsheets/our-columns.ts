import { headerKey } from './header-key.ts';

/**
 * Columns that stand in files of ours besides the attributes. Reading knows them, so that each of our files can be sent back
 * as it is. Their names are taken: an organization can't call an attribute of its own so.
 */

/** The error log has these before the columns as sent. They are left out silently when it comes back. */
export const errorLogColumns = ['Line', 'Reason'] as const;

/**
 * A column of ours under its usual name, and under the one that it has for an organization whose own attribute had the usual
 * one before it was taken. Reading knows both, since an attribute may be removed between an export and its return.
 */
interface OurColumn {
  readonly name: string;
  readonly otherName: string;
}

/** Each row's own network: Employee or Others. */
export const networkColumn: OurColumn = { name: 'Network', otherName: 'Directory network' };

/** In an export of changes: what happened to the person. */
export const changeColumn: OurColumn = { name: 'Change in directory', otherName: 'Change' };

/** All names that are taken. */
export const ourColumnNames: readonly string[] = [
  ...errorLogColumns,
  ...[networkColumn, changeColumn].flatMap(({ name, otherName }) => [name, otherName]),
];

/** What a column of ours is called in a file. @param others the names of the file's other columns */
export function nameBeside(column: OurColumn, others: readonly string[]): string {
  const isTaken = others.some((other) => headerKey(other) === headerKey(column.name));
  return isTaken ? column.otherName : column.name;
}

/** The words of the change column. A row marked Deleted never brings anybody back. */
export const marks = {
  added: 'Added',
  changed: 'Changed',
  moved: 'Moved',
  deleted: 'Deleted',
} as const;

export type Mark = keyof typeof marks;
