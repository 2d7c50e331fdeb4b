import { guardCell } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';
import type { Text } from '../../text/text.ts';
import type { PersonTrouble } from './apply-page.ts';

/** The log of a sync: what could not be taken over, and of whom; or why it failed as a whole. */
export function syncLog(troubles: readonly PersonTrouble[], text: Text, failure?: string): Buffer {
  const { columns } = text.syncLog;
  const rows = troubles.map(({ entraId, name, trouble: { field, reason, value } }) => [
    name,
    entraId,
    text.attribute(field),
    text.rowReason({ reason, value }),
  ]);
  const all = [[...columns], ...(failure === undefined ? [] : [['', '', '', failure]]), ...rows];
  return Buffer.from(byteOrderMark + csvLines(all.map((cells) => cells.map(guardCell))));
}
