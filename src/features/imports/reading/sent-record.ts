import type { BrokenLine } from './frames.ts';
import type { OrdinaryRow } from './ordinary-row.ts';

/** A record of the file as sent: decoded, the cells not trimmed. */
export interface SentRecord {
  /** its row, where that was read from the bytes of its line; then it has no cells */
  readonly row?: OrdinaryRow;
  readonly line: number;
  readonly cells: readonly string[];
  /** the line can't be read; its cells are a guess, cut at every delimiter, to help in correcting it */
  readonly broken?: BrokenLine['reason'] | 'contact-not-closed';
}
