import type { Cursor, ViewEntry } from './entry.ts';
import type { Filter } from './filter.ts';

export interface BrowseQuery extends Filter {
  /** BCP 47: determines the order of names */
  readonly locale: string;
  /** entries on a page */
  readonly size: number;
  /** at most one of the two; neither: the first page */
  readonly after?: Cursor;
  readonly before?: Cursor;
}

/**
 * A page. `after` the last person is the last page rather than an empty one, and a page `before` that would be
 * shorter than requested is the complete first page.
 */
export interface BrowsePage {
  readonly entries: readonly ViewEntry[];
  /** people that match */
  readonly total: number;
  /** position of the first entry among them, from 1; 0 when there is none */
  readonly first: number;
  readonly hasNext: boolean;
  readonly hasPrevious: boolean;
  /** an import is running or has just ended, and its newest people may be missing */
  readonly updating: boolean;
}

export interface Found {
  /** best first */
  readonly entries: readonly ViewEntry[];
  /** whether there are more results than requested */
  readonly more: boolean;
  readonly updating: boolean;
}

export interface ValueCount {
  /** in its most common spelling */
  readonly value: string;
  readonly count: number;
}
