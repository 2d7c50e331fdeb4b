import { guardCell } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';
import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { Text } from '../../text/text.ts';
import type { AskedLine } from './asked-line.ts';
import { askedRow } from './asked-rows.ts';
import type { Target } from './plan-line.ts';

interface Listing {
  readonly target: Target;
  readonly text: Text;
  /** the organization's own */
  readonly attributes: readonly AttributeDefinition[];
}

/** The rows that a preview asks about, as a file: one line for each value that would change. */
export async function* askedList(
  batches: AsyncIterable<readonly AskedLine[]>,
  listing: Listing,
): AsyncGenerator<Buffer> {
  const { columns } = listing.text.preview.identity.list;
  const header = [
    columns.line,
    columns.question,
    columns.name,
    columns.phone,
    columns.who,
    columns.whosePhone,
    columns.key,
    columns.field,
    columns.before,
    columns.after,
  ];
  yield Buffer.from(byteOrderMark + csvLines([header]));
  for await (const lines of batches) {
    const asked = lines.filter(({ question }) => question !== 'none');
    const rows = asked.flatMap((line) => linesOf(line, listing));
    if (rows.length > 0) yield Buffer.from(csvLines(rows.map((cells) => cells.map(guardCell))));
  }
}

function linesOf(line: AskedLine, { target, text, attributes }: Listing): string[][] {
  const { identity } = text.preview;
  const asked = askedRow(line, target);
  const { name, phone, who, also, otherLine, key, changes } = asked;
  const otherLines = asked.otherLines ?? (otherLine === undefined ? [] : [otherLine]);
  const whom = who?.name ?? otherLines.map((each) => text.preview.line(each)).join(', ');
  const sent = [
    String(line.row.line),
    line.question === 'reused' ? identity.reused.title : identity.likely.title,
    name,
    phone,
  ];
  const start = [...sent, whom, who?.phone ?? '', text.matchKey(key)];
  const alsoTheirs =
    also === undefined
      ? []
      : [[...sent, also.name, also.phone, text.matchKey(also.key), '', '', '']];
  if (changes.length === 0) return [[...start, '', '', ''], ...alsoTheirs];
  const changed = changes.map(({ field, before, after }) => [
    ...start,
    text.attribute(field, attributes),
    before,
    after,
  ]);
  return [...changed, ...alsoTheirs];
}
