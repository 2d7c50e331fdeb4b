import type { AttributeDefinition, AttributeKey } from '../../../domain/attributes.ts';
import type { ColumnMeaning } from '../../../domain/operations/import-question.ts';
import { parsePhone, type CountryCode } from '../../../domain/phone.ts';
import { cleanText } from '../../../domain/values.ts';
import { AppError } from '../../../errors.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { headerKey } from '../../../lib/spreadsheets/header-key.ts';
import { errorLogColumns, ourColumnNames } from '../../../lib/spreadsheets/our-columns.ts';
import { findChangeColumn, findNetworkColumn } from './find-our-columns.ts';
import { aliasKeys, aliasOf } from './alias-of.ts';
import { chooseColumns, type ChosenColumns } from './choose-columns.ts';
import { columnsBeside, phoneColumnsOf, type PhoneColumn } from './phone-columns.ts';
import { senseOf } from './header-sense.ts';
import { maxColumnsRead } from './columns-read.ts';
import { lastNameParts, type LastNameParts } from './last-name-parts.ts';
import { excerpt } from './two-columns.ts';
import { hasLookalikes, lookalikeKey } from './lookalikes.ts';
import { defined } from '../../../lib/defined.ts';

/** The attributes of a row's cells, except the phone. */
export type ValueKey = Exclude<AttributeKey, 'phone'>;

export interface HeaderMap {
  /** the attribute of each column; undefined for ignored ones */
  readonly attributes: readonly (AttributeKey | undefined)[];
  /**
   * the used columns, except phones, so that a row's cost depends on what is used, however wide the file is. Of
   * several for one attribute, the first to be used comes first
   */
  readonly taken: readonly { readonly column: number; readonly attribute: ValueKey }[];
  /** the columns of phones, the one that identifies a person best first */
  readonly phones: readonly PhoneColumn[];
  /** phones that most rows share */
  readonly sharedPhones: readonly number[];
  /** columns of whole names, with the last name first */
  readonly lastNameFirst: ReadonlySet<number>;
  /** columns that are one last name together, if any */
  readonly lastNameParts?: LastNameParts;
  /** the column with each row's own network, if any */
  readonly network?: number;
  /** the column that says what happened to each person, if any */
  readonly change?: number;
  /** Rollcall's error log, sent back */
  readonly isErrorLog: boolean;
  /** the headers as sent, without the empty ones at the end */
  readonly headers: readonly string[];
  readonly understood: readonly { readonly header: string; readonly attribute: AttributeKey }[];
  readonly notUnderstood: readonly string[];
}

/**
 * Decides which column is which.
 * @param cells the header of the file, as sent
 * @param own the organization's own attributes: a column with the name of one is that one
 * @param firstRows cells of the first rows: they decide what names leave open, and whether a column with the
 * name of one of Rollcall's is one
 * @param country the country of national phone numbers
 * @throws AppError no-header (the first record is a person's), no-phone-column, two-columns-for-one
 */
export function mapHeaders(
  cells: readonly string[],
  own: readonly AttributeDefinition[] = [],
  firstRows: readonly (readonly string[])[] = [],
  country?: CountryCode,
): HeaderMap {
  const headers = headersOf(cells);
  const chosen = chooseColumns(headers, firstRows, { own, country });
  if (chosen.phones.length === 0 || isSomebody(headers, chosen)) throw noPhone(headers);
  return mapOf(headers, chosen, firstRows);
}

/** Guesses columns if none has phones, for the question about them. */
export function guessHeaders(
  headers: readonly string[],
  own: readonly AttributeDefinition[],
  firstRows: readonly (readonly string[])[],
  country?: CountryCode,
): readonly (AttributeKey | undefined)[] {
  return chooseColumns(headers, firstRows, { own, country }).attributes;
}

