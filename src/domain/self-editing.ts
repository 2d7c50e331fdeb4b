import { builtIn, builtInAttributes } from './attributes.ts';
import type { AttributeDefinition, AttributeKey, BuiltInAttribute } from './attributes.ts';
import type { Person } from './person.ts';

/** A built-in attribute that an organization may let people edit in their own profile. */
export type SelfEditable = {
  [Key in BuiltInAttribute]: (typeof builtIn)[Key] extends { selfEditable: true } ? Key : never;
}[BuiltInAttribute];

export const selfEditable = builtInAttributes.filter(
  (key): key is SelfEditable => 'selfEditable' in builtIn[key],
);

/** As it is stored and sent by the card. Anything else in it is left out; none by default. */
export function parseSelfEditable(text: string | undefined): readonly SelfEditable[] {
  const named = (text ?? '').split(/[,;]/u);
  return selfEditable.filter((key) => named.includes(key));
}

export function packSelfEditable(keys: readonly SelfEditable[]): string {
  return keys.join(',');
}

/**
 * The attributes that a person may edit in their own profile: allowed by the organization, visible to them, and
 * not set by Entra. A guest's record isn't theirs to edit: another organization vouches for the account.
 * @param chosen the built-in ones that the organization chose
 */
export function keysToEdit(
  person: Person,
  chosen: readonly SelfEditable[],
  own: readonly AttributeDefinition[],
): readonly AttributeKey[] {
  if (!person.linked || person.deletedAt !== undefined) return [];
  const allowed = own.filter(
    ({ selfEdit, visibleTo, removedAt }) =>
      selfEdit === true && visibleTo === 'all' && removedAt === undefined,
  );
  return [...chosen, ...allowed.map(({ key }) => key)].filter(
    (key) => person.locked?.includes(key) !== true,
  );
}
