import type { AttributeDefinition } from '../../../domain/attributes.ts';
import type { ImportAnswers } from '../../../domain/operations/import-question.ts';
import type { CountryCode } from '../../../domain/phone.ts';
import { AppError } from '../../../errors.ts';
import { createEventLoopYield } from '../../../lib/yield-to-event-loop.ts';
import type { FileFacts, OpenFile } from './file-facts.ts';
import { mayGroupByPoint } from './thousands.ts';
import { findTable, isOfAPerson, type FoundTable } from './find-table.ts';
import { senseOf } from './header-sense.ts';
import { headersOf, type HeaderMap } from './headers.ts';
import { maxColumnsRead } from './columns-read.ts';
import { columnsOf } from './columns-of.ts';
import { datesToAsk, habitsOf, type Habits } from './column-habits.ts';
import { NeedsAnswer } from './needs-answer.ts';
import type { InBytes, SentRecord } from './records.ts';
import { isRejection, type Rejection, type Row } from './row.ts';
import { createOrdinaryLines } from './ordinary-lines.ts';
import type { OrdinaryLines, OrdinaryRow } from './ordinary-row.ts';
import { createDataFilter, mostHints } from './table-records.ts';
import { toRow, type RowRules } from './to-row.ts';
import type { RowSource } from './sources/row-source.ts';
import { openRowSource } from './sources/open-source.ts';
import { defined } from '../../../lib/defined.ts';

export type { FileFacts, OpenFile } from './file-facts.ts';

export interface ReadOptions {
  readonly defaultCountry: CountryCode | undefined;
  /** the organization's own attributes */
  readonly attributes?: readonly AttributeDefinition[];
  /** the admin's answers about this file */
  readonly answers?: ImportAnswers;
  /** the earlier choice for files with these headers, by position */
  readonly remembered?: (
    headers: readonly string[],
  ) => Promise<ImportAnswers['columns'] | undefined>;
  /** called once, before the first row */
  readonly onFacts: (facts: FileFacts) => void;
  /** called with the cells of each record that is rejected */
  readonly onRejected?: (cells: readonly string[]) => void;
  /** called for each record below the header that is nobody's: a total, a remark, the header once more */
  readonly onNotPeople?: (line: number, cells: readonly string[]) => void;
  /** whether all of the file's bytes are UTF-8, where that is known: it needn't be found out in a pass of its own */
  readonly isUtf8?: boolean | undefined;
  /** the file was made of a list, with a value that an admin chose */
  readonly isLiteral?: boolean;
  readonly signal?: AbortSignal;
}

/** Number of rows that decide whether a column with the name of one of Rollcall's is one. */
const firstRows = 100;

/** Rows are passed on in batches, so that a row needs no promise, and parsed in portions of a few ms. */
const portion = 100;

/**
 * Reads a file of people as people send it (CSV, a workbook, contacts): finds its table and columns, and
 * returns each data record as a row or as a rejection, in the file's order. No record is lost: rows and
 * rejections together are as many as the records that aren't blank. Memory doesn't grow with the file.
 * @param open is called several times: to find out the kind of file, and to read it
 * @throws AppError file-empty, file-is-…, archive-…, unknown-encoding, no-header, no-phone-column or
 * two-columns-for-one, and NeedsAnswer, all before the first batch; file-is-damaged; the signal's reason when
 * it is aborted
 */
export function readFile(
  open: OpenFile,
  options: ReadOptions,
): AsyncGenerator<(Row | Rejection)[]> {
  return readEntries<Row | Rejection>(open, options);
}

/** The same, with rows in bytes where that is all that is needed of them: they last until the next batch is asked for. */
export function readInBytes(open: OpenFile, options: ReadOptions): AsyncGenerator<Entry[]> {
  return readEntries<Entry>(open, options, {});
}

/** A record of the file: its row, its row in bytes, or why it isn't one. */
type Entry = Row | Rejection | NumberedRow;

/** An ordinary row, and its index among the data records. */
export interface NumberedRow {
  readonly record: number;
  readonly inBytes: OrdinaryRow;
}

async function* readEntries<Kind extends Entry>(
  open: OpenFile,
  options: ReadOptions,
  inBytes?: InBytes,
): AsyncGenerator<Kind[]> {
  const { attributes: own = [], defaultCountry: country, answers, isUtf8, signal } = options;
  const { encoding, sheet } = answers ?? {};
  const source = await openRowSource(open, { own, country, encoding, isUtf8, sheet, signal });
  try {
    yield* readTable(source, options, inBytes) as AsyncGenerator<Kind[]>;
  } finally {
    await source.close();
  }
}

