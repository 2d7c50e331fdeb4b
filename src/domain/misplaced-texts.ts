import type { BuiltInAttribute } from './attributes.ts';

/*
 * Values of another column. In a row with a cell too many or too few, they stand where they are no value: an email
 * address in the department, a phone number in the last name.
 */

/** An employee ID may be the address that a person signs in with. */
const identifying = new Set<BuiltInAttribute>(['phone', 'email', 'employeeId']);

const emailAddress = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,190}\.\p{L}{2,24}$/u;
const internationalNumber = /^\+\d[\d\s().-]{6,22}\d$/;
const longest = 280;

/** @returns why a cell's text can't be the value of an attribute that describes a person; undefined: it can */
export function misplacedText(
  attribute: BuiltInAttribute,
  text: string,
): 'email-misplaced' | 'phone-misplaced' | undefined {
  if (identifying.has(attribute) || text.length > longest) return undefined;
  const value = text.trim();
  if (value.includes('@')) return emailAddress.test(value) ? 'email-misplaced' : undefined;
  return value.startsWith('+') && internationalNumber.test(value) ? 'phone-misplaced' : undefined;
}
