import type { AttributeKey } from '../../../domain/attributes.ts';
import type { AskedColumns } from './ask-columns.ts';
import type { OldEncodingName } from './letters/encodings.ts';

/** Opens the file's bytes, from the start or from a byte. Called several times for one file. */
export type OpenFile = (fromByte?: number) => AsyncIterable<Buffer>;

/** Names that people know and iconv-lite understands. A byte order mark makes no difference. */
export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | OldEncodingName;

export const delimiters = [',', ';', '\t', '|', '^', '~', '，', '؛'] as const;

export type Delimiter = (typeof delimiters)[number];

/** The quotation mark around cells. */
export type Quote = '"' | "'";

/** How a file deviates from the usual rules. */
export interface Dialect {
  /** absent: the quotation mark */
  readonly quote?: "'";
  /** quotation marks inside cells have a backslash in front, or all of them are curly */
  readonly marks?: 'backslash' | 'curly';
  /**
   * each record is one cell of a file with this delimiter: whole lines in quotation marks, or with trailing
   * semicolons
   */
  readonly wrappedIn?: Delimiter;
}

/** The kind of file that has the table; plain JSON. Without a format it is text, as in every older record. */
export interface SourceFacts {
  readonly encoding: Encoding;
  /** of text; for other files: the delimiter of the error log */
  readonly delimiter: Delimiter;
  readonly dialect?: Dialect;
  readonly format?: 'xlsx' | 'ods' | 'vcf';
  /** of a workbook: the sheet that is read, the other sheets with content, and the number of its hidden rows */
  readonly sheet?: string;
  readonly otherSheets?: readonly string[];
  readonly hiddenRows?: number;
  /** of a workbook: days without a date format count from 1904 */
  readonly from1904?: true;
  /** of an archive: the name of the file in it */
  readonly archived?: string;
}

/** Facts about a file that are found before its rows; plain JSON, so that they can be kept with the operation. */
export interface FileFacts extends SourceFacts {
  /** as sent, in the file's order */
  readonly headers: readonly string[];
  readonly understood: readonly { readonly header: string; readonly attribute: AttributeKey }[];
  /** ignored columns, as sent; a column without a name between others is `#` and its position */
  readonly notUnderstood: readonly string[];
  /** the column with each row's own network, if any */
  readonly network?: number;
  /** the column that says what happened to each person, if any */
  readonly change?: number;
  /** number of the file's records before the first person's; absent: 1, the header */
  readonly recordsBefore?: number;
  /** the header's line as an editor or spreadsheet shows it; absent: the first, or there is none */
  readonly headerLine?: number;
  /** text above the header, one for each record: printed pages repeat it */
  readonly titles?: readonly string[];
  /** how each column was read, to show and change it */
  readonly asked?: AskedColumns;
}
