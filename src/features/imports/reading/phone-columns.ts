import type { AttributeKey } from '../../../domain/attributes.ts';
import { defined } from '../../../lib/defined.ts';
import { mostly, type Evidence } from './cell-evidence.ts';
import { isOf, readHeader, type Column } from './header-column.ts';
import { phoneLabels, type PhoneLabel } from './header-sense.ts';

/** A column that phones are read from. */
export interface PhoneColumn {
  readonly column: number;
  readonly label: PhoneLabel;
  /** has the name that Rollcall's own files use for the identifying number */
  readonly isPlain?: true;
  /** the column whose cell says, row by row, which of the person's numbers it is */
  readonly labelColumn?: number;
  /** the column whose cell comes before the number: +91, or a city's code */
  readonly codeColumn?: number;
  readonly codeOf?: 'country' | 'city';
  /** the column that names the row's country: numbers without a code are read there */
  readonly countryColumn?: number;
}

/** Columns that are read with phones. */
export function columnsBeside(phones: readonly PhoneColumn[]): number[] {
  return phones.flatMap(({ labelColumn, codeColumn, countryColumn }) =>
    [labelColumn, codeColumn, countryColumn].filter((column) => column !== undefined),
  );
}

interface Phones {
  readonly phones: PhoneColumn[];
  readonly shared: number[];
}

/** By their names; otherwise the only column, if any, that has nothing but phones. */
export function choosePhones(
  columns: readonly Column[],
  headers: readonly string[],
  order: ReadonlyMap<AttributeKey, readonly number[]>,
  evidence: (column: number) => Evidence,
): Phones {
  const named = columns.filter(isOf('phone'));
  if (named.length === 0) return { phones: byNumbers(columns, order, evidence), shared: [] };
  const shared = named.length === 1 ? [] : named.filter(({ column }) => isShared(evidence(column)));
  const personal = named.filter((each) => !shared.includes(each));
  const taken = personal.length > 0 ? personal : named;
  const phones = taken
    .map((each) => withColumnsBeside(each, columns, headers))
    .toSorted((one, other) => placeOf(one) - placeOf(other) || one.column - other.column);
  return {
    phones,
    shared: personal.length > 0 ? shared.map(({ column }) => column) : [],
  };
}

/**
 * Columns that an admin chose as phones: their names decide which comes first.
 * @param free columns that have no other meaning: they may label a number, or have its beginning
 */
export function phoneColumnsOf(
  columns: readonly number[],
  headers: readonly string[],
  free: readonly number[],
): PhoneColumn[] {
  const read = [...columns, ...free].map((column) => readHeader(headers[column] ?? '', column));
  const ordered = read.toSorted((one, other) => one.column - other.column);
  return read
    .slice(0, columns.length)
    .map((each) => withColumnsBeside(each, ordered, headers))
    .toSorted((one, other) => placeOf(one) - placeOf(other) || one.column - other.column);
}

function withColumnsBeside(
  { column, sense, isPlain }: Column,
  columns: readonly Column[],
  headers: readonly string[],
): PhoneColumn {
  const labelColumn = labelColumnOf(column, columns, headers);
  const codeColumn = codeColumnOf(column, columns);
  const codeOf = columns.find((each) => each.column === codeColumn)?.sense.before;
  const [country, another] = columns.filter((each) => each.sense.country === true);
  const countryColumn = another === undefined ? country?.column : undefined;
  return {
    column,
    label: sense.phone ?? 'phone',
    ...(isPlain && { isPlain: true as const }),
    ...defined({ labelColumn, codeColumn, codeOf, countryColumn }),
  };
}

function placeOf({ label, isPlain }: PhoneColumn): number {
  return isPlain === true ? -1 : phoneLabels.indexOf(label);
}

const fewestShared = 4;

function isShared({ filled, distinct }: Evidence): boolean {
  return filled >= fewestShared && distinct * 2 <= filled;
}

/** `Phone 1 - Type` is next to `Phone 1 - Value`, on either side. */
function labelColumnOf(
  column: number,
  columns: readonly Column[],
  headers: readonly string[],
): number | undefined {
  const digitsOf = (at: number) => headers[at]?.match(/\d+/u)?.[0] ?? '';
  const label = columns.find(
    (each) =>
      each.sense.labels === 'phone' &&
      Math.abs(each.column - column) === 1 &&
      digitsOf(each.column) === digitsOf(column),
  );
  return label?.column;
}

/** The country code is before the number, or right after it if no other number follows. */
function codeColumnOf(column: number, columns: readonly Column[]): number | undefined {
  const at = (place: number) => columns.find((each) => each.column === place)?.sense;
  if (at(column - 1)?.before !== undefined) return column - 1;
  if (at(column + 1)?.before === undefined) return undefined;
  return at(column + 2)?.attribute === 'phone' ? undefined : column + 1;
}

function byNumbers(
  columns: readonly Column[],
  order: ReadonlyMap<AttributeKey, readonly number[]>,
  evidence: (column: number) => Evidence,
): PhoneColumn[] {
  const taken = new Set([...order.values()].flat());
  const candidates = columns.filter(({ column, sense }) => {
    if (taken.has(column) || sense.not === true || sense.attribute !== undefined) return false;
    const found = evidence(column);
    return mostly(found.phones, found) && !isShared(found);
  });
  const [only, ...others] = candidates;
  if (only === undefined || others.length > 0) return [];
  return [{ column: only.column, label: 'phone' }];
}
