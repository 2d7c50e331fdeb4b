import type { Network } from '../../domain/network.ts';
import type { Source } from '../../domain/person.ts';
import type { Cursor, ViewEntry } from './entry.ts';

export interface BrowseQuery {
  readonly network: Network;
  /** as `departments` gives it; upper and lower case and accents don't matter */
  readonly department?: string;
  readonly source?: Source;
  /** BCP 47: in whose order names stand */
  readonly locale: string;
  /** entries on a page */
  readonly size: number;
  /** at most one of the two; neither: the first page */
  readonly after?: Cursor;
  readonly before?: Cursor;
}

/**
 * A page. `after` the last person there is the last page rather than an empty one, and a page `before` that would
 * be shorter than asked is the first page, whole.
 */
export interface BrowsePage {
  readonly entries: readonly ViewEntry[];
  /** people who match */
  readonly total: number;
  /** place of the first entry among them, from 1; 0 when there is none */
  readonly first: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** an import is, or was just, at it, and the newest of it may not be here yet */
  readonly updating: boolean;
}

export interface Found {
  /** best first */
  readonly entries: readonly ViewEntry[];
  /** whether there are more than were asked for */
  readonly more: boolean;
  readonly updating: boolean;
}

export interface DepartmentCount {
  /** as most people have it written */
  readonly value: string;
  readonly count: number;
}
