import type { Book } from './book.ts';
import type { Chance } from './chance.ts';
import type { Office } from './world.ts';

export type Key = keyof Office['admins'];

/** One step of an admin. */
export interface About {
  readonly world: Office;
  readonly book: Book;
  readonly key: Key;
  readonly chance: Chance;
  /** index of the admin's step */
  readonly place: number;
}
