import type { FileFacts, OpenFile } from './file-facts.ts';
import { openRowSource } from './sources/open-source.ts';

export interface RawRecord {
  /** 0-based index among the data records, as rows and rejections have it */
  readonly record: number;
  /** the cells as sent: decoded, neither trimmed nor made into form C */
  readonly cells: readonly string[];
}

/**
 * A second pass over a file for some records as they were sent, for the error log. It decodes and cuts as the first
 * pass did, so the numbers mean the same records; nothing is kept meanwhile.
 *
 * @param records indexes of data records, ascending; those beyond the end of the file give nothing
 */
export async function* readRawRecords(
  open: OpenFile,
  facts: FileFacts,
  records: AsyncIterable<number> | Iterable<number>,
  signal?: AbortSignal,
): AsyncGenerator<RawRecord> {
  const wanted =
    Symbol.asyncIterator in records ? records[Symbol.asyncIterator]() : records[Symbol.iterator]();
  let next = await wanted.next();
  let record = -(facts.recordsBefore ?? 1);
  const source = await openRowSource(open, { own: [], signal }, facts);
  try {
    for await (const batch of source.records(signal)) {
      for (const { cells } of batch) {
        if (next.done === true) return;
        if (record === next.value) yield { record, cells };
        while (next.done !== true && next.value <= record) next = await wanted.next();
        record += 1;
      }
    }
  } finally {
    await source.close();
  }
}
