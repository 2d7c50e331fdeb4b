import type { FileFacts, OpenFile } from './read-file.ts';

export interface RawRecord {
  /** 0-based index among the data records */
  readonly record: number;
  /** the cells as sent: decoded, not trimmed */
  readonly cells: readonly string[];
}

// eslint-disable-next-line @typescript-eslint/require-await -- being written
export async function* readRawRecords(
  open: OpenFile,
  facts: FileFacts,
  records: AsyncIterable<number> | Iterable<number>,
): AsyncGenerator<RawRecord> {
  void open;
  void facts;
  void records;
  yield { record: 0, cells: [] };
}
