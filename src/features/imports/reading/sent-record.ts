import type { BrokenLine } from './frames.ts';

/** A record of the file as sent: decoded, the cells not trimmed. */
export interface SentRecord {
  readonly line: number;
  readonly cells: readonly string[];
  /** the line can't be read; its cells are a guess, cut at every delimiter, to help in correcting it */
  readonly broken?: BrokenLine['reason'] | 'contact-not-closed';
}
