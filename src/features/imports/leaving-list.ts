import { guardCell } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';
import type { AttributeKey } from '../../domain/attributes.ts';
import { nameOf } from '../../domain/person.ts';
import type { Text } from '../../text/text.ts';
import type { LeavingLine } from './leaving-line.ts';

/** The outcome for a person on the list, or the one planned. */
export type LeavingOutcome =
  'inFile' | 'missing' | 'deleted' | 'linked' | 'gone' | 'changed' | 'notReached';

const told = [
  'phone',
  'email',
  'employeeId',
  'department',
] as const satisfies readonly AttributeKey[];

/** The people that an import deletes, or may, and those who stay, as a file for people. */
export async function* leavingList(
  batches: AsyncIterable<readonly LeavingLine[]>,
  text: Text,
  outcomeOf: (line: LeavingLine) => LeavingOutcome = planned,
): AsyncGenerator<Buffer> {
  const { columns, outcomes } = text.preview.leaving.list;
  const header = [
    columns.line,
    columns.name,
    ...told.map((key) => text.attribute(key)),
    columns.outcome,
  ];
  yield Buffer.from(byteOrderMark + csvLines([header]));
  for await (const lines of batches) {
    const rows = lines.map((line) => {
      const { fields } = line.before;
      const at = line.row === undefined ? '' : String(line.row.line);
      const values = told.map((key) => fields[key] ?? '');
      return [at, nameOf(fields), ...values, outcomes[outcomeOf(line)]].map(guardCell);
    });
    if (rows.length > 0) yield Buffer.from(csvLines(rows));
  }
}

function planned({ row, before }: LeavingLine): LeavingOutcome {
  if (before.linked) return 'linked';
  return row === undefined ? 'missing' : 'inFile';
}
