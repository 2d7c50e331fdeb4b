import type { AttributeType } from '../domain/attributes.ts';
import type { Format } from './format.ts';

/** A value of an organization's own attribute as its reader writes it; what isn't one of its type stays as it is. */
export function ownValue(
  format: Format,
  words: { readonly yes: string; readonly no: string },
  type: AttributeType,
  value: string,
): string {
  if (type === 'yes-no') return value === 'yes' ? words.yes : value === 'no' ? words.no : value;
  if (type === 'number') return format.decimal(value);
  return type === 'date' ? format.day(value) : value;
}
