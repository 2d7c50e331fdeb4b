import type { AttributeDefinition } from '../../../domain/attributes.ts';
import { cleanText } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { maxColumnsRead } from './columns-read.ts';
import { senseOf } from './header-sense.ts';
import { countUnderstood, isErrorLogHeader } from './headers.ts';
import type { SentRecord } from './records.ts';

/** The position of a file's table. */
export interface FoundTable {
  /** the cells of the header, or of the first record if the file has none */
  readonly header: readonly string[];
  /** number of records above it: titles, comments, headings over groups of columns */
  readonly above: number;
  /** number of the header's columns that are understood, and whether all are */
  readonly understood: { readonly count: number; readonly all: boolean };
  /** whether the first record is already a person's */
  readonly isHeaderless: boolean;
}

/** Number of records that may be above a header. */
const mostAbove = 30;

/**
 * Finds the header among the first records of a file: the one that is understood best, before the first with a
 * person's data. If nothing is understood, it is the first that is as wide as the table. If the very first
 * record has a person's data, there is none.
 * @param records the first records, not blank; those after the header show the width of the table
 * @param own the organization's own attributes
 */
export function findTable(
  records: readonly SentRecord[],
  own: readonly AttributeDefinition[] = [],
): FoundTable | undefined {
  // Rows of another header are in our error log as well.
  const [first] = records;
  if (first?.broken === undefined && isErrorLogHeader(first?.cells ?? []))
    return tableAt(0, records, countUnderstood(first?.cells ?? [], own));
  let best: Candidate | undefined;
  let data: number | undefined;
  for (const [at, record] of records.slice(0, mostAbove + 1).entries()) {
    if (record.broken !== undefined || isRemark(record.cells)) continue;
    const understood = countUnderstood(headerAt(at, records, maxColumnsRead), own);
    const cells = record.cells.slice(0, maxColumnsRead);
    // An own attribute may be called like a date.
    if (hasData(cells) && understood.count * 2 < filled(cells)) {
      data ??= at;
      if (best !== undefined && best.understood.count > 0) break;
      continue;
    }
    const width = filled(headerAt(at, records, maxColumnsRead));
    const candidate = { at, understood, width, hasNames: countUnderstood(cells, own).count > 0 };
    if (best === undefined || isBetter(candidate, best)) best = candidate;
  }
  if (best !== undefined && best.understood.count > 0)
    return tableAt(best.at, records, best.understood);
  return byShape(records, data);
}

interface Candidate {
  readonly at: number;
  readonly understood: FoundTable['understood'];
  /** number of columns that it names, with the text above it */
  readonly width: number;
  /** whether any of its own cells is the name of a column */
  readonly hasNames: boolean;
}

/** More is understood of it; or as much, and it parts what the line above names together (Contact: Mobile, Landline). */
function isBetter(one: Candidate, other: Candidate): boolean {
  if (one.understood.count !== other.understood.count)
    return one.understood.count > other.understood.count;
  return one.hasNames && one.at === other.at + 1 && one.width > other.width;
}

function tableAt(
  at: number,
  records: readonly SentRecord[],
  understood: FoundTable['understood'],
): FoundTable {
  return {
    header: headerAt(at, records),
    above: at,
    understood,
    isHeaderless: false,
  };
}

function headerAt(at: number, records: readonly SentRecord[], most = Infinity): readonly string[] {
  const cells = (records[at]?.cells ?? []).slice(0, most);
  const heading = records[at - 1];
  return heading === undefined
    ? cells
    : withHeadings(cells, { ...heading, cells: heading.cells.slice(0, most) });
}

const nothingUnderstood = { count: 0, all: false };

/** Nothing is understood: the header is the last record before the data that is as wide as they are. */
function byShape(
  records: readonly SentRecord[],
  firstData: number | undefined,
): FoundTable | undefined {
  const first = records.findIndex(({ broken }) => broken === undefined);
  const firstCells = records[first]?.cells;
  if (firstCells === undefined) return undefined;
  const headerless = { header: firstCells, above: first, understood: nothingUnderstood };
  if (firstData === undefined) return { ...headerless, isHeaderless: false };
  const width = filled(records[firstData]?.cells ?? []);
  const before = records.slice(0, firstData);
  const header = before.findLastIndex(
    ({ cells, broken }) =>
      broken === undefined && !isRemark(cells) && filled(cells) * 2 > width && filled(cells) > 1,
  );
  if (header !== -1) return tableAt(header, records, nothingUnderstood);
  return {
    ...headerless,
    header: records[firstData]?.cells ?? [],
    above: firstData,
    isHeaderless: true,
  };
}

/**
 * The header completed by the text above it: for empty cells, and as a group's heading before repeated names
 * (Employee: Name, Phone; Emergency contact: Name, Phone).
 */
function withHeadings(cells: readonly string[], heading: SentRecord): readonly string[] {
  if (heading.broken !== undefined || isRemark(heading.cells)) return cells;
  if (filled(heading.cells) < 2 || hasData(heading.cells)) return cells;
  const times = new Map<string, number>();
  for (const cell of cells) {
    const name = cell.trim().toLowerCase();
    times.set(name, (times.get(name) ?? 0) + 1);
  }
  let group = '';
  return Array.from({ length: Math.max(cells.length, heading.cells.length) }, (_, column) => {
    const own = (heading.cells[column] ?? '').trim();
    if (own !== '') group = own;
    const name = (cells[column] ?? '').trim();
    if (name === '') return own;
    const isRepeated = (times.get(name.toLowerCase()) ?? 0) > 1;
    const isPart = isRepeated || isPartOfGroup(name, group);
    return isPart && group !== '' && group !== name ? `${group} ${name}` : (cells[column] ?? '');
  });
}

const needsGroup = new Set(['id', 'no', 'no.', 'nr', 'nr.', 'number', 'code', '#']);

/** Below "Emergency contact" everything belongs to another person. Below "Employee" an ID is the employee's. */
function isPartOfGroup(name: string, group: string): boolean {
  if (group === '') return false;
  if (senseOf(group).somebodyElse === true) return true;
  return (
    needsGroup.has(name.toLowerCase()) && senseOf(`${group} ${name}`).attribute === 'employeeId'
  );
}

function filled(cells: readonly string[]): number {
  return cells.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0);
}

const remark = /^\s*(?:#(?!\d)|\/\/|--|%)/;

/** A comment as programs write it: one cell that begins with its mark. */
function isRemark(cells: readonly string[]): boolean {
  return remark.test(cells[0] ?? '') && filled(cells) === 1;
}

/** Whether a record has a person. */
export function isOfAPerson({ cells, broken }: SentRecord): boolean {
  return broken === undefined && cells.length > 1 && hasData(cells);
}

/** Whether a record has data of a person: a phone number or an email address, beside something else. */
function hasData(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.length < 60 && isDataCell(cell));
}

const phoneLike = /^[+(]?\d[\d\s().\-/\u00A0]{5,25}$/;
const manyDigits = /(?:\d[^\d]?){7}/;
const emailLike = /^[^\s@<>]{1,64}@[^\s@<>]{1,64}\.[^\s@<>.]{2,24}$/;

function isDataCell(cell: string): boolean {
  const text = cleanText(unguardCell(cell)).replace(quoted, '');
  return (phoneLike.test(text) && manyDigits.test(text)) || emailLike.test(text);
}

const quoted = /^['"“”‘’=]{1,3}|['"“”‘’]{1,3}$/g;
