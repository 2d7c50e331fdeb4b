import type { AttributeKey } from '../../../domain/attributes.ts';

/** Text after a comma that isn't a first name. */
const behindNames = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'md', 'phd', 'esq', 'mba', 'rn', 'dr']);

/** Splits a whole name with the last name first: Rao, Asha. Without a comma, or with more of them, it stays whole. */
export function splitName(fields: Partial<Record<AttributeKey, string>>, name: string): void {
  const [last = '', first = '', ...more] = name.split(/[,،]/u).map((part) => part.trim());
  if (last === '' || first === '' || more.length > 0) return;
  if (behindNames.has(first.toLowerCase().replaceAll('.', ''))) return;
  fields.firstName = first;
  fields.lastName = last;
  delete fields.displayName;
}
