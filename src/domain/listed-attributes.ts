import {
  isOwnKey,
  type AttributeDefinition,
  type BuiltInAttribute,
  type OwnKey,
} from './attributes.ts';

/** The built-in attributes that a list of people can show below the name. */
const builtIn = [
  'phone',
  'email',
  'jobTitle',
  'department',
  'location',
  'employeeId',
] as const satisfies readonly BuiltInAttribute[];
export type Listable = (typeof builtIn)[number] | OwnKey;

/** Attributes that a list shows at most. */
export const maxListed = 4;
/** Until somebody chooses others. */
export const usuallyListed: readonly Listable[] = ['phone', 'jobTitle', 'department'];

/** All that can be chosen, in order. */
export function listable(attributes: readonly AttributeDefinition[]): readonly Listable[] {
  const own = attributes.filter(({ removedAt }) => removedAt === undefined);
  return [...builtIn, ...own.map(({ key }) => key)];
}

/** As it is stored and sent by the card. Anything else in it is left out. */
export function parseListed(text: string): readonly Listable[] {
  const named = new Set(text.split(/[,;]/u).map((key) => key.trim()));
  const own = [...named].filter(isOwnKey);
  return [...builtIn.filter((key) => named.has(key)), ...own];
}
