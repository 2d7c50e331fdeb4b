import type { BesidesName, OwnKey, SharedAttribute } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { Source } from '../../domain/person.ts';
import type { Search } from './search.ts';

/** Which people a list has. Everything that is given has to be true of a person; case and accents don't matter. */
export interface Filter extends Readonly<Partial<Record<SharedAttribute, string>>> {
  readonly network: Network;
  readonly source?: Source;
  /** whether they have signed in */
  readonly signedIn?: boolean;
  /** the attribute has no value. A phone number is missing where a person came without one. */
  readonly missing?: BesidesName | OwnKey;
  /** the value of an own attribute; `part`: anywhere in it, else the whole value */
  readonly own?: {
    readonly key: OwnKey;
    readonly value: string;
    readonly part?: boolean;
    /** of instants: those from `value` to before this one */
    readonly before?: string;
  };
  /** whom a search finds */
  readonly search?: Search;
  /** the operation that added or changed them */
  readonly operation?: string;
  /** with it: only people whom it added, or only those whom it changed; none of the first came before `since` (seconds since 1970) */
  readonly added?: { readonly is: boolean; readonly since: number };
  /** seconds since 1970 */
  readonly addedSince?: number;
  readonly changedSince?: number;
}
