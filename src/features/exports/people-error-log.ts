import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';
import type { Text } from '../../text/text.ts';

/** The people that could not be exported, by the id of their row, which an operator can look up in the storage. */
export function* peopleErrorLog(
  ids: readonly string[],
  count: number,
  text: Text,
): Generator<Buffer> {
  const { errorLog } = text.exports;
  const rows = ids.map((id) => [id, errorLog.damaged]);
  const more = count - ids.length;
  const end = more > 0 ? [['', errorLog.more(more)]] : [];
  yield Buffer.from(byteOrderMark + csvLines([[...errorLog.columns], ...rows, ...end], ','));
}

/** The reason why an export failed, when there is nothing else to report. */
export function* exportFailureLog(sentence: string, text: Text): Generator<Buffer> {
  const rows = [[...text.exports.errorLog.columns], ['', sentence]];
  yield Buffer.from(byteOrderMark + csvLines(rows, ','));
}
