import type { AttributeDefinition, AttributeKey } from '../../directory/attributes.ts';
import { builtInAttributes } from '../../directory/attributes.ts';
import { parsePhone } from '../../directory/phone.ts';
import { cleanText } from '../../directory/values.ts';
import { AppError } from '../../errors.ts';
import { unguardCell } from '../../spreadsheets/cell-guard.ts';
import { changeColumn, errorLogColumns, networkColumn } from '../../spreadsheets/our-columns.ts';
import { headerAliases } from './header-aliases.ts';

export interface HeaderMap {
  /** for each column, which attribute its cells are; undefined where they are ignored */
  readonly attributes: readonly (AttributeKey | undefined)[];
  /** which column has each row's own network, if one has */
  readonly network?: number;
  /** which column says what happened to each person, if one does */
  readonly change?: number;
  /** the headers as sent, without the empty ones at the end */
  readonly headers: readonly string[];
  readonly understood: readonly { readonly header: string; readonly attribute: AttributeKey }[];
  readonly notUnderstood: readonly string[];
}

interface Meaning {
  readonly attribute: AttributeKey;
  readonly rank: number;
}

/**
 * Says which column is which.
 *
 * @param cells the first record of the file, as sent
 * @param own the organization's own attributes: a column with the name of one is that one
 * @throws AppError no-header (the first record is a person's), no-phone-column, two-columns-for-one
 */
export function mapHeaders(
  cells: readonly string[],
  own: readonly AttributeDefinition[] = [],
): HeaderMap {
  const headers = withoutEmptyEnd(cells.map((cell) => cleanText(unguardCell(cell))));
  const meanings = headers.map(meaningAmong(own));
  const attributes = headers.map((): AttributeKey | undefined => undefined);
  for (const attribute of [...builtInAttributes, ...own.map(({ key }) => key)]) {
    const column = bestColumn(attribute, headers, meanings);
    if (column !== undefined) attributes[column] = attribute;
  }
  if (!attributes.includes('phone')) throw noPhone(headers);
  // An organization may have an attribute of its own with the name of a column of ours, from before that name was taken.
  const free = headers.map((header, column) => (attributes[column] === undefined ? header : ''));
  const network = ourColumn(networkColumn, free);
  const change = ourColumn(changeColumn, free);
  const ofErrorLog = countErrorLogColumns(headers);
  return {
    attributes,
    ...(network !== undefined && { network }),
    ...(change !== undefined && { change }),
    headers,
    understood: headers.flatMap((header, column) => {
      const attribute = attributes[column];
      return attribute === undefined ? [] : [{ header, attribute }];
    }),
    notUnderstood: headers.flatMap((header, column) => {
      if (attributes[column] !== undefined || column < ofErrorLog) return [];
      if (column === network || column === change) return [];
      return [header === '' ? `#${column + 1}` : header];
    }),
  };
}

/**
 * What a name means already, if anything: a built-in attribute, or a column of our own files. An organization can't call an
 * attribute of its own so.
 */
export function meansBuiltIn(name: string): string | undefined {
  const ours = ourColumns.find((column) => keyOf(column) === keyOf(name));
  if (ours !== undefined) return ours;
  const attribute = meaningOf(cleanText(name))?.attribute;
  return builtInAttributes.find((builtIn) => builtIn === attribute);
}

/** How many columns would be understood, and whether all would; for choosing between delimiters. */
export function countUnderstood(
  cells: readonly string[],
  own: readonly AttributeDefinition[] = [],
): { readonly count: number; readonly all: boolean } {
  const headers = withoutEmptyEnd(cells.map((cell) => cleanText(unguardCell(cell))));
  const meaningIn = meaningAmong(own);
  const known = headers.map(
    (header) =>
      meaningIn(header)?.attribute ?? ourColumns.find((column) => keyOf(column) === keyOf(header)),
  );
  const count = new Set(known.filter((meaning) => meaning !== undefined)).size;
  return { count, all: count > 0 && !known.includes(undefined) };
}

const ourColumns = [...errorLogColumns, networkColumn, changeColumn];

/** What a header means to an organization: its own attribute of that name, or what it means to everyone. */
function meaningAmong(own: readonly AttributeDefinition[]) {
  const ownByName = new Map(own.map(({ key, name }) => [keyOf(name), key]));
  return (header: string): Meaning | undefined => {
    const key = ownByName.get(keyOf(header));
    return key === undefined ? meaningOf(header) : { attribute: key, rank: 0 };
  };
}

function bestColumn(
  attribute: AttributeKey,
  headers: readonly string[],
  meanings: readonly (Meaning | undefined)[],
): number | undefined {
  let best: number | undefined;
  let bestRank = Infinity;
  let equal: number | undefined;
  meanings.forEach((meaning, column) => {
    if (meaning?.attribute !== attribute || meaning.rank > bestRank) return;
    equal = meaning.rank === bestRank ? column : undefined;
    if (equal === undefined) best = column;
    bestRank = meaning.rank;
  });
  if (best !== undefined && equal !== undefined) {
    const names = { first: excerpt(headers[best]), second: excerpt(headers[equal]) };
    throw new AppError('two-columns-for-one', { attribute, ...names });
  }
  return best;
}

/** @throws AppError two-columns-for-one */
function ourColumn(name: string, headers: readonly string[]): number | undefined {
  const columns = [...headers.keys()].filter((at) => keyOf(headers[at] ?? '') === keyOf(name));
  const [first, second] = columns;
  if (first !== undefined && second !== undefined) {
    const names = { first: excerpt(headers[first]), second: excerpt(headers[second]) };
    throw new AppError('two-columns-for-one', names);
  }
  return first;
}

/** Our error log begins with these columns; elsewhere a column "Line" or "Reason" is the person's own. */
function countErrorLogColumns(headers: readonly string[]): number {
  const isOurs = errorLogColumns.every(
    (name, column) => keyOf(headers[column] ?? '') === keyOf(name),
  );
  return isOurs ? errorLogColumns.length : 0;
}

function noPhone(headers: readonly string[]): AppError {
  const hasPhone = headers.some((header) => {
    const parsed = parsePhone(header, undefined);
    return 'phone' in parsed || (parsed.problem === 'phone-no-country' && header.length > 6);
  });
  return new AppError(hasPhone ? 'no-header' : 'no-phone-column', {
    columns: excerpt(headers.filter((header) => header !== '').join(', '), 200),
  });
}

function withoutEmptyEnd(headers: readonly string[]): string[] {
  return headers.slice(0, headers.findLastIndex((header) => header !== '') + 1);
}

function excerpt(text = '', longest = 80): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1)}…`;
}

/** A header for comparing: letters and digits only, without accents and case. */
function keyOf(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}

const inBrackets = /\([^)]*\)|\[[^\]]*\]/g;

function meaningOf(header: string): Meaning | undefined {
  if (header === '' || header.length > 200) return undefined;
  const known = meanings();
  return known.get(keyOf(header)) ?? known.get(keyOf(header.replace(inBrackets, ' ')));
}

let meaningsByKey: Map<string, Meaning> | undefined;

/** The table of aliases by key; made when first asked for. */
function meanings(): Map<string, Meaning> {
  meaningsByKey ??= new Map(
    builtInAttributes.flatMap((attribute) =>
      headerAliases[attribute].flatMap((names, rank) =>
        names.split(',').map((name) => [keyOf(name), { attribute, rank }] as const),
      ),
    ),
  );
  return meaningsByKey;
}
