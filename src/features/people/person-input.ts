import {
  builtInAttributes,
  isOwnKey,
  type AttributeDefinition,
  type AttributeKey,
} from '../../domain/attributes.ts';
import { parseOwnValue } from '../../domain/own-values.ts';
import type { PersonFields } from '../../domain/person.ts';
import { parsePhone, type CountryCode, type PhoneProblem } from '../../domain/phone.ts';
import { parseValue, type ValueProblem } from '../../domain/values.ts';

/** Texts as typed; an absent key was not asked for and stays, '' clears. */
export type TypedValues = Readonly<Partial<Record<AttributeKey, string>>>;

export interface ValueFault {
  readonly field: AttributeKey;
  readonly reason: PhoneProblem | ValueProblem | 'required-missing';
  /** what was typed */
  readonly value?: string;
}

export interface ReadValues {
  /** values as they are kept; '' clears */
  readonly fields: PersonFields;
  readonly faults: readonly ValueFault[];
}

export interface InputRules {
  readonly attributes: readonly AttributeDefinition[];
  readonly defaultCountry: CountryCode | undefined;
  /** the person as they are; absent: one is added, and nothing that is required may be missing */
  readonly before?: PersonFields;
}

/** Reads what was typed into a form, by the same rules as an import reads a file. Keys that mean nothing here are left. */
export function readValues(values: TypedValues, rules: InputRules): ReadValues {
  const fields: Partial<Record<AttributeKey, string>> = {};
  const faults: ValueFault[] = [];
  const own = rules.attributes.filter(({ removedAt }) => removedAt === undefined);
  for (const field of [...builtInAttributes, ...own.map(({ key }) => key)]) {
    const text = values[field];
    const fault = (reason: ValueFault['reason']) =>
      faults.push({ field, reason, ...(text !== undefined && text !== '' && { value: text }) });
    const definition = own.find(({ key }) => key === field);
    if (text === undefined) {
      if (rules.before === undefined && field === 'phone') fault('phone-missing');
      if (rules.before === undefined && definition?.required === true) fault('required-missing');
      continue;
    }
    // What is there already was taken once: it isn't in the way of another change, whatever the rules are today.
    // Nor is what was missing already, even if it is required by now.
    if (rules.before !== undefined && text === (rules.before[field] ?? '')) continue;
    const parsed = parse(field, text, rules, definition);
    if ('problem' in parsed) fault(parsed.problem);
    else if (parsed.value === '' && definition?.required === true) fault('required-missing');
    else fields[field] = parsed.value;
  }
  return { fields, faults };
}

function parse(
  field: AttributeKey,
  text: string,
  { defaultCountry, before }: InputRules,
  definition: AttributeDefinition | undefined,
): { readonly value: string } | { readonly problem: PhoneProblem | ValueProblem } {
  if (isOwnKey(field)) return parseOwnValue(definition?.type ?? 'text', text);
  if (field !== 'phone') return parseValue(field, text);
  const parsed = parsePhone(text, defaultCountry);
  if ('phone' in parsed) return { value: parsed.phone };
  // Someone who came in without a phone (by a group, by a sync) stays without.
  const hasNone = before !== undefined && (before.phone ?? '') === '';
  return parsed.problem === 'phone-missing' && hasNone ? { value: '' } : parsed;
}