async function* readTable(
  source: RowSource,
  options: ReadOptions,
  inBytes: InBytes | undefined,
): AsyncGenerator<Entry[]> {
  const own = options.attributes ?? [];
  const types = new Map(own.map(({ key, type }) => [key, type]));
  const timeZone = own.find(({ type }) => type === 'date-time')?.timeZone;
  const { isDue, yieldIfDue } = createEventLoopYield();
  let map: HeaderMap | undefined;
  let habits: Habits = {
    ...{ values: new Map(), phones: new Map() },
    ...{ openPhones: new Set(), shared: new Map() },
  };
  let isData = (_: SentRecord): boolean => false;
  let record = 0;
  let seen = 0;
  let before = 0;

  const batches = source.records(options.signal, inBytes);
  for await (const records of firstTogether(batches, 1 + firstRows)) {
    if (map === undefined) {
      if (records.length === 0) continue;
      const table = findTable(records, own);
      if (table === undefined) throw new AppError('no-header');
      const { question } = source;
      if (question !== undefined && records.some(isOfAPerson)) throw new NeedsAnswer(question);
      const { above, isHeaderless } = table;
      const titles = titlesAbove(records.slice(0, above));
      const headerLine = records[above]?.line ?? 1;
      const header = withRowNumbers(table, records);
      const sample = [header, ...sampleOf(records.slice(above + 1, above + 1 + firstRows))];
      const { answers, defaultCountry: country } = options;
      const remembered =
        answers?.columns === undefined && !isHeaderless
          ? await options.remembered?.(headersOf(header))
          : undefined;
      const chosen = remembered === undefined ? answers : { ...answers, columns: remembered };
      const found = columnsOf(sample, { own, answers: chosen, country, isHeaderless });
      map = found.map;
      const rows = sample.slice(isHeaderless ? 0 : 1);
      const { from1904 } = source.facts;
      const pointMayGroup = mayGroupByPoint(source.facts, map, country);
      habits = habitsOf(map, rows, {
        ...{ country, types, timeZone, answers, from1904, pointMayGroup },
      });
      const dates = datesToAsk(map, rows, habits);
      if (dates !== undefined) throw new NeedsAnswer(dates);
      const facts: FileFacts = {
        ...source.facts,
        ...factsOf(map),
        recordsBefore: above + found.recordsBefore,
        ...(found.recordsBefore > 0 && headerLine > 1 && { headerLine }),
        ...(titles.length > 0 && { titles }),
        asked: found.asked,
      };
      options.onFacts(facts);
      before = facts.recordsBefore ?? 1;
      isData = createDataFilter(facts);
    }
    const numbers = {
      country: options.defaultCountry,
      habits: habits.phones,
      open: habits.openPhones,
      shared: habits.shared,
    };
    const rules = { map, types, habits, numbers, isLiteral: options.isLiteral };
    let batch: Entry[] = [];
    for (const sent of records) {
      seen += 1;
      if (sent.row !== undefined) {
        batch.push({ record, inBytes: sent.row });
      } else if (!isData(sent)) {
        if (seen > before) options.onNotPeople?.(sent.line, sent.cells);
        continue;
      } else {
        const entry = toRow(sent, record, rules);
        if (isRejection(entry)) options.onRejected?.(sent.cells);
        batch.push(entry);
      }
      record += 1;
      // A single row can be made to take as long as hundreds.
      if (batch.length < portion && !isDue()) continue;
      yield batch;
      batch = [];
      await yieldIfDue();
    }
    if (batch.length > 0) yield batch;
    // The lines just below the header may explain it, and have been looked at.
    if (inBytes !== undefined && seen > before + mostHints)
      inBytes.lines ??= ordinaryLines(source, rules);
  }
  if (map === undefined) throw new AppError('file-empty');
}

function ordinaryLines({ facts }: RowSource, rules: RowRules): OrdinaryLines | undefined {
  return createOrdinaryLines(rules, facts.delimiter, facts.dialect?.quote ?? '"');
}

const longestTitle = 100;

/** Titles of a list stand alone in their line, and may be printed on each page. */
function titlesAbove(records: readonly SentRecord[]): string[] {
  return records.flatMap(({ cells }) => {
    const [only = '', ...others] = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
    return others.length > 0 || only === '' || only.length > longestTitle ? [] : [only];
  });
}

/** Some programs number the rows and don't name that column, so that each row has one cell more than the header. */
function withRowNumbers(
  { header, above }: FoundTable,
  records: readonly SentRecord[],
): readonly string[] {
  const rows = records.slice(above + 1).filter(({ broken }) => broken === undefined);
  const [first = ''] = headersOf(header);
  const { attribute } = senseOf(first);
  const areNumbered =
    rows.length > 1 &&
    attribute !== undefined &&
    attribute !== 'employeeId' &&
    rows.every(
      ({ cells }, at) =>
        cells.length === header.length + 1 &&
        Number(cells[0]) === Number(rows[0]?.cells[0]) + at &&
        shortNumber.test(cells[0] ?? ''),
    );
  return areNumbered ? ['', ...header] : header;
}

const shortNumber = /^"?\d{1,6}"?$/;

function factsOf({ headers, understood, notUnderstood, network, change }: HeaderMap) {
  return {
    headers,
    understood,
    notUnderstood,
    ...defined({ network, change }),
  };
}

/** The same records, with this many in the first batch, if the file has them. */
async function* firstTogether(
  batches: AsyncIterable<SentRecord[]>,
  count: number,
): AsyncGenerator<SentRecord[]> {
  let first: SentRecord[] | undefined = [];
  for await (const batch of batches) {
    if (first === undefined) {
      yield batch;
      continue;
    }
    first = first.concat(batch);
    if (first.length < count) continue;
    yield first;
    first = undefined;
  }
  if (first !== undefined) yield first;
}

/**
 * The beginning of its cells is enough to recognise a column. A file could be made so that reading all takes a
 * second.
 */
const mostLetters = 300;

function sampleOf(records: readonly SentRecord[]): (readonly string[])[] {
  return records
    .filter(({ broken }) => broken === undefined)
    .map(({ cells }) => cells.slice(0, maxColumnsRead).map((cell) => cell.slice(0, mostLetters)));
}
