import type { AttributeKey } from '../../../domain/attributes.ts';
import type { AskedColumns } from './ask-columns.ts';
import type { OldEncodingName } from './letters/encodings.ts';

/** Opens the file's bytes, from the start or from a byte; is called several times for one file. */
export type OpenFile = (fromByte?: number) => AsyncIterable<Buffer>;

/** Names that people know and iconv-lite understands. A byte order mark makes no difference. */
export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | OldEncodingName;

export const delimiters = [',', ';', '\t', '|', '^', '~', '，', '؛'] as const;

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

/** What kind of file the table is in; plain JSON. Without a format it is text, as in every record of before there were others. */
export interface SourceFacts {
  readonly encoding: Encoding;
  /** of the text; of other files: what the error log is written with */
  readonly delimiter: Delimiter;
  readonly dialect?: Dialect;
  readonly format?: 'xlsx' | 'ods' | 'vcf';
  /** of a workbook: the sheet that is read, the ones with something in them that aren't, and how many rows of it nobody sees */
  readonly sheet?: string;
  readonly otherSheets?: readonly string[];
  readonly hiddenRows?: number;
  /** of an archive: the name of the file in it */
  readonly archived?: string;
}

/** What was found out about a file before its rows; plain JSON, so that it can be kept with the operation. */
export interface FileFacts extends SourceFacts {
  /** as sent, in the file's order */
  readonly headers: readonly string[];
  readonly understood: readonly { readonly header: string; readonly attribute: AttributeKey }[];
  /** columns that are ignored, as sent; a column without a name that stands between others is `#` and its position */
  readonly notUnderstood: readonly string[];
  /** which column has each row's own network, if one has */
  readonly network?: number;
  /** which column says what happened to each person, if one does */
  readonly change?: number;
  /** how many records of the file come before the first person's; absent: 1, the header */
  readonly recordsBefore?: number;
  /** what stands above the header, a text for each record: on printed pages it comes again */
  readonly titles?: readonly string[];
  /** how each column was read, so that it can be shown and changed */
  readonly asked?: AskedColumns;
}
