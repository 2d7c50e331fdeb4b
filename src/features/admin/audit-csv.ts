import type { AuditEntry } from '../../domain/audit.ts';
import { guardCell } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';

/** The wording of the audit as a file, in the reader's language. */
export interface AuditWords {
  /** the eleven names of the columns */
  readonly columns: Readonly<Record<AuditColumn, string>>;
  what(what: AuditEntry['what']): string;
  from(from: AuditEntry['from']): string;
  /** a changed attribute by its key, or `network`, `deleted`, `role` … */
  field(field: string): string;
}

export const auditColumns = [
  'at',
  'by',
  'byId',
  'from',
  'what',
  'subject',
  'subjectId',
  'operation',
  'field',
  'before',
  'after',
] as const;
type AuditColumn = (typeof auditColumns)[number];

/** One line for each changed value, and one for an entry without any; yields a buffer for each page of entries. */
export async function* auditCsv(
  pages: AsyncIterable<readonly AuditEntry[]>,
  words: AuditWords,
  onEntries: (entries: number) => void = () => undefined,
): AsyncGenerator<Buffer> {
  const header = auditColumns.map((column) => words.columns[column]);
  yield Buffer.from(byteOrderMark + csvLines([header]));
  for await (const entries of pages) {
    const lines = entries.flatMap((entry) => linesOf(entry, words));
    onEntries(entries.length);
    if (lines.length > 0) yield Buffer.from(csvLines(lines.map((line) => line.map(guardCell))));
  }
}

function linesOf(entry: AuditEntry, words: AuditWords): string[][] {
  const { at, by, from, what, subject, operation = '' } = entry;
  const start = [
    at,
    by.name,
    by.id,
    words.from(from),
    words.what(what),
    subject.name ?? '',
    subject.id,
    operation,
  ];
  if (entry.changes.length === 0) return [[...start, '', '', '']];
  return entry.changes.map(({ field, before, after }) => [
    ...start,
    words.field(field),
    before,
    after,
  ]);
}
