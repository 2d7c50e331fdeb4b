import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPhoneCell } from '../../src/domain/phone-cell.ts';

const asha = '+919820011111';

describe('phone numbers as they stand in cells', () => {
  const sameNumber = [
    '98200 11111',
    '9198200 11111',
    '09820011111',
    '0091 9820011111',
    '+91+9820011111',
    '+91 +91 98200 11111',
    'Mob: 9820011111',
    'Mob.No. 9820011111',
    'Mobile No: 98200-11111',
    'Ph. 9820011111',
    'M: 9820011111',
    'M-9820011111',
    '(M) 9820011111',
    '9820011111 (M)',
    '9820011111 (WhatsApp)',
    '9820011111 WhatsApp',
    'WhatsApp: +91 98200 11111',
    '9820011111 - mobile',
    'Cell#9820011111',
    'tel:+91-98200-11111',
    'sms:9820011111',
    'callto:+919820011111',
    'https://wa.me/919820011111',
    'wa.me/919820011111',
    'https://api.whatsapp.com/send?phone=919820011111&text=Hi',
    'whatsapp://send?phone=+919820011111',
    'viber://chat?number=%2B919820011111',
    '9.820011111E9',
    '9.19820011111E11',
    '9,19820011111e+11',
    '9820011111.0',
    '9,820,011,111',
    "'9820011111",
    '‪+919820011111‬',
    '98200‑11111',
    '９８２００１１１１１',
    '९८२००१११११',
    '٩٨٢٠٠١١١١١',
    '98200/11111',
    '98200.11111',
    '9820011111 / 98200 11111',
  ];
  it.each(sameNumber)('finds the same person by %j', (text) => {
    expect(readPhoneCell(text, 'IN')).toMatchObject({ phone: asha });
    expect(readPhoneCell(text, 'IN')).not.toHaveProperty('left');
  });

  const several: [string, string, string][] = [
    ['98200 11111 / 98201 23456', asha, '98201 23456'],
    ['9820011111, 9820123456', asha, '9820123456'],
    ['9820011111; 9820123456; 9820123457', asha, '9820123456, 9820123457'],
    ['9820011111 9820123456', asha, '9820123456'],
    ['98200 11111 98201 23456', asha, '98201 23456'],
    ['9820011111\n9820123456', asha, '9820123456'],
    ['9820011111 or 9820123456', asha, '9820123456'],
    ['022 2345 6789 / 9820011111', asha, '022 2345 6789'],
    ['O: 022 2345 6789, M: 9820011111', asha, 'O: 022 2345 6789'],
    ['wife 9820123456 / 9820011111', asha, 'wife 9820123456'],
    ['9820011111/46', asha, '46'],
  ];
  it.each(several)('takes one number of %j and tells of the other', (text, phone, value) => {
    expect(readPhoneCell(text, 'IN')).toEqual({
      phone,
      left: { problem: 'phone-two-numbers', value },
    });
  });

  it('takes a mobile number without its extension, and no switchboard with one', () => {
    expect(readPhoneCell('+91 9820011111;ext=12', 'IN')).toEqual({
      phone: asha,
      left: { problem: 'phone-extension-left', value: 'ext=12' },
    });
    expect(readPhoneCell('9820011111 ext. 5', 'IN')).toMatchObject({ phone: asha });
    expect(readPhoneCell('022-2345 6789 x123', 'IN')).toEqual({ problem: 'phone-has-extension' });
  });

  const problems: [string, string][] = [
    ['n/a', 'phone-missing'],
    ['N/A', 'phone-missing'],
    ['-', 'phone-missing'],
    ['0', 'phone-missing'],
    ['000', 'phone-missing'],
    ['none', 'phone-missing'],
    ['(null)', 'phone-missing'],
    ['9999999999', 'phone-placeholder'],
    ['99999 99999', 'phone-placeholder'],
    ['1234567890', 'phone-placeholder'],
    ['(123) 456-7890', 'phone-placeholder'],
    ['9.82001E+09', 'phone-scientific'],
    ['9.8200111E9', 'phone-scientific'],
    ['wife 9820011111', 'phone-not-a-number'],
    ['9820011111 (wife)', 'phone-not-a-number'],
    ['Emergency: 9820011111', 'phone-not-a-number'],
    ['ask Anna', 'phone-not-a-number'],
    ['982001111', 'phone-not-valid'],
    ['+225 07 12 34 56', 'phone-old-length'],
    ['+229 97 12 34 56', 'phone-old-length'],
    ['+55 11 9123-4567', 'phone-old-length'],
    ['+84 168 123 4567', 'phone-old-length'],
  ];
  it.each(problems)('tells why nobody can be found by %j: %s', (text, problem) => {
    expect(readPhoneCell(text, 'IN')).toEqual({ problem });
  });

  it('reads German and Italian numbers with a zero in brackets', () => {
    for (const text of [
      '+49 (0)171 1234567',
      '49 (0)171 1234567',
      '0049(0)171/1234567',
      '(+49) (0) 171-1234567',
    ])
      expect(readPhoneCell(text, 'DE')).toEqual({ phone: '+491711234567' });
    expect(readPhoneCell('+39 (0)340 1234567', 'IT')).toEqual({ phone: '+393401234567' });
    expect(readPhoneCell('+39 (0)6 698 12345', 'IT')).toEqual({ phone: '+390669812345' });
    expect(readPhoneCell('+39 (0)331 123456', 'IT')).toEqual({ phone: '+390331123456' });
    expect(readPhoneCell('+44 (0)20 7946 0958', 'IN')).toEqual({ phone: '+442079460958' });
  });

  it('reads Mexican mobile numbers as WhatsApp writes them', () => {
    expect(readPhoneCell('+521 55 1234 5678', 'IN')).toEqual({ phone: '+525512345678' });
    expect(readPhoneCell('+52 1 664 899 1010', 'MX')).toEqual({ phone: '+526648991010' });
    expect(readPhoneCell('5215512345678', 'MX')).toEqual({ phone: '+525512345678' });
    expect(readPhoneCell('044 55 1234 5678', 'MX')).toEqual({ phone: '+525512345678' });
  });

  it('does not make one number of two, whatever the country', () => {
    expect(readPhoneCell('0171 1234567 / 0171 7654321', 'DE')).toMatchObject({
      phone: '+491711234567',
    });
    expect(readPhoneCell('030 123456, 0171 1234567', 'DE')).toMatchObject({
      phone: '+491711234567',
    });
    expect(readPhoneCell('06 12 34 56 78 / 01 42 68 53 00', 'FR')).toMatchObject({
      phone: '+33612345678',
    });
    expect(readPhoneCell('(202) 555-0123 / (202) 555-0145', 'US')).toMatchObject({
      phone: '+12025550123',
    });
  });

  it('never throws, and gives numbers that read back as themselves', () => {
    const part = fc.constantFrom(
      ...[
        '+',
        '00',
        '91',
        '9820011111',
        '49',
        '171',
        '0',
        'e',
        'x',
        '.',
        ',',
        ' ',
        '/',
        '(',
        ')',
        '(0)',
      ],
      ...['Mob', 'wa.me/', 'tel:', '٣', '=', '"', "'", ';ext=', '#', '-', 'E11', '&', '\n'],
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const read = readPhoneCell(parts.join(''), 'IN');
        if (!('phone' in read)) return;
        expect(readPhoneCell(read.phone, undefined)).toEqual({ phone: read.phone });
      }),
      { numRuns: 3000 },
    );
  });

  it('is not slowed down by cells made to slow it down', () => {
    for (const filler of [' ', '1 ', 'm ', '(', 'wa.me/', '1/', '.e', '+1'])
      for (const length of [60, 40_000]) readPhoneCell(`${filler.repeat(length)}x`, 'IN');
  });
});
