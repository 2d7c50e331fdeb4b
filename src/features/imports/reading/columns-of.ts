import type { AttributeDefinition, AttributeKey } from '../../../domain/attributes.ts';
import type { CountryCode } from '../../../domain/phone.ts';
import type {
  ColumnMeaning,
  ColumnsQuestion,
  ImportAnswers,
} from '../../../domain/operations/import-question.ts';
import { AppError } from '../../../errors.ts';
import { defined } from '../../../lib/defined.ts';
import { textFor } from '../../../text/text.ts';
import { askedColumns, type AskedColumns } from './ask-columns.ts';
import { guessCells } from './guess-cells.ts';
import { guessHeaders, headersOf, mapChosen, mapHeaders, type HeaderMap } from './headers.ts';
import { leaversColumn } from './leavers-column.ts';
import { NeedsAnswer } from './needs-answer.ts';
import { excerpt } from './two-columns.ts';

export interface FoundColumns {
  readonly map: HeaderMap;
  /** number of records before the first person's */
  readonly recordsBefore: number;
  readonly asked: AskedColumns;
}

interface ColumnRules {
  /** the organization's own attributes */
  readonly own: readonly AttributeDefinition[];
  /** the admin's answers about this file */
  readonly answers?: ImportAnswers | undefined;
  readonly country?: CountryCode | undefined;
  readonly isHeaderless?: boolean;
}

type Rows = readonly (readonly string[])[];

/**
 * Decides which column is what: by the admin's answer, otherwise by the headers and the first rows.
 * @param records the first records of the table, with the header in front if there is one
 * @param isHeaderless it is known that there is none
 * @throws AppError two-columns-for-one; NeedsAnswer if there are people and their phones can't be found;
 * AppError no-header or no-phone-column if there is nothing to ask about
 */
export function columnsOf(
  records: Rows,
  { own, answers = {}, country, isHeaderless = false }: ColumnRules,
): FoundColumns {
  const [first = [], ...rest] = records;
  if (answers.columns !== undefined) {
    const hasHeader = answers.header !== false;
    const rows = hasHeader ? rest : records;
    const headers = hasHeader ? headersOf(first) : namesFor(answers.columns, widthOf(records), own);
    return found(mapChosen(headers, answers.columns), rows, own, hasHeader ? 1 : 0);
  }
  if (isHeaderless) throw askingNoHeader(records, own, country) ?? new AppError('no-header');
  try {
    return found(mapHeaders(first, own, rest, country), rest, own, 1);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'no-header') throw askingNoHeader(records, own, country) ?? error;
    if (error.code === 'no-phone-column')
      throw askingPhone(headersOf(first), rest, own, country) ?? error;
    throw error;
  }
}

function found(
  map: HeaderMap,
  rows: Rows,
  own: readonly AttributeDefinition[],
  recordsBefore: number,
): FoundColumns {
  return {
    map,
    recordsBefore,
    asked: {
      ...askedColumns(map.headers, rows, meaningsOf(map), own),
      ...orderOf(map),
      ...leaversOf(map, rows),
    },
  };
}

function leaversOf(map: HeaderMap, rows: Rows): Pick<AskedColumns, 'leavers'> {
  const leavers = leaversColumn(map.headers, rows, meaningsOf(map));
  if (leavers === undefined) return {};
  return { leavers: { ...leavers, column: excerpt(leavers.column, maxHeaderLength) } };
}

const maxHeaderLength = 40;

/** The order of columns for values that several columns have. */
function orderOf({
  headers,
  phones,
  taken,
  lastNameFirst,
  lastNameParts,
}: HeaderMap): Partial<AskedColumns> {
  const nameOf = (column: number) => excerpt(headers[column], maxHeaderLength);
  const columnsOfEach = new Map<AttributeKey, string[]>([
    ['phone', phones.map(({ column }) => nameOf(column))],
  ]);
  for (const { attribute, column } of taken)
    columnsOfEach.set(attribute, [...(columnsOfEach.get(attribute) ?? []), nameOf(column)]);
  const order = [...columnsOfEach]
    .filter(([, columns]) => columns.length > 1)
    .map(([attribute, columns]) => ({ attribute, columns: columns.slice(0, 6) }));
  const split = [...lastNameFirst].map(nameOf);
  const together = lastNameParts?.columns.map(nameOf);
  return {
    ...(order.length > 0 && { order }),
    ...(split.length > 0 && { split }),
    ...defined({ together }),
  };
}

function meaningsOf({ attributes, network, change }: HeaderMap): (ColumnMeaning | undefined)[] {
  return attributes.map((attribute, column) => {
    if (column === network) return 'network';
    return column === change ? 'change' : attribute;
  });
}

function askingNoHeader(
  records: Rows,
  own: readonly AttributeDefinition[],
  country: CountryCode | undefined,
): NeedsAnswer | undefined {
  return asking('no-header', guessCells(records, country), [], records, own);
}

function askingPhone(
  headers: readonly string[],
  rows: Rows,
  own: readonly AttributeDefinition[],
  country: CountryCode | undefined,
): NeedsAnswer | undefined {
  return asking('no-phone', guessHeaders(headers, own, rows, country), headers, rows, own);
}

/** With one column, or none with anything that identifies people, there is nothing to choose. */
function asking(
  why: ColumnsQuestion['why'],
  guesses: readonly (ColumnMeaning | undefined)[],
  headers: readonly string[],
  rows: Rows,
  own: readonly AttributeDefinition[],
): NeedsAnswer | undefined {
  const asked = askedColumns(headers, rows, guesses, own);
  const withValues = asked.columns.filter(({ samples }) => samples.length > 0);
  const mayTellPeople = withValues.some(({ samples }) => samples.some(mayBeNumberOrAddress));
  if (withValues.length < 2 || !mayTellPeople) return undefined;
  return new NeedsAnswer({ kind: 'columns', why, ...asked });
}

/** Whether a sample may identify a person: some digits, or an address. */
function mayBeNumberOrAddress(sample: string): boolean {
  return sample.includes('@') || (sample.match(/\p{Nd}/gu)?.length ?? 0) >= 5;
}

function widthOf(records: Rows): number {
  return records.reduce((widest, { length }) => Math.max(widest, length), 0);
}

/** The column names of a file without a header in its error log, so that it can be sent back. */
function namesFor(
  chosen: NonNullable<ImportAnswers['columns']>,
  width: number,
  own: readonly AttributeDefinition[],
): string[] {
  const { attribute: nameOf } = textFor('en');
  const used = new Set<string>();
  return Array.from({ length: width }, (_, column) => {
    const meaning = chosen[String(column)];
    const isNamed = meaning !== undefined && meaning !== 'network' && meaning !== 'change';
    const name = isNamed ? nameOf(meaning, own) : '';
    if (name === '' || used.has(name)) return `#${column + 1}`;
    used.add(name);
    return name;
  });
}
