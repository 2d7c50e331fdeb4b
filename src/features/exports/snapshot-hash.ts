import { createHash } from 'node:crypto';
import { isOwnKey, keysOf, type AttributeKey } from '../../domain/attributes.ts';
import type { PersonContents } from '../../domain/people-store.ts';
import { contentHash } from '../../domain/person-id.ts';

/**
 * A person's hash in parts. The single hash of all attributes also changes when a removed attribute's values
 * are erased, which is no change of the person: with the parts, people are compared by the existing attributes
 * only.
 */
export interface HashParts {
  /** of network and built-in attributes */
  readonly builtIn: string;
  /** of each value of an own attribute, in the characters letters, digits, `-` and `_` */
  readonly own: Readonly<Record<string, string>>;
}

type Hashed = Pick<PersonContents, 'hash' | 'network' | 'fields'>;

/**
 * The parts of a person's hash; absent where one hash is enough.
 * @param person with all existing attributes
 */
export function partsOf({ hash, network, fields }: Hashed): HashParts | undefined {
  const builtInFields = Object.entries(fields).filter(([key]) => !isOwnKey(key));
  const builtIn = contentHash(network, Object.fromEntries(builtInFields));
  // Values of removed attributes are in the hash but not among the fields.
  return builtIn === hash ? undefined : { builtIn, own: ownHashes(fields) };
}

/**
 * Whether a person is unchanged since a snapshot, by the existing attributes.
 * @param existing keys of the existing own attributes
 */
export function isAsBefore(
  person: Hashed,
  entry: { readonly hash: string; readonly parts?: HashParts },
  existing: ReadonlySet<AttributeKey>,
): boolean {
  if (entry.hash === person.hash) return true;
  const now = partsOf(person) ?? { builtIn: person.hash, own: {} };
  const before = entry.parts ?? { builtIn: entry.hash, own: {} };
  if (now.builtIn !== before.builtIn) return false;
  return [...existing].every((key) => now.own[key] === before.own[key]);
}

function ownHashes(fields: PersonContents['fields']): Record<string, string> {
  const hashes: Record<string, string> = {};
  for (const key of keysOf(fields).filter(isOwnKey).toSorted()) {
    const value = fields[key];
    if (value) hashes[key] = createHash('sha256').update(value).digest('base64url').slice(0, 12);
  }
  return hashes;
}
