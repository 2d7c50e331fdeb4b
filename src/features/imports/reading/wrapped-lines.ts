import { parse } from 'csv-parse/sync';
import type { Delimiter } from './file-facts.ts';
import { createFramer } from './frame-records.ts';
import type { SentRecord } from './sent-record.ts';

/**
 * Unwraps a record that a program put into one cell: `"9820011111,Asha,Rao"`, or `9820011111,Asha,Rao;;` if
 * lines with commas were opened and saved with semicolons. A record of several cells is joined first.
 */
export function unwrapRecord(
  outer: Delimiter,
  inner: Delimiter,
): (record: SentRecord) => SentRecord {
  return (record) => {
    if (record.broken !== undefined) return record;
    const text = withoutTail(record.cells).join(outer);
    const cells = cellsOf(text, inner);
    return cells === undefined
      ? { line: record.line, cells: text.split(inner), broken: 'quote-not-closed' }
      : { line: record.line, cells };
  };
}

function withoutTail(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

function cellsOf(text: string, delimiter: Delimiter): readonly string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter);
  const [frame, more] = createFramer(delimiter).add(text, true);
  if (frame?.kind !== 'quoted' || frame.lines.length > 1 || more !== undefined) return undefined;
  return parse(frame.text, { delimiter, relax_column_count: true, relax_quotes: true })[0];
}

/** Whether a record is one cell, the first, with nothing after it. */
export function isOneCell({ cells, broken }: SentRecord): boolean {
  return (
    broken === undefined &&
    (cells[0] ?? '').trim() !== '' &&
    cells.every((cell, at) => at === 0 || cell.trim() === '')
  );
}
