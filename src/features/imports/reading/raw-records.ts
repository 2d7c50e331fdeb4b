import type { FileFacts, OpenFile } from './file-facts.ts';
import { openRowSource } from './sources/open-source.ts';
import { createDataFilter } from './table-records.ts';

export interface RawRecord {
  /** 0-based index among the data records, as in rows and rejections */
  readonly record: number;
  /** the cells as sent: decoded, neither trimmed nor normalised */
  readonly cells: readonly string[];
}

/**
 * A second pass over a file for some records as they were sent, for the error log. It decodes and cuts like the
 * first pass, so the indexes mean the same records. Nothing is kept meanwhile.
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
  const isData = createDataFilter(facts);
  let record = 0;
  const source = await openRowSource(open, { own: [], signal }, facts);
  try {
    for await (const batch of source.records(signal)) {
      for (const sent of batch) {
        if (next.done === true) return;
        if (!isData(sent)) continue;
        if (record === next.value) yield { record, cells: sent.cells };
        while (next.done !== true && next.value <= record) next = await wanted.next();
        record += 1;
      }
    }
  } finally {
    await source.close();
  }
}
