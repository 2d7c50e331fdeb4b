import type { Network } from '../network.ts';
import type { BulkChange } from './bulk-change.ts';

/*
 * A bulk change: several people moved, deleted or restored at once, by one card action. Its record is of kind import and
 * is written first; each person's change carries its id.
 */

/** The bulk change's part of the operation's record. */
export interface BulkFacts {
  readonly what: BulkChange;
  /** where they were moved to */
  readonly network?: Network;
  /** ids of the people who were selected: at most 100 */
  readonly people: readonly string[];
}
