import type { ImportAnswers } from '../../../../../src/domain/operations/import-question.ts';
import type { CountryCode } from '../../../../../src/domain/phone.ts';

/** A small file of some kind, and what an admin would want of it. */
export interface Kind {
  readonly id: string;
  readonly file: string | Buffer;
  /** of a text; UTF-8 unless told */
  readonly encoding?: string;
  /** DEFAULT_COUNTRY; IN unless told */
  readonly country?: CountryCode;
  /** own attributes: `Joined:date`; their keys are own_case0, own_case1 */
  readonly attributes?: readonly string[];
  readonly answers?: ImportAnswers;
  /** exactly what each row that counts has, in order; absent: whatever it has */
  readonly people?: readonly Readonly<Record<string, string>>[];
  /** rows that are rejected; 0 unless told */
  readonly rejected?: number;
  /** values that are left out, and told */
  readonly leftOut?: number;
  /** the code with which the file is refused; `asks-…` for a question */
  readonly error?: string;
}
