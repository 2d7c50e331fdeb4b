import type { FileToSend } from './files.ts';
import type { Joined } from './joining.ts';
import type { Known } from './who-is-who.ts';

/** The changes of people who were added by hand. */
export type HandEvent =
  'added' | 'edited' | 'moved' | 'merged' | 'merged-away' | 'deleted' | 'restored' | 'erased';

/** Records what was done in a run, to be compared with the result. */
export interface Book {
  /** files by the name under which they were sent; each attempt has a name of its own */
  readonly files: Map<string, { readonly file: FileToSend; readonly mayMove: boolean }>;
  /** people added by hand, by phone number: the actions that were seen to take effect */
  readonly byHand: Map<string, HandEvent[]>;
  /** people of whom an admin was asked who they are */
  readonly known: Known[];
  /** people of files who joined a group */
  readonly joined: Joined[];
  /** files left by dead processes and deleted by the daily clean-up */
  swept: number;
  /** unexpected observations during the run */
  readonly faults: string[];
}

export function newBook(): Book {
  return { files: new Map(), byHand: new Map(), known: [], joined: [], swept: 0, faults: [] };
}
