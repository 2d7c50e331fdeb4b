import {
  builtInAttributes,
  isOwnKey,
  type AttributeDefinition,
  type AttributeKey,
} from '../../domain/attributes.ts';
import { formText } from '../../domain/date-times.ts';
import { parseOwnValue } from '../../domain/own-values.ts';
import type { PersonFields } from '../../domain/person.ts';
import { parsePhone, type CountryCode, type PhoneProblem } from '../../domain/phone.ts';
import { parseValue, type ValueProblem } from '../../domain/values.ts';

/** Text as typed; an absent key was not asked for and stays, '' clears. */
export type TypedValues = Readonly<Partial<Record<AttributeKey, string>>>;

export interface ValueFault {
  readonly field: AttributeKey;
  readonly reason: PhoneProblem | ValueProblem | 'required-missing';
  /** the typed text */
  readonly value?: string;
}

export interface ReadValues {
  /** values in their stored form; '' clears */
  readonly fields: PersonFields;
  readonly faults: readonly ValueFault[];
}

export interface InputRules {
  readonly attributes: readonly AttributeDefinition[];
  readonly defaultCountry: CountryCode | undefined;
  /** the person as they are; absent: a new person, who needs every required value */
  readonly before?: PersonFields;
}

/**
 * Reads the text typed into a form, by the same rules as an import reads a file. Ignores keys that have no
 * meaning here.
 */
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
    // An existing value was accepted once, so it doesn't block another change, whatever the rules are today. Nor
    // does a missing one that is required by now.
    if (rules.before !== undefined && isAsBefore(text, rules.before[field] ?? '', definition))
      continue;
    const parsed = parse(field, text, rules, definition);
    if ('problem' in parsed) fault(parsed.problem);
    else if (parsed.value === '' && definition?.required === true) fault('required-missing');
    else fields[field] = parsed.value;
  }
  return { fields, faults };
}

/** The form shows times to the minute, in the organization's time zone. */
function isAsBefore(text: string, before: string, definition: AttributeDefinition | undefined) {
  if (text === before) return true;
  return definition?.type === 'date-time' && text === formText(before, definition.timeZone);
}

function parse(
  field: AttributeKey,
  text: string,
  { defaultCountry, before }: InputRules,
  definition: AttributeDefinition | undefined,
): { readonly value: string } | { readonly problem: PhoneProblem | ValueProblem } {
  if (isOwnKey(field)) {
    const { type = 'text', timeZone } = definition ?? {};
    return parseOwnValue(type, text, { timeZone });
  }
  if (field !== 'phone') return parseValue(field, text);
  const parsed = parsePhone(text, defaultCountry);
  if ('phone' in parsed) return { value: parsed.phone };
  // A person who came without a phone (by a group, by a sync) stays without.
  const hasNone = before !== undefined && (before.phone ?? '') === '';
  return parsed.problem === 'phone-missing' && hasNone ? { value: '' } : parsed;
}
