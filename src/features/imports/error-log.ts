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
import { defined } from '../../lib/defined.ts';

const chunkSize = 64 * 1024;

/**
 * Writes the error log: the rejected rows as sent, each with its line and the reason, under the file's own
 * headers and with its delimiter, so that it can be corrected and sent back. UTF-8 with a byte order mark,
 * which spreadsheets open correctly. Cells are only guarded against running: `00123` stays as it was sent, so
 * that the admin sees what they wrote.
 * @param rejections in the file's order
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

  // Reads the records again from the original, side by side with their rejections.
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
    // As many cells as were sent. Surplus cells stay, or the row would pass when it comes back. A short row
    // isn't filled up: short rows under thousands of headers could make a log a thousand times as large as the
    // file.
    chunk += lines([[String(rejection.line), text.rowReason(rejection), ...cells]]);
    await yieldIfDue();
    if (chunk.length < chunkSize) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  yield Buffer.from(chunk);
}

/**
 * The file's own headers, except for Rollcall's columns, which get unmistakable names. Reading recognises
 * "Network" as Rollcall's by its values, and a log may have only wrong ones: the column would be ignored when
 * the log comes back.
 */
function unmistakable({ headers, network, change }: FileFacts): string[] {
  return headers.map((header, column) => {
    if (column === network) return networkColumn.otherName;
    return column === change ? changeColumn.name : header;
  });
}

/** The error log of a file that couldn't be read at all: only the reason. */
export function failureLog(failure: string): Buffer {
  return Buffer.from(byteOrderMark + csvLines([[...errorLogColumns], ['', failure]]));
}

/** Joins rejections of one row: first the reason that rejects it, then all reasons for its values. */
function together(one: Rejection, other: Rejection): Rejection {
  const [first, second] =
    one.leftOut === true && other.leftOut !== true ? [other, one] : [one, other];
  const { reason, column, value, more = [] } = second;
  const added: Problem = {
    reason,
    ...defined({ column, value }),
  };
  return { ...first, more: [...(first.more ?? []), added, ...more] };
}

/** Merges two sequences of rejections in the file's order. A row appears once, with all its reasons. */
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
