import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import { unguardCell } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark } from '../../lib/spreadsheets/csv-file.ts';
import { errorLogColumns } from '../../lib/spreadsheets/our-columns.ts';

/** A row that was rejected, or imported without some of its values. */
export interface LoggedRow {
  /** of the file; '' for the reason why the whole import failed */
  readonly line: string;
  readonly reason: string;
  /** the cells with a value, under their headers */
  readonly cells: readonly { readonly header: string; readonly value: string }[];
}

export interface LoggedRows {
  readonly rows: readonly LoggedRow[];
  readonly hasNext: boolean;
}

/** Beyond these a log is for a spreadsheet: each page reads it from the start. */
export const maxLoggedRows = 1_000;

/** Reads a page of an error log (error-log.ts), in the file's order. @param first from 0 */
export async function readErrorLog(
  open: () => AsyncIterable<Buffer>,
  first: number,
  size: number,
): Promise<LoggedRows> {
  const bytes = Readable.from(open());
  const chunks = bytes[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const head = await chunks.next();
  if (head.done === true) return { rows: [], hasNext: false };
  const rest = async function* () {
    yield head.value;
    for (let chunk = await chunks.next(); chunk.done !== true; chunk = await chunks.next())
      yield chunk.value;
  };
  const end = first + size;
  const records = Readable.from(rest()).pipe(
    parse({
      bom: true,
      delimiter: delimiterOf(head.value),
      relax_column_count: true,
      to: end + 2,
    }),
  );
  let headers: readonly string[] | undefined;
  const rows: LoggedRow[] = [];
  let index = 0;
  try {
    for await (const record of records as AsyncIterable<readonly string[]>) {
      if (headers === undefined) {
        headers = record;
        continue;
      }
      if (index >= first) rows.push(rowOf(record, headers));
      index += 1;
    }
  } finally {
    bytes.destroy();
  }
  return { rows: rows.slice(0, size), hasNext: rows.length > size && end < maxLoggedRows };
}

/** The log has the delimiter of the file, which stands behind its first column. */
function delimiterOf(head: Buffer): string {
  const start = `${byteOrderMark}${errorLogColumns[0]}`;
  return head.subarray(0, 64).toString().charAt(start.length) || ',';
}

function rowOf(record: readonly string[], headers: readonly string[]): LoggedRow {
  const [line = '', reason = '', ...cells] = record;
  return {
    line,
    reason,
    cells: cells.flatMap((cell, index) => {
      const value = unguardCell(cell).trim();
      return value === '' ? [] : [{ header: headers[index + errorLogColumns.length] ?? '', value }];
    }),
  };
}
