/**
 * Columns that stand in files of ours besides the attributes. Reading knows them, so that each of our files can be sent back
 * as it is. Their names are taken: an organization can't call an attribute of its own so.
 */

/** The error log has these before the columns as sent. They are left out silently when it comes back. */
export const errorLogColumns = ['Line', 'Reason'] as const;

/** Each row's own network: Employee or Others. */
export const networkColumn = 'Network';

/** In an export of changes: what happened to the person. */
export const changeColumn = 'Change in directory';

/** The words of the change column. A row marked Deleted never brings anybody back. */
export const marks = {
  added: 'Added',
  changed: 'Changed',
  moved: 'Moved',
  deleted: 'Deleted',
} as const;

export type Mark = keyof typeof marks;
