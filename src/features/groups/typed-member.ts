import type { PersonFields } from '../../domain/person.ts';
import { parsePhone, type CountryCode, type PhoneProblem } from '../../domain/phone.ts';
import { parseValue, type ValueProblem } from '../../domain/values.ts';

/** Why a person can't be added, by the invalid field. */
export type MemberProblem =
  | { readonly field: 'phone'; readonly reason: PhoneProblem }
  | { readonly field: 'name'; readonly reason: ValueProblem | 'name-missing' };

/** The last word is the last name, the words before it are the first name; a single word is a first name. */
export function readTyped(
  typed: { readonly phone: string; readonly name: string },
  country: CountryCode | undefined,
):
  | { readonly fields: PersonFields & { readonly phone: string }; readonly name: string }
  | { readonly problems: readonly MemberProblem[] } {
  const problems: MemberProblem[] = [];
  const phone = parsePhone(typed.phone, country);
  if ('problem' in phone) problems.push({ field: 'phone', reason: phone.problem });
  const words = typed.name.trim().split(/\s+/u);
  const last = words.length > 1 ? words.at(-1) : undefined;
  const first = (last === undefined ? words : words.slice(0, -1)).join(' ');
  if (first === '') problems.push({ field: 'name', reason: 'name-missing' });
  const names = {
    firstName: parseValue('firstName', first),
    lastName: parseValue('lastName', last ?? ''),
  };
  for (const parsed of Object.values(names)) {
    if ('problem' in parsed) problems.push({ field: 'name', reason: parsed.problem });
  }
  const { firstName, lastName } = names;
  if (
    problems.length > 0 ||
    'problem' in phone ||
    'problem' in firstName ||
    'problem' in lastName
  ) {
    return { problems: problems.slice(0, 2) };
  }
  const fields = {
    phone: phone.phone,
    firstName: firstName.value,
    ...(lastName.value !== '' && { lastName: lastName.value }),
  };
  return { fields, name: [firstName.value, lastName.value].join(' ').trim() };
}
