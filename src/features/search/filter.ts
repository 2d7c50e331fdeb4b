import type { BuiltInAttribute, OwnKey } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { Source } from '../../domain/person.ts';

/** Attributes whose values are listed to filter by: many people share one. */
export const sharedAttributes = ['department', 'location', 'jobTitle'] as const;
export type SharedAttribute = (typeof sharedAttributes)[number];

/** Attributes that people can be listed without. A phone number is missing where a person came without one. */
export const missable = [
  'phone',
  'email',
  'jobTitle',
  'department',
  'location',
  'employeeId',
] as const satisfies readonly BuiltInAttribute[];
export type Missable = (typeof missable)[number];

/** Which people a list has. Everything that is given has to be true of a person; case and accents don't matter. */
export interface Filter extends Readonly<Partial<Record<SharedAttribute, string>>> {
  readonly network: Network;
  readonly source?: Source;
  /** whether they have signed in */
  readonly signedIn?: boolean;
  /** the attribute has no value */
  readonly missing?: Missable | OwnKey;
  /** the value of an own attribute; `part`: anywhere in it, else the whole value */
  readonly own?: { readonly key: OwnKey; readonly value: string; readonly part?: boolean };
  /** the operation that added or changed them */
  readonly operation?: string;
  /** seconds since 1970 */
  readonly addedSince?: number;
  readonly changedSince?: number;
}
