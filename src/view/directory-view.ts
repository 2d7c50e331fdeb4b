import type { Network } from '../directory/network.ts';
import type { PeopleStore } from '../directory/people-store.ts';
import type { Source } from '../directory/person.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Cursor, ViewEntry } from './entry.ts';
import type { ChangeReader, ViewPartStore } from './ports.ts';

export type { Cursor, ViewEntry } from './entry.ts';

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

/** An organization's directory as lists and searches need it. Deleted people are not in it. */
export interface DirectoryView {
  page(tenant: string, query: BrowseQuery): Promise<BrowsePage>;
  /**
   * Best first: the person with exactly this phone, employee id or email; then names with words that begin with all
   * the words typed; then beginnings of emails and employee ids and ends of phones; then any part of them.
   */
  find(tenant: string, text: string, limit: number, locale: string): Promise<Found>;
  totals(tenant: string): Promise<Readonly<Record<Network, number>>>;
  /** Biggest first, at most 100. */
  departments(tenant: string, network: Network): Promise<readonly DepartmentCount[]>;
  /** Reads all people anew and writes all parts; may run in several processes at once. */
  rebuild(tenant: string, signal?: AbortSignal): Promise<void>;
}

export interface DirectoryViewDeps {
  readonly people: Pick<PeopleStore, 'scan' | 'read'>;
  readonly parts: ViewPartStore;
  readonly changes: ChangeReader;
  /** milliseconds since 1970 */
  readonly now: () => number;
  readonly log?: Log;
  /** bytes of all organizations' views together; those that were not used for longest are dropped */
  readonly memoryBytes?: number;
}

export function createDirectoryView(_deps: DirectoryViewDeps): DirectoryView {
  const later = () =>
    Promise.reject(new AppError('unexpected', {}, { note: 'the view is being built' }));
  return { page: later, find: later, totals: later, departments: later, rebuild: later };
}
