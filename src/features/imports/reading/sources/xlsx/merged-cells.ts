/** Cells that are shown as one, over several rows. */
export interface MergedCells {
  readonly column: number;
  readonly firstRow: number;
  readonly lastRow: number;
}

/**
 * Gives each row the value of a cell that was merged over it, such as a department written once beside its
 * people. A row without values of its own stays blank.
 */
export function createMergeFill(merges: readonly MergedCells[]) {
  const waiting = merges.toSorted((a, b) => a.firstRow - b.firstRow);
  let next = 0;
  let open: (MergedCells & { value: string })[] = [];
  /** @param cells is changed. Rows come in order. @param starting further ones, which begin in this row */
  return (row: number, cells: string[], starting: readonly MergedCells[] = []): void => {
    waiting.push(...starting);
    if (next === waiting.length && open.length === 0) return;
    open = open.filter(({ lastRow }) => lastRow >= row);
    if (cells.some((cell) => cell !== '')) {
      for (const { column, value } of open) {
        while (cells.length < column) cells.push('');
        if ((cells[column] ?? '') === '') cells[column] = value;
      }
    }
    for (; (waiting[next]?.firstRow ?? Infinity) <= row; next += 1) {
      const merge = waiting[next];
      const value = merge?.firstRow === row ? (cells[merge.column] ?? '') : '';
      if (merge !== undefined && value !== '') open.push({ ...merge, value });
    }
  };
}
