/**
 * A defined name in each of our workbooks, which stays when a spreadsheet saves it. It says that texts are whole as they stand:
 * elsewhere an apostrophe before what a spreadsheet would change is one that our CSV files put there, and reading takes it away.
 */
export const textsAreWhole = '_rollcall_texts_are_whole';
