import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributeTypes, type AttributeType } from '../../src/domain/attributes.ts';
import { parseOwnValue } from '../../src/domain/own-values.ts';

const read = (type: AttributeType, text: string): string => {
  const parsed = parseOwnValue(type, text);
  return 'value' in parsed ? parsed.value : `! ${parsed.problem}`;
};

describe('a number', () => {
  it.each([
    ['1234.5', '1234.5'],
    ['1234,5', '1234.5'],
    ['+007', '7'],
    ['-0.00', '0'],
    ['−3', '-3'],
    ['.5', '0.5'],
    ['1.234', '1.234'],
    ['0,125', '0.125'],
    ['1,234.5', '1234.5'],
    ['1.234,5', '1234.5'],
    ['1.234.567', '1234567'],
    ['1 234\u00A0567,89', '1234567.89'],
    ["12'345", '12345'],
    ['٣٤', '34'],
    ['１２.５０', '12.5'],
  ])('written %s is read as it is meant', (text, value) => {
    expect(read('number', text)).toBe(value);
  });

  it.each(['1e5', '12 kg', '1,23,456', '1,234,5', '.', '-', '1.2.3', '--1'])(
    'that means none is refused: %s',
    (text) => {
      expect(read('number', text)).toBe('! number-not-valid');
    },
  );

  it.each(['1,234', '-12,345'])('that may mean two is refused: %s', (text) => {
    expect(read('number', text)).toBe('! number-ambiguous');
  });
});

describe('yes or no', () => {
  it('is understood in several languages', () => {
    for (const word of [
      'Yes',
      'y',
      'TRUE',
      '1',
      'Ja',
      'oui',
      'SÍ',
      'sí',
      'да',
      'हाँ',
      'نعم',
      '是',
      '✓',
    ])
      expect(read('yes-no', word)).toBe('yes');
    for (const word of ['no', 'N', 'False', '0', 'nein', 'non', 'não', 'нет', 'नहीं', 'لا', '否'])
      expect(read('yes-no', word)).toBe('no');
    expect(read('yes-no', 'maybe')).toBe('! yes-no-not-valid');
  });
});

describe('a date', () => {
  it.each([
    ['2026-04-03', '2026-04-03'],
    ['2026/4/3', '2026-04-03'],
    ['2026-04-03T00:00:00.000Z', '2026-04-03'],
    ['2026-04-03 00:00:00', '2026-04-03'],
    ['3.4.2026', '2026-04-03'],
    ['3. 4. 2026', '2026-04-03'],
    ['13/4/2026', '2026-04-13'],
    ['4/13/2026', '2026-04-13'],
    ['5/5/2026', '2026-05-05'],
    ['29.2.2024', '2024-02-29'],
  ])('written %s is read as it is meant', (text, value) => {
    expect(read('date', text)).toBe(value);
  });

  it('that may be two days is refused, and so is one that never was', () => {
    expect(read('date', '3/4/2026')).toBe('! date-ambiguous');
    expect(read('date', '03-04-2026')).toBe('! date-ambiguous');
    for (const text of [
      '30.2.2026',
      '2025-02-29',
      '13/13/2026',
      '1.1.26',
      'tomorrow',
      '2026-04-03T09:30',
    ])
      expect(read('date', text)).toBe('! date-not-valid');
  });
});

describe('a value in a cell of a file', () => {
  it('is no date before 1900, which only a slip of the keys is', () => {
    const inCell = { inCell: true };
    for (const text of ['13/02/1024', '0024-02-13', '1899-12-31'])
      expect(parseOwnValue('date', text, inCell)).toEqual({ problem: 'date-not-valid' });
    expect(parseOwnValue('date', '1900-01-01', inCell)).toEqual({ value: '1900-01-01' });
    expect(parseOwnValue('date', '1899-12-31')).toEqual({ value: '1899-12-31' });
  });

  it('may have the separators of Arabic numbers', () => {
    expect(parseOwnValue('number', '١٬٢٣٤٫٥', { inCell: true })).toEqual({ value: '1234.5' });
  });
});

describe('any own value', () => {
  it('reads back as itself, so that an export changes nothing when it is imported', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.double({ noNaN: true }).map(String),
      fc.tuple(fc.integer(), fc.nat()).map(([whole, rest]) => `${whole},${rest}`),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
      fc.tuple(fc.nat(40), fc.nat(20), fc.nat(3000)).map((parts) => parts.join('/')),
    );
    fc.assert(
      fc.property(fc.constantFrom(...attributeTypes), texts, (type, text) => {
        const parsed = parseOwnValue(type, text);
        if ('value' in parsed) expect(parseOwnValue(type, parsed.value)).toEqual(parsed);
      }),
      { numRuns: 2_000 },
    );
  });

  it('may be empty, and may be neither too long nor hold what no name has', () => {
    for (const type of attributeTypes) expect(read(type, ' \u200B ')).toBe('');
    expect(read('text', 'x'.repeat(256))).toHaveLength(256);
    expect(read('text', 'x'.repeat(257))).toBe('! too-long');
    expect(read('text', 'a\u0007b')).toBe('! control-characters');
  });
});
