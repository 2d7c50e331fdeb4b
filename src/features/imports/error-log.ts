import { guardAsSent } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';
import {
  changeColumn,
  errorLogColumns,
  networkColumn,
} from '../../lib/spreadsheets/our-columns.ts';
import type { Text } from '../../text/text.ts';
import { createEventLoopYield } from '../../lib/yield-to-event-loop.ts';
import { readRawRecords } from './reading/raw-records.ts';
import type { FileFacts } from './reading/read-file.ts';
import type { Problem, Rejection } from './reading/row.ts';

const chunkSize = 64 * 1024;

/**
 * Writes the error log: the rejected rows as they were sent, each with its line and the reason, under the file's own
 * headers and with its delimiter, so that it can be corrected and sent back as it is. UTF-8 with a byte order mark, which
 * spreadsheets open right. Cells are only kept from running: `00123` stays as it was sent, so that whoever corrects the row sees
 * what they wrote.
 *
 * @param rejections in the order of the file
 * @param failure why the import as a whole failed, if it did: a line of its own, before the rows
 */
export async function* errorLog(
  open: (fromByte?: number) => AsyncIterable<Buffer>,
  facts: FileFacts,
  rejections: AsyncIterable<Rejection> | Iterable<Rejection>,
  text: Text,
  failure?: string,
): AsyncGenerator<Buffer> {
  const lines = (rows: readonly (readonly string[])[]) =>
    csvLines(
      rows.map((cells) => cells.map(guardAsSent)),
      facts.delimiter,
    );

  // The records are read once more from the original, side by side with the rejections that name them.
  const asked: Rejection[] = [];
  async function* records(): AsyncGenerator<number> {
    for await (const rejection of rejections) {
      asked.push(rejection);
      yield rejection.record;
    }
  }

  const { yieldIfDue } = createEventLoopYield();
  const first = [[...errorLogColumns, ...unmistakable(facts)]];
  if (failure !== undefined) first.push(['', failure]);
  let chunk = byteOrderMark + lines(first);
  for await (const { record, cells } of readRawRecords(open, facts, records())) {
    let rejection = asked.shift();
    while (rejection !== undefined && rejection.record < record) rejection = asked.shift();
    if (rejection === undefined) continue;
    // As many cells as were sent. A surplus stays, or the row would pass when it comes back; a row with fewer isn't filled up,
    // or a file of short rows under a header of thousands of columns would give a log a thousand times as large.
    chunk += lines([[String(rejection.line), text.rowReason(rejection), ...cells]]);
    await yieldIfDue();
    if (chunk.length < chunkSize) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}

/**
 * The file's own headers; but the columns of ours have names that nobody else's have. In a file, "Network" is known by its
 * values to be ours, and in the log there may be none but the wrong ones: the column would be ignored when the log comes back.
 */
function unmistakable({ headers, network, change }: FileFacts): string[] {
  return headers.map((header, column) => {
    if (column === network) return networkColumn.otherName;
    return column === change ? changeColumn.name : header;
  });
}

/** The error log of a file that couldn't be read at all: nothing but the reason. */
export function failureLog(failure: string): Buffer {
  return Buffer.from(byteOrderMark + csvLines([[...errorLogColumns], ['', failure]]));
}

/** Of the same row: what rejects it comes first, and with it all that is said of its values. */
function together(one: Rejection, other: Rejection): Rejection {
  const [first, second] =
    one.leftOut === true && other.leftOut !== true ? [other, one] : [one, other];
  const { reason, column, value, more = [] } = second;
  const added: Problem = {
    reason,
    ...(column !== undefined && { column }),
    ...(value !== undefined && { value }),
  };
  return { ...first, more: [...(first.more ?? []), added, ...more] };
}

/** Two sequences of rejections, each in the order of the file, as one: a row stands in it once, with all its reasons. */
export async function* mergeRejections(
  first: AsyncIterable<readonly Rejection[]>,
  second: Iterable<Rejection>,
): AsyncGenerator<Rejection> {
  const others = second[Symbol.iterator]();
  let other = others.next();
  for await (const batch of first) {
    for (const rejection of batch) {
      while (!other.done && other.value.record < rejection.record) {
        yield other.value;
        other = others.next();
      }
      let whole = rejection;
      while (!other.done && other.value.record === rejection.record) {
        whole = together(whole, other.value);
        other = others.next();
      }
      yield whole;
    }
  }
  while (!other.done) {
    yield other.value;
    other = others.next();
  }
}
