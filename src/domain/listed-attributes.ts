import {
  besidesName,
  isOwnKey,
  type AttributeDefinition,
  type BesidesName,
  type OwnKey,
} from './attributes.ts';

/** An attribute that a list of people can show below the name. */
export type Listable = BesidesName | OwnKey;

/** Attributes that a list shows at most. */
export const maxListed = 4;
/** Until an admin chooses others. */
export const usuallyListed: readonly Listable[] = ['phone', 'jobTitle', 'department'];

/** All that can be chosen, in order. */
export function listable(attributes: readonly AttributeDefinition[]): readonly Listable[] {
  const own = attributes.filter(({ removedAt }) => removedAt === undefined);
  return [...besidesName, ...own.map(({ key }) => key)];
}

/** As it is stored and sent by the card. Anything else in it is left out. */
export function parseListed(text: string): readonly Listable[] {
  const named = new Set(text.split(/[,;]/u).map((key) => key.trim()));
  return [...besidesName.filter((key) => named.has(key)), ...[...named].filter(isOwnKey)];
}
