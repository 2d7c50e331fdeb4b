import type { BuiltInAttribute } from './attributes.ts';

export type ValueProblem = 'too-long' | 'email-not-valid' | 'control-characters';

export type ParsedValue = { readonly value: string } | { readonly problem: ValueProblem };

export function parseValue(
  _attribute: Exclude<BuiltInAttribute, 'phone'>,
  text: string,
): ParsedValue {
  return { value: text.trim() };
}
