import type { AttributeDefinition } from '../../../../domain/attributes.ts';
import type { CountryCode } from '../../../../domain/phone.ts';
import type { EncodingQuestion } from '../../../../domain/operations/import-question.ts';
import type { SourceFacts } from '../file-facts.ts';
import type { SentRecord } from '../records.ts';

/**
 * A table of a file, whatever kind of file it is in: CSV, a sheet of a workbook, contacts. Everything behind it meets the same
 * records of texts, so a rule for cells holds for every kind of file.
 */
export interface RowSource {
  /** what is known before the first record; kept with the operation, and enough to open the same table again */
  readonly facts: SourceFacts;
  /** what the admin has to say before its records mean what they look like */
  readonly question?: EncodingQuestion;
  /**
   * All records in order, the header among them, without the blank ones. `line` is what the person sees beside the row: the
   * line of a text, the row of a sheet. Typed cells come as one text each: a number with all its digits, a date as
   * YYYY-MM-DD. Reading them again gives the same.
   */
  readonly records: (signal?: AbortSignal) => AsyncGenerator<SentRecord[]>;
  /** Gives back what it holds (a temporary file). To be called once, also after an error. */
  readonly close: () => Promise<void>;
}

export interface SourceOptions {
  /** the organization's own attributes: they tell the sheet with people, and a delimiter, from others */
  readonly own: readonly AttributeDefinition[];
  /** of the organization: which letters its files are likely to have */
  readonly country?: CountryCode | undefined;
  /** what the admin said of the letters */
  readonly encoding?: string | undefined;
  /** which sheet the admin chose */
  readonly sheet?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}
