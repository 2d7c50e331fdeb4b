/*
 * Erasing a deleted person before their time: what is known of them goes from wherever the product keeps it, and a reference takes
 * the place of their name. The reference leads back to nobody: it is random, and kept nowhere but in what it replaced.
 */

/** When somebody counts as deleted who is being erased: so long ago that they can't be restored, and are listed nowhere. */
export const erasureMark = '1970-01-01T00:00:00.000Z';

/** Who is erased, as far as their traces have to be recognised. */
export interface Erased {
  readonly tenant: string;
  /** the person's id, and those of the records that were merged into theirs */
  readonly ids: ReadonlySet<string>;
  /** stands where their name stood */
  readonly reference: string;
  /** E.164: all that their record still knows of */
  readonly phones: ReadonlySet<string>;
}

/**
 * Removes traces of somebody from one kind of store. Idempotent.
 * @returns 'later' where something is being worked on: to be tried again
 */
export type EraseTraces = (erased: Erased, signal: AbortSignal) => Promise<'done' | 'later'>;
