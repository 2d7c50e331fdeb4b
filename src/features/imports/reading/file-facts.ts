import type { AttributeKey } from '../../../domain/attributes.ts';

/** Opens the file's bytes, from the start or from a byte; is called several times for one file. */
export type OpenFile = (fromByte?: number) => AsyncIterable<Buffer>;

/** Names that people know and iconv-lite understands. A byte order mark makes no difference. */
export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

export const delimiters = [',', ';', '\t', '|'] as const;

export type Delimiter = (typeof delimiters)[number];

/** What cells are quoted with. */
export type Quote = '"' | "'";

/** How a file differs from the rules that most programs write by. */
export interface Dialect {
  /** absent: the quotation mark */
  readonly quote?: "'";
  /** quotation marks inside cells stand behind a backslash, or all of them are curly */
  readonly marks?: 'backslash' | 'curly';
  /** each record is one cell of a file with this delimiter: whole lines in quotation marks, or with a tail of semicolons */
  readonly wrappedIn?: Delimiter;
}

/** What was found out about a file before its rows; plain JSON, so that it can be kept with the operation. */
export interface FileFacts {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  readonly dialect?: Dialect;
  /** how many records stand above the header: titles, comments, headings over groups of columns; absent: none */
  readonly above?: number;
  /** as sent, in the file's order */
  readonly headers: readonly string[];
  readonly understood: readonly { readonly header: string; readonly attribute: AttributeKey }[];
  /** columns that are ignored, as sent; a column without a name that stands between others is `#` and its position */
  readonly notUnderstood: readonly string[];
  /** which column has each row's own network, if one has */
  readonly network?: number;
  /** which column says what happened to each person, if one does */
  readonly change?: number;
}
