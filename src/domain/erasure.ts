/*
 * Erasing a deleted person before their time: all stores remove what is known of them, and a reference replaces
 * their name. The reference leads back to nobody: it is random, and kept only where it replaced the name.
 */

/** The deletion time of people who are being erased: so long ago that they can't be restored and no list has them. */
export const erasureMark = '1970-01-01T00:00:00.000Z';

/** Replaces a value of theirs where the rest of an entry stays. */
export const erasedValue = '…';

/** The person to erase, as far as their traces must be recognised. */
export interface Erased {
  readonly tenant: string;
  /** the person's id, and those of the records that were merged into theirs */
  readonly ids: ReadonlySet<string>;
  /** replaces their name */
  readonly reference: string;
  /** E.164: all that their record still has */
  readonly phones: ReadonlySet<string>;
}

/**
 * Removes a person's traces from one kind of store. Idempotent.
 * @returns 'later' if the store is being worked on: try again
 */
export type EraseTraces = (erased: Erased, signal: AbortSignal) => Promise<'done' | 'later'>;
