import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';
import type { Text } from '../../text/text.ts';

/** Who could not be exported, by the id of their row: whoever runs the storage can look there. */
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

/** Why an export failed, where there is nothing else to say. */
export function* exportFailureLog(sentence: string, text: Text): Generator<Buffer> {
  const rows = [[...text.exports.errorLog.columns], ['', sentence]];
  yield Buffer.from(byteOrderMark + csvLines(rows, ','));
}
