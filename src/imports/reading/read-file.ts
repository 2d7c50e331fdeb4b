import type { BuiltInAttribute } from '../../directory/attributes.ts';
import type { CountryCode } from '../../directory/phone.ts';
import type { Rejection, Row } from './row.ts';

export type Delimiter = ',' | ';' | '\t' | '|';

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

/** Opens the file's bytes, from the start or from a byte; may be called several times. */
export type OpenFile = (fromByte?: number) => AsyncIterable<Buffer>;

/** What was found out about a file before its rows; plain JSON, so that it can be kept with the operation. */
export interface FileFacts {
  readonly encoding: Encoding;
  readonly delimiter: Delimiter;
  /** as sent, in the file's order */
  readonly headers: readonly string[];
  readonly understood: readonly { readonly header: string; readonly attribute: BuiltInAttribute }[];
  /** unknown columns, as sent */
  readonly notUnderstood: readonly string[];
}

export interface ReadOptions {
  readonly defaultCountry: CountryCode | undefined;
  readonly onFacts: (facts: FileFacts) => void;
  readonly signal?: AbortSignal;
}

// eslint-disable-next-line @typescript-eslint/require-await -- being written
export async function* readFile(
  open: OpenFile,
  options: ReadOptions,
): AsyncGenerator<(Row | Rejection)[]> {
  void open;
  void options;
  yield [];
}
