/*
 * Erasing a deleted person before their time: all stores remove what is known of them, and a reference replaces
 * their name. The reference leads back to nobody: it is random, and kept only where it replaced the name.
 */

/** The deletion time of people who are being erased: so long ago that they can't be restored and no list has them. */
export const erasureMark = '1970-01-01T00:00:00.000Z';

/** Replaces a value of theirs where the rest of an entry stays. */
export const erasedValue = '…';

/** A person as far as their traces must be recognised. */
export interface Traced {
  readonly tenant: string;
  /** the person's id, and those of the records that were merged into theirs */
  readonly ids: ReadonlySet<string>;
  /** E.164: all that their record still has */
  readonly phones: ReadonlySet<string>;
}

/** The person to erase. */
export interface Erased extends Traced {
  /** replaces their name */
  readonly reference: string;
}

/** The person whose data is read. */
export interface Subject extends Traced {
  /** Entra object ids of their records */
  readonly accounts: ReadonlySet<string>;
  /** operations that their records name */
  readonly operations: ReadonlySet<string>;
}

/**
 * Removes a person's traces from one kind of store. Idempotent.
 * @returns 'later' if the store is being worked on: try again
 */
export type EraseTraces = (erased: Erased, signal: AbortSignal) => Promise<'done' | 'later'>;

/** Reads what one kind of store holds of a person. */
export type FindTraces = (subject: Subject, signal: AbortSignal) => Promise<readonly object[]>;

/** A kind of store that holds something of people. One list of them serves their data and their erasure. */
export interface PersonPlace {
  /** its name in a person's data */
  readonly holds: string;
  readonly find: FindTraces;
  /** `stays`: it belongs to the account, which can still be used */
  readonly erase: EraseTraces | 'stays';
}
