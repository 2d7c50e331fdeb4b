import type { AttributeDefinition } from '../../../../domain/attributes.ts';
import type { CountryCode } from '../../../../domain/phone.ts';
import type { EncodingQuestion } from '../../../../domain/operations/import-question.ts';
import type { SourceFacts } from '../file-facts.ts';
import type { InBytes, SentRecord } from '../records.ts';

/**
 * A table of a file of any kind: CSV, a sheet of a workbook, contacts. Later steps get the same records of
 * texts, so a rule for cells holds for every kind of file.
 */
export interface RowSource {
  /** facts known before the first record; kept with the operation, and enough to open the same table again */
  readonly facts: SourceFacts;
  /** a question that the admin must answer before the records can be trusted */
  readonly question?: EncodingQuestion;
  /**
   * All records in order, with the header, without the blank ones. `line` is what the person sees beside the
   * row: the line of a text, the row of a sheet. Typed cells become one text each: a number with all its
   * digits, a date as YYYY-MM-DD. Reading them again gives the same.
   */
  readonly records: (signal?: AbortSignal, inBytes?: InBytes) => AsyncGenerator<SentRecord[]>;
  /** Releases its resources (a temporary file). Call it once, also after an error. */
  readonly close: () => Promise<void>;
}

export interface SourceOptions {
  /** the organization's own attributes, which help to recognise the sheet with people, and the delimiter */
  readonly own: readonly AttributeDefinition[];
  /** of the organization: suggests the likely encodings */
  readonly country?: CountryCode | undefined;
  /** the encoding that the admin chose */
  readonly encoding?: string | undefined;
  /** whether all of the file's bytes are UTF-8, where that is known */
  readonly isUtf8?: boolean | undefined;
  /** which sheet the admin chose */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}
