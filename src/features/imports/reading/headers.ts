import type { AttributeDefinition, AttributeKey } from '../../../domain/attributes.ts';
import { builtInAttributes } from '../../../domain/attributes.ts';
import type { ColumnMeaning } from '../../../domain/operations/import-question.ts';
import { parsePhone } from '../../../domain/phone.ts';
import { cleanText } from '../../../domain/values.ts';
import { AppError } from '../../../errors.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';
import { headerKey } from '../../../lib/spreadsheets/header-key.ts';
import { namesOfAttribute } from '../../../text/catalogues.ts';
import { errorLogColumns, ourColumnNames } from '../../../lib/spreadsheets/our-columns.ts';
import { findChangeColumn, findNetworkColumn } from './find-our-columns.ts';
import { excerpt, twoColumnsForOne } from './two-columns.ts';
import { headerAliases } from './header-aliases.ts';
import { hasLookalikes, lookalikeKey } from './lookalikes.ts';

export interface HeaderMap {
  /** for each column, which attribute its cells are; undefined where they are ignored */
  readonly attributes: readonly (AttributeKey | undefined)[];
  /** the columns that aren't ignored, from left to right: so that a row costs as much as is taken of it, however wide the file */
  readonly taken: readonly { readonly column: number; readonly attribute: AttributeKey }[];
  /** which column has each row's own network, if one has */
  readonly network?: number;
  /** which column says what happened to each person, if one does */
  readonly change?: number;
  /** our error log, sent back */
  readonly isErrorLog: boolean;
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
 * @param firstRows cells of the first rows: they tell whether a column that is called like one of ours is ours
 * @throws AppError no-header (the first record is a person's), no-phone-column, two-columns-for-one
 */
export function mapHeaders(
  cells: readonly string[],
  own: readonly AttributeDefinition[] = [],
  firstRows: readonly (readonly string[])[] = [],
): HeaderMap {
  const headers = headersOf(cells);
  const meanings = headers.map(meaningAmong(own));
  const attributes = headers.map((): AttributeKey | undefined => undefined);
  for (const attribute of [...builtInAttributes, ...own.map(({ key }) => key)]) {
    const column = bestColumn(attribute, headers, meanings);
    if (column !== undefined) attributes[column] = attribute;
  }
  takeByCatalogue(headers, attributes);
  if (!attributes.includes('phone')) throw noPhone(headers);
  return mapOf(headers, attributes, firstRows);
}

/** The same where the admin has said which column is what. */
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
  return described(headers, attributes, {
    network: positionOf('network'),
    change: positionOf('change'),
    ofErrorLog: countErrorLogColumns(headers),
  });
}

export function headersOf(cells: readonly string[]): string[] {
  return withoutEmptyEnd(cells.map((cell) => cleanText(unguardCell(cell))));
}

function mapOf(
  headers: readonly string[],
  attributes: readonly (AttributeKey | undefined)[],
  firstRows: readonly (readonly string[])[],
): HeaderMap {
  // An organization may have an attribute of its own with the name of a column of ours, from before that name was taken.
  const free = headers.map((header, column) => (attributes[column] === undefined ? header : ''));
  const ofErrorLog = countErrorLogColumns(headers);
  const telling = ofErrorLog === 0 ? firstRows : undefined;
  const network = findNetworkColumn(free, telling);
  const change = findChangeColumn(free, telling);
  return described(headers, attributes, { network, change, ofErrorLog });
}

function described(
  headers: readonly string[],
  attributes: readonly (AttributeKey | undefined)[],
  ours: {
    readonly network: number | undefined;
    readonly change: number | undefined;
    readonly ofErrorLog: number;
  },
): HeaderMap {
  const { network, change, ofErrorLog } = ours;
  return {
    attributes,
    taken: attributes.flatMap((attribute, column) =>
      attribute === undefined ? [] : [{ column, attribute }],
    ),
    ...(network !== undefined && { network }),
    ...(change !== undefined && { change }),
    isErrorLog: ofErrorLog > 0,
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
  const ours = ourColumn(headerKey(name));
  if (ours !== undefined) return ours;
  const attribute = meaningOf(cleanText(name))?.attribute;
  return builtInAttributes.find((builtIn) => builtIn === attribute) ?? looksBuiltIn(name);
}

/** In files such a column is another one; on a card nobody can tell it from the built-in attribute. */
function looksBuiltIn(name: string): string | undefined {
  if (!hasLookalikes(name)) return undefined;
  oursByLooks ??= new Map([
    ...ourColumnNames.map((column) => [lookalikeKey(column), column] as const),
    ...[...meanings()].flatMap(([key, { attribute }]) => {
      const builtIn = builtInAttributes.find((each) => each === attribute);
      return builtIn === undefined ? [] : [[lookalikeKey(key), builtIn] as const];
    }),
  ]);
  return oursByLooks.get(lookalikeKey(name));
}

/** by the key of their looks */
let oursByLooks: Map<string, string> | undefined;

/** How many columns would be understood, and whether all would; for choosing between delimiters. */
export function countUnderstood(
  cells: readonly string[],
  own: readonly AttributeDefinition[] = [],
): { readonly count: number; readonly all: boolean } {
  const headers = withoutEmptyEnd(cells.map((cell) => cleanText(unguardCell(cell))));
  const meaningIn = meaningAmong(own);
  const known = headers.map(
    (header) => meaningIn(header)?.attribute ?? ourColumn(headerKey(header)),
  );
  const count = new Set(known.filter((meaning) => meaning !== undefined)).size;
  return { count, all: count > 0 && !known.includes(undefined) };
}

/** What a header means to an organization: its own attribute of that name, or what it means to everyone. */
function meaningAmong(own: readonly AttributeDefinition[]) {
  const ownByName = new Map(own.map(({ key, name }) => [headerKey(name), key]));
  return (header: string): Meaning | undefined => {
    const key = ownByName.get(headerKey(header));
    return key === undefined ? meaningOf(header) : { attribute: key, rank: 0 };
  };
}

/**
 * What is left over and is called as a language calls an attribute that no column is yet. In Hindi the first name is called
 * what most files call the whole name: it is the first name where another column is the whole one.
 */
function takeByCatalogue(headers: readonly string[], attributes: (AttributeKey | undefined)[]) {
  const called = byCatalogue();
  headers.forEach((header, column) => {
    if (header === '' || attributes[column] !== undefined) return;
    const attribute = called.get(headerKey(header));
    if (attribute !== undefined && !attributes.includes(attribute)) attributes[column] = attribute;
  });
}

let attributesByName: Map<string, AttributeKey> | undefined;

/** What each language's own names mean; made when first asked for. */
function byCatalogue(): Map<string, AttributeKey> {
  attributesByName ??= new Map(
    builtInAttributes.flatMap((attribute) =>
      namesOfAttribute(attribute).map((name) => [headerKey(name), attribute] as const),
    ),
  );
  return attributesByName;
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
    throw twoColumnsForOne(headers[best], headers[equal], attribute);
  }
  return best;
}

/** Our error log begins with these columns; elsewhere a column "Line" or "Reason" is the person's own. */
function countErrorLogColumns(headers: readonly string[]): number {
  const isOurs = errorLogColumns.every(
    (name, column) => headerKey(headers[column] ?? '') === headerKey(name),
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

const inBrackets = /\([^)]{0,200}\)|\[[^\]]{0,200}\]/;
const everyBrackets = new RegExp(inBrackets, 'g');

function meaningOf(header: string): Meaning | undefined {
  if (header === '' || header.length > 200) return undefined;
  const known = meanings();
  const meaning = known.get(headerKey(header));
  if (meaning !== undefined || !inBrackets.test(header)) return meaning;
  return known.get(headerKey(header.replace(everyBrackets, ' ')));
}

let oursByKey: Map<string, string> | undefined;

/** Which column of ours has this key: asked of every column of a file, and a file may have tens of thousands. */
function ourColumn(key: string): string | undefined {
  oursByKey ??= new Map(ourColumnNames.map((name) => [headerKey(name), name]));
  return oursByKey.get(key);
}

let meaningsByKey: Map<string, Meaning> | undefined;

/**
 * The table of aliases by key; made when first asked for. The languages' own names have a rank behind the best; where one is
 * an alias as well, that decides.
 */
function meanings(): Map<string, Meaning> {
  meaningsByKey ??= new Map<string, Meaning>([
    ...Array.from(byCatalogue(), ([key, attribute]) => [key, { attribute, rank: 0.5 }] as const),
    ...builtInAttributes.flatMap((attribute) =>
      headerAliases[attribute].flatMap((names, rank) =>
        names.split(',').map((name) => [headerKey(name), { attribute, rank }] as const),
      ),
    ),
  ]);
  return meaningsByKey;
}
