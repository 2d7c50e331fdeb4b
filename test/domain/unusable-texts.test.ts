import { describe, expect, it } from '@jest/globals';
import { readCellValue } from '../../src/domain/cell-values.ts';
import { mayBeUnusable, unusableText } from '../../src/domain/unusable-texts.ts';

const above = ['ditto', '"', '〃', "''", '-"-', 'Same as above', 'see above', 'siehe oben', 'dto.'];
const unknown = [
  'TBD',
  'tbd',
  'Unknown',
  '(unknown)',
  'unbekannt',
  'à définir',
  'غير معروف',
  'xxx',
  'VACANT',
  '(vacant)',
  'To be hired',
];
const dates = ['03-Jan', '1-Feb', '02. Mrz', '2-févr', '03/ene', 'Mar-21'];
const lost = ['1.23E+11', '1E+11', '9,19877E+11'];

describe('texts that only look like a value', () => {
  it.each([
    ['refers-to-above', above],
    ['placeholder', unknown],
    ['turned-into-date', dates],
    ['digits-lost', lost],
  ] as const)('are told from values: %s', (problem, texts) => {
    for (const text of texts) expect([text, unusableText(text)]).toEqual([text, problem]);
  });

  it('are no names, except words that may be one', () => {
    const of = 'names';
    for (const text of ['ditto', 'Dito', 'Idem', 'xx'])
      expect(unusableText(text, { of })).toBeUndefined();
    for (const text of ['"', 'same as above', 'unknown', 'TBD', '03-Jan', '2026-01-03', '1E+11'])
      expect([text, unusableText(text, { of })]).not.toEqual([text, undefined]);
  });

  it('are no identifiers yet', () => {
    for (const text of ['NEW', 'Pending', 'not assigned'])
      expect([text, unusableText(text, { of: 'ids' })]).toEqual([text, 'placeholder']);
    expect(unusableText('New')).toBeUndefined();
    for (const text of ['0', '007', '1000', 'N1'])
      expect([text, unusableText(text, { of: 'ids' })]).toEqual([text, undefined]);
  });

  it('are dates where a column has dates', () => {
    expect(unusableText('03-Jan', { areDates: true })).toBeUndefined();
    expect(unusableText('2026-01-03')).toBeUndefined();
    expect(unusableText('2026-01-03', { of: 'ids' })).toBe('turned-into-date');
    expect(unusableText('2026-01-03', { of: 'ids', areDates: true })).toBeUndefined();
  });

  it('are not codes, places and words of the same shape', () => {
    for (const text of [
      'MAR-01',
      'DEC-12',
      'A-12',
      '3-B',
      '12 Main',
      'Mars',
      'May',
      'Dittoville',
      'x',
      'XX1',
      '2-1',
      '1E10',
      '"A"',
      'Unknown Soldier Square',
      '5.OG',
      'Decatur-12',
    ])
      expect([text, unusableText(text)]).toEqual([text, undefined]);
  });

  it('are never excluded by the quick look', () => {
    for (const text of [...above, ...unknown, ...dates, ...lost].filter((one) =>
      /^[A-Za-z0-9][A-Za-z0-9 .'()/_-]*[A-Za-z0-9.)]$/.test(one),
    ))
      expect([text, mayBeUnusable(Buffer.from(text), 0, text.length)]).toEqual([text, true]);
  });

  it('are left out of every column of texts, and signs for nothing are no value in any', () => {
    const columns = [
      'firstName',
      'displayName',
      'jobTitle',
      'department',
      'location',
      'employeeId',
      'own_test0001',
    ] as const;
    for (const column of columns) {
      for (const text of [
        'see above',
        '"',
        '03-Jan',
        '1.23E+11',
        'TBD',
        '########',
        '#N/A',
        '#REF!',
      ])
        expect([column, text, readCellValue(column, text)]).toEqual([
          column,
          text,
          { problem: expect.any(String) },
        ]);
      for (const text of ['-', 'n/a', 'n.a.', '(null)', '[blank]'])
        expect([column, text, readCellValue(column, text)]).toEqual([column, text, { value: '' }]);
    }
    // Most cells say so: a value of an own attribute, and told where it can't be one.
    expect(readCellValue('own_test0001', 'none')).toEqual({ value: 'none' });
    expect(readCellValue('department', 'none')).toEqual({ problem: 'placeholder' });
    expect(readCellValue('lastName', 'NULL')).toEqual({ problem: 'placeholder' });
  });
});
