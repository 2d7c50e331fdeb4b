/**
 * A defined name in each of our workbooks, which spreadsheets keep when they save. It says that texts are
 * complete as they are: in other files an apostrophe before text that a spreadsheet would change was added by
 * our CSV export, and reading removes it.
 */
export const textsAreWhole = '_rollcall_texts_are_whole';
