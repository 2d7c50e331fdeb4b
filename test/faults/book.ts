import type { FileToSend } from './files.ts';

/** The changes of people who were added by hand. */
export type HandEvent =
  'added' | 'edited' | 'moved' | 'merged' | 'merged-away' | 'deleted' | 'restored' | 'erased';

/** Records what was done in a run, to be compared with the result. */
export interface Book {
  /** files by the name under which they were sent; each attempt has a name of its own */
  readonly files: Map<string, { readonly file: FileToSend; readonly mayMove: boolean }>;
  /** people added by hand, by phone number: the actions that were seen to take effect */
  readonly byHand: Map<string, HandEvent[]>;
  /** files left by dead processes and deleted by the daily clean-up */
  swept: number;
  /** unexpected observations during the run */
  readonly faults: string[];
}

export function newBook(): Book {
  return { files: new Map(), byHand: new Map(), swept: 0, faults: [] };
}
