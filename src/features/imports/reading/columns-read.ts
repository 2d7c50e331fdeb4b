/**
 * Number of columns that are examined. Beyond them only names known as a whole count. A file may have a million
 * columns.
 */
export const maxColumnsRead = 1_000;
