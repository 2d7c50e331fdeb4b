import type { FileToSend } from './files.ts';

/** What was done in a run, as far as it has to be compared with what came of it. */
export interface Book {
  /** files by the name under which they were sent; each attempt has a name of its own */
  readonly files: Map<string, { readonly file: FileToSend; readonly mayMove: boolean }>;
  /** people added by hand, by phone: what was done with them that was seen to be done */
  readonly byHand: Map<string, ('added' | 'moved' | 'deleted')[]>;
  /** files that dead processes left behind, and the daily round removed */
  swept: number;
  /** what should not have been seen on the way */
  readonly faults: string[];
}

export function newBook(): Book {
  return { files: new Map(), byHand: new Map(), swept: 0, faults: [] };
}
