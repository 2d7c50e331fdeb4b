import type { OrdinaryRow } from './ordinary-row.ts';

/** Records with a quotation mark in them, one after the other in `text`; `lines` has the first line of each. */
export interface QuotedRecords {
  readonly kind: 'quoted';
  readonly text: string;
  readonly lines: readonly number[];
}

/** Records that only need to be cut at the delimiters: lines without a quotation mark, and without their ends. */
interface PlainRecords {
  readonly kind: 'plain';
  readonly rows: readonly string[];
  readonly lines: readonly number[];
}

/**
 * One line that can't be read as a record. `text` is the line without its end, at most `maxRecordLength`
 * characters.
 */
export interface BrokenLine {
  readonly kind: 'broken';
  readonly line: number;
  readonly reason: 'quote-not-closed' | 'line-too-long';
  readonly text: string;
}

/** Lines with only delimiters and white space. They aren't records and need no cutting. */
interface BlankLines {
  readonly kind: 'blank';
  readonly text: string;
}

/** Lines whose rows are read from their bytes. */
interface OrdinaryLines {
  readonly kind: 'ordinary';
  readonly rows: readonly OrdinaryRow[];
}

/** A part of a file's text. */
export type TextFrame = QuotedRecords | PlainRecords | BrokenLine | BlankLines;

export type Frame = TextFrame | OrdinaryLines;
