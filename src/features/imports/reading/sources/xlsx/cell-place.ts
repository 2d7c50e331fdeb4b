/** The widest sheet. */
export const maxColumns = 16_384;

/** The column of a cell's name, from 0: `C7` is 2; -1 for none. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = (reference.charCodeAt(at) | 0x20) - 0x60;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
    if (column > maxColumns) return maxColumns;
  }
  return column - 1;
}

/** The row of a cell's name, from 1. */
export function rowOf(reference: string): number {
  return Number(/\d{1,7}$/u.exec(reference)?.[0] ?? 0);
}