/** The same with the admin's choice of columns. Of several columns for one attribute, each row's first counts. */
export function mapChosen(
  headers: readonly string[],
  chosen: Readonly<Record<string, ColumnMeaning>>,
): HeaderMap {
  const meanings = headers.map((_, column) => chosen[String(column)]);
  const positionOf = (meaning: ColumnMeaning) => {
    const column = meanings.indexOf(meaning);
    return column === -1 ? undefined : column;
  };
  const attributes = meanings.map((meaning) =>
    meaning === 'network' || meaning === 'change' ? undefined : meaning,
  );
  const order = new Map<AttributeKey, number[]>();
  attributes.forEach((attribute, column) => {
    if (attribute !== undefined) order.set(attribute, [...(order.get(attribute) ?? []), column]);
  });
  const free = [...meanings.keys()].filter((column) => meanings[column] === undefined);
  const phones = phoneColumnsOf(order.get('phone') ?? [], headers, free);
  return described(
    headers,
    {
      attributes,
      order,
      phones,
      labelColumns: columnsBeside(phones),
      sharedPhones: [],
      lastNameFirst: [],
    },
    {
      network: positionOf('network'),
      change: positionOf('change'),
      ofErrorLog: countErrorLogColumns(headers),
    },
  );
}

/** The header of a file, cleaned, without the empty cells at its end. */
export function headersOf(cells: readonly string[]): string[] {
  return withoutEmptyEnd(cells.map((cell) => cleanText(unguardCell(cell))));
}

function mapOf(
  headers: readonly string[],
  chosen: ChosenColumns,
  firstRows: readonly (readonly string[])[],
): HeaderMap {
  // An own attribute may have the name of one of Rollcall's columns, from before that name was reserved.
  const free = headers.map((header, column) =>
    chosen.attributes[column] === undefined ? header : '',
  );
  const ofErrorLog = countErrorLogColumns(headers);
  const telling = ofErrorLog === 0 ? firstRows : undefined;
  const network = findNetworkColumn(free, telling);
  const change = findChangeColumn(free, telling);
  return described(headers, chosen, { network, change, ofErrorLog });
}

function described(
  headers: readonly string[],
  chosen: ChosenColumns,
  ours: {
    readonly network: number | undefined;
    readonly change: number | undefined;
    readonly ofErrorLog: number;
  },
): HeaderMap {
  const { network, change, ofErrorLog } = ours;
  const { attributes, order, phones, labelColumns, sharedPhones, lastNameFirst } = chosen;
  const parts = lastNameParts(headers, order.get('lastName') ?? []);
  const isInAnother = (column: number) =>
    parts !== undefined && parts.main !== column && parts.columns.includes(column);
  const isRead = (column: number) =>
    attributes[column] !== undefined || labelColumns.includes(column);
  return {
    attributes,
    taken: [...order].flatMap(([attribute, columns]) =>
      attribute === 'phone'
        ? []
        : columns.filter((column) => !isInAnother(column)).map((column) => ({ column, attribute })),
    ),
    phones,
    sharedPhones,
    lastNameFirst: new Set(lastNameFirst),
    ...defined({ network, change, lastNameParts: parts }),
    isErrorLog: ofErrorLog > 0,
    headers,
    understood: headers.flatMap((header, column) => {
      const attribute = attributes[column];
      return attribute === undefined ? [] : [{ header, attribute }];
    }),
    notUnderstood: headers.flatMap((header, column) => {
      if (isRead(column) || column < ofErrorLog) return [];
      if (column === network || column === change) return [];
      return [header === '' ? `#${column + 1}` : header];
    }),
  };
}

/**
 * The existing meaning of a name, if any: a built-in attribute, or a column of Rollcall's files. An own
 * attribute can't have this name.
 */
export function meansBuiltIn(name: string): string | undefined {
  const ours = ourColumn(headerKey(name));
  if (ours !== undefined) return ours;
  return aliasOf(cleanText(name))?.attribute ?? looksBuiltIn(name);
}

