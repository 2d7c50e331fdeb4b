import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  getCountries,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { samplePeople } from '../../scripts/sample-people.ts';
import { isValidAsWritten } from '../../src/domain/valid-phones.ts';

/** The library's answer, which the short cut replaces. */
function libraryTakesAsIs(number: string): boolean {
  const parsed = parsePhoneNumberFromString(number, { extract: false });
  return parsed?.isValid() === true && parsed.number === number;
}

const countries = getCountries();
const examplesOfAll = countries.flatMap(
  (country) => getExampleNumber(country, examples)?.number ?? [],
);

/** Numbers near the edge of validity: an example with some digits changed, added or left out. */
const nearValid = fc
  .tuple(
    fc.constantFrom(...examplesOfAll),
    fc.array(fc.tuple(fc.nat(14), fc.nat(9)), { maxLength: 4 }),
    fc.integer({ min: -2, max: 2 }),
  )
  .map(([example, changes, longer]) => {
    const digits = example.split('');
    for (const [at, digit] of changes) if (at > 0 && at < digits.length) digits[at] = String(digit);
    return longer < 0 ? digits.slice(0, longer).join('') : digits.join('') + '7'.repeat(longer);
  });

const anyOf = fc
  .tuple(fc.constantFrom(...countries), fc.nat(999_999_999_999), fc.integer({ min: 4, max: 12 }))
  .map(
    ([country, number, length]) =>
      `+${getCountryCallingCode(country)}${String(number).slice(0, length)}`,
  );

describe('the short cut for phones in E.164', () => {
  it('never takes a phone that the library refuses or changes', () => {
    fc.assert(
      fc.property(fc.oneof(nearValid, anyOf), (number) => {
        if (isValidAsWritten(number))
          expect([number, libraryTakesAsIs(number)]).toEqual([number, true]);
      }),
      { numRuns: 20_000 },
    );
  });

  it('takes what people have: it would be of no use otherwise', () => {
    const taken = examplesOfAll.filter(isValidAsWritten);
    expect(taken.length).toBeGreaterThan(examplesOfAll.length * 0.9);
    for (const cells of samplePeople({ count: 500 }))
      expect(isValidAsWritten(cells[0] ?? '')).toBe(true);
  });
});
