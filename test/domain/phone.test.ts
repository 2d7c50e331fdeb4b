import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { parseCountry, parsePhone } from '../../src/domain/phone.ts';

describe('phone numbers as people write them', () => {
  const sameNumber = [
    '+447911123456',
    '+44 7911 123456',
    '+44-7911-123-456',
    '+44.7911.123456',
    '(+44) 7911/123456',
    '+44 (0)7911 123456',
    '\u00A0+44\u00A07911\u202F123456\u200B',
    '\u202A+447911123456\u202C',
    '0044 7911 123456',
    '+0044 7911 123456',
    '447911123456',
    '447911123456.0',
    'tel:+44-7911-123456',
    'Tel: +44 7911 123456',
    "'+447911123456",
    '="+447911123456"',
    '=+447911123456',
    '"+447911123456"',
    '＋４４　７９１１　１２３４５６',
    '+٤٤ ٧٩١١ ١٢٣٤٥٦',
    '+४४ ७९११ १२३४५६',
    '+44 7911 – 123456',
  ];
  it.each(sameNumber)('finds the same person by %j', (text) => {
    expect(parsePhone(text, undefined)).toEqual({ phone: '+447911123456' });
    expect(parsePhone(text, 'US')).toEqual({ phone: '+447911123456' });
  });

  it('reads a national number in the default country, and only then as an international one without its +', () => {
    expect(parsePhone('07911 123456', 'GB')).toEqual({ phone: '+447911123456' });
    expect(parsePhone('(202) 555-0123', 'US')).toEqual({ phone: '+12025550123' });
    expect(parsePhone('1 202 555 0123', 'US')).toEqual({ phone: '+12025550123' });
    // Without the 8 that is dialled in Russia it is Moscow's. +84 95 … would be a mobile in Vietnam.
    expect(parsePhone('8 (495) 123-45-67', 'RU')).toEqual({ phone: '+74951234567' });
    expect(parsePhone('011 44 7911 123456', 'US')).toEqual({ phone: '+447911123456' });
    // 919 is an area code of the US: national wins there, and elsewhere it is a number of India
    expect(parsePhone('9198765432', 'US')).toEqual({ phone: '+19198765432' });
    expect(parsePhone('919876543210', 'US')).toEqual({ phone: '+919876543210' });
    expect(parsePhone('06 698 12345', 'IT')).toEqual({ phone: '+390669812345' });
  });

  const problems: [string, string, 'GB' | undefined][] = [
    ['', 'phone-missing', undefined],
    [' \u00A0\u200B', 'phone-missing', 'GB'],
    ['=""', 'phone-missing', 'GB'],
    ['9.19877E+11', 'phone-scientific', undefined],
    ['9,19877E+11', 'phone-scientific', 'GB'],
    ['4.47911E11', 'phone-scientific', 'GB'],
    ['ask Anna', 'phone-not-a-number', 'GB'],
    ['n/a', 'phone-not-a-number', undefined],
    ['44+7911123456', 'phone-not-a-number', 'GB'],
    ['a@example.com', 'phone-not-a-number', 'GB'],
    ['07911 123456', 'phone-no-country', undefined],
    ['2025550123', 'phone-no-country', undefined],
    ['+999 1234 5678', 'phone-unknown-country', 'GB'],
    ['+0791', 'phone-unknown-country', 'GB'],
    ['+44 7911', 'phone-too-short', undefined],
    ['07911', 'phone-too-short', 'GB'],
    ['+44 7911 123456789', 'phone-too-long', undefined],
    ['07911 123456, 07911 123457', 'phone-too-long', 'GB'],
    ['1'.repeat(70_000), 'phone-too-long', 'GB'],
    ['+44 0000 000000', 'phone-not-valid', undefined],
    ['+44 20 7946 0958 ext. 12', 'phone-has-extension', undefined],
    ['020 7946 0958 x12', 'phone-has-extension', 'GB'],
    ['+1 202-555-0123 #4', 'phone-has-extension', undefined],
    ['tel:+44-20-7946-0958;ext=5', 'phone-has-extension', undefined],
  ];
  it.each(problems)('tells why %j is no phone: %s', (text, problem, country) => {
    expect(parsePhone(text, country)).toEqual({ problem });
  });

  it("gives an E.164 number for every country's example, and that number again for itself", () => {
    for (const country of getCountries()) {
      const example = getExampleNumber(country, examples);
      if (example?.isValid() !== true) continue;
      const national = parsePhone(example.formatNational(), country);
      expect(national).toEqual({ phone: example.number });
      expect(parsePhone(example.number, 'GB')).toEqual(national);
    }
  });

  it('never throws, whatever a cell holds', () => {
    const parts = fc.constantFrom(
      '+',
      '0',
      '1',
      '44',
      '7911123456',
      'e',
      'x',
      '.',
      ' ',
      '(',
      '=',
      '"',
      '٣',
      'é',
      '\0',
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.oneof(parts, fc.string()) }), (text) => {
        const parsed = parsePhone(text, 'GB');
        if (!('phone' in parsed)) return;
        expect(parsed.phone).toMatch(/^\+[1-9]\d{4,16}$/);
        expect(parsePhone(parsed.phone, undefined)).toEqual(parsed);
      }),
      { numRuns: 2000 },
    );
  });

  it('is not slowed down by cells made to slow it down', () => {
    for (const filler of [' ', '1 ', '\u00A0', '(', '="', '1,']) {
      parsePhone(`1${filler.repeat(40_000)}x`, 'GB');
    }
  });

  it('knows a country by its two letters', () => {
    expect(parseCountry(' gb ')).toBe('GB');
    expect(parseCountry('UK')).toBeUndefined();
    expect(parseCountry('Germany')).toBeUndefined();
  });
});