/** In files this column is another one, but on a card nobody could tell it from the built-in attribute. */
function looksBuiltIn(name: string): string | undefined {
  if (!hasLookalikes(name)) return undefined;
  oursByLooks ??= new Map([
    ...ourColumnNames.map((column) => [lookalikeKey(column), column] as const),
    ...[...aliasKeys()].map(([key, { attribute }]) => [lookalikeKey(key), attribute] as const),
  ]);
  return oursByLooks.get(lookalikeKey(name));
}

/** by the key of their looks */
let oursByLooks: Map<string, string> | undefined;

/** Number of columns that would be understood, and whether all would, to choose between delimiters. */
export function countUnderstood(
  cells: readonly string[],
  own: readonly AttributeDefinition[] = [],
): { readonly count: number; readonly all: boolean } {
  const headers = withoutEmptyEnd(cells.map((cell) => cleanText(unguardCell(cell))));
  const ownByName = new Map(own.map(({ key, name }) => [headerKey(name), key]));
  const known = headers.map(
    (header, column) =>
      ownByName.get(headerKey(header)) ??
      attributeNamed(header, column) ??
      ourColumn(headerKey(header)),
  );
  const count = new Set(known.filter((meaning) => meaning !== undefined)).size;
  return { count, all: count > 0 && !known.includes(undefined) };
}

const delimited = /[,;\t|^~，؛]/u;

/** `,Contact,,` is a line that wasn't cut. */
const uncut = /^[,;\t|^~，؛]|[,;\t|^~，؛]$/u;

function attributeNamed(header: string, column: number): AttributeKey | undefined {
  if (uncut.test(header)) return undefined;
  const alias = aliasOf(header);
  if (alias !== undefined || column >= maxColumnsRead) return alias?.attribute;
  // A line that wasn't cut where it should be has words of several columns.
  return delimited.test(header) ? undefined : senseOf(header).attribute;
}

/** Whether it is the header of one of Rollcall's error logs. @param cells as sent */
export function isErrorLogHeader(cells: readonly string[]): boolean {
  return countErrorLogColumns(headersOf(cells.slice(0, errorLogColumns.length))) > 0;
}

/** Rollcall's error log begins with these columns. Elsewhere, a column "Line" or "Reason" is the person's own. */
function countErrorLogColumns(headers: readonly string[]): number {
  const isOurs = errorLogColumns.every(
    (name, column) => headerKey(headers[column] ?? '') === headerKey(name),
  );
  return isOurs ? errorLogColumns.length : 0;
}

/** Whether the first record is a person's: it has a number in the column of numbers. */
function isSomebody(headers: readonly string[], { phones }: ChosenColumns): boolean {
  return phones.some(({ column }) => isNumber(headers[column] ?? ''));
}

function isNumber(header: string): boolean {
  const parsed = parsePhone(header, undefined);
  return 'phone' in parsed || (parsed.problem === 'phone-no-country' && header.length > 6);
}

function noPhone(headers: readonly string[]): AppError {
  return new AppError(headers.some(isNumber) ? 'no-header' : 'no-phone-column', {
    columns: foundColumns(headers),
  });
}

const maxNameLength = 40;
const maxNames = 40;

/** The names of all columns, long ones shortened: the reader looks for one of them. */
function foundColumns(headers: readonly string[]): string {
  const names = headers.filter((header) => header !== '');
  const shown = names.slice(0, maxNames).map((name) => excerpt(name, maxNameLength));
  return names.length > shown.length ? `${shown.join(', ')} … (${names.length})` : shown.join(', ');
}

function withoutEmptyEnd(headers: readonly string[]): string[] {
  return headers.slice(0, headers.findLastIndex((header) => header !== '') + 1);
}

let oursByKey: Map<string, string> | undefined;

/** Rollcall's column with this key. Called for every column of a file, of which there may be tens of thousands. */
function ourColumn(key: string): string | undefined {
  oursByKey ??= new Map(ourColumnNames.map((name) => [headerKey(name), name]));
  return oursByKey.get(key);
}
