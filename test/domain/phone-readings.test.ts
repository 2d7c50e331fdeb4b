import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  getCountries,
  getExampleNumber,
  Metadata,
  parsePhoneNumberFromString,
  type CountryCode,
} from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { parsePhone, readPhone } from '../../src/domain/phone.ts';
import { habitOf } from '../../src/domain/phone-readings.ts';

interface Example {
  readonly country: CountryCode;
  readonly phone: string;
  readonly code: string;
  readonly national: string;
  readonly trunk: string;
}

const table: readonly Example[] = getCountries().flatMap((country) => {
  const example = getExampleNumber(country, examples);
  if (example?.isValid() !== true) return [];
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as unknown as { nationalPrefix: () => string | 0 };
  return [
    {
      country,
      phone: example.number,
      code: example.countryCallingCode,
      national: example.nationalNumber,
      trunk: plan.nationalPrefix() || '',
    },
  ];
});

describe('one mobile number in every spelling, in every country', () => {
  const spellings: [string, (example: Example) => string][] = [
    ['international', ({ phone }) => phone],
    ['with 00', ({ code, national }) => `00${code}${national}`],
    ['its plus eaten', ({ code, national }) => `${code}${national}`],
    ['national', ({ national }) => national],
    ['national with its trunk prefix', ({ trunk, national }) => `${trunk}${national}`],
    ['a zero in brackets', ({ code, national }) => `+${code} (0) ${national}`],
    ['00 and a zero in brackets', ({ code, national }) => `00${code}(0)${national}`],
  ];
  it.each(spellings)('is the same person: %s', (_, spell) => {
    const others = table.flatMap((example) => {
      const text = spell(example);
      const read = parsePhone(text, example.country);
      return 'phone' in read && read.phone === example.phone ? [] : [[example.country, text, read]];
    });
    expect(others).toEqual([]);
  });

  it('is the same person to an organization elsewhere, with + and 00', () => {
    for (const { phone, code, national } of table)
      for (const country of ['DE', 'IN', 'US', 'BR', 'ID'] as const) {
        expect(parsePhone(phone, country)).toEqual({ phone });
        expect(parsePhone(`00${code}${national}`, country)).toEqual({ phone });
      }
  });
});

/** The library's own reading of a national number. */
function byLibrary(digits: string, country: CountryCode): string | undefined {
  const parsed = parsePhoneNumberFromString(digits, { extract: false, defaultCountry: country });
  return parsed?.isValid() === true ? parsed.number : undefined;
}

describe('numbers without a plus', () => {
  it('are to the short cut what they are to the library', () => {
    const near = fc
      .tuple(
        fc.constantFrom(...table),
        fc.array(fc.tuple(fc.nat(12), fc.nat(9)), { maxLength: 3 }),
        fc.integer({ min: -3, max: 2 }),
      )
      .map(([example, changes, longer]) => {
        const digits = example.national.split('');
        for (const [at, digit] of changes) if (at < digits.length) digits[at] = String(digit);
        const text =
          longer < 0 ? digits.slice(0, longer).join('') : digits.join('') + '7'.repeat(longer);
        return { text, country: example.country };
      });
    fc.assert(
      fc.property(near, ({ text, country }) => {
        const library = byLibrary(text, country);
        const read = readPhone(text, country);
        // Where it can be read in two ways, one of the two is the library's.
        const readings =
          'phone' in read ? [read.phone, ...(read.other === undefined ? [] : [read.other])] : [];
        if (library !== undefined)
          expect([text, country, readings]).toEqual([
            text,
            country,
            expect.arrayContaining([library]),
          ]);
      }),
      { numRuns: 5000 },
    );
  });

  it('are international where a German mobile lost its plus, and say that they could be something else', () => {
    expect(readPhone('491711234567', 'DE')).toEqual({
      phone: '+491711234567',
      other: '+49491711234567',
      as: 'international',
    });
    expect(readPhone('1711234567', 'DE')).toEqual({ phone: '+491711234567' });
    expect(readPhone('628123456789', 'ID')).toMatchObject({ phone: '+628123456789' });
  });

  it('are read as the rest of their column shows', () => {
    const fixedLine = '493012345678';
    expect(habitOf(['491711234567', '491711234568', fixedLine], 'DE')).toBe('international');
    expect(habitOf(['1711234567', '1711234568', '30123456'], 'DE')).toBe('national');
    expect(habitOf(['01711234567', '030123456', '4930123456'], 'DE')).toBe('international');
    expect(habitOf(['Anna', '', '+491711234567'], 'DE')).toBeUndefined();
    expect(habitOf(['9820011111', '9820011112'], 'IN')).toBe('national');
    expect(habitOf(['919820011111', '919820011112'], 'IN')).toBe('international');
    expect(readPhone('33612345678', 'DE', 'national')).toMatchObject({ phone: '+4933612345678' });
    expect(readPhone('33612345678', 'DE', 'international')).toMatchObject({
      phone: '+33612345678',
    });
  });

  it('are what their columns say for 400 people who lost their plus, in each of these countries', () => {
    const countries: readonly CountryCode[] = [
      'DE',
      'ID',
      'XK',
      'AT',
      'IT',
      'BR',
      'MX',
      'JP',
      'FI',
    ];
    for (const country of countries) {
      const example = table.find((each) => each.country === country);
      if (example === undefined) throw new Error(`no example of ${country}`);
      const people = Array.from(
        { length: 400 },
        (_, at) => example.phone.slice(0, -3) + String(at).padStart(3, '0'),
      ).filter((phone) => byLibrary(phone, country) === phone);
      const cells = people.map((phone) => phone.slice(1));
      const habit = habitOf(cells.slice(0, 100), country);
      const read = cells.map((cell) => readPhone(cell, country, habit));
      expect(read.map((each) => ('phone' in each ? each.phone : each.problem))).toEqual(people);
    }
  });
});
