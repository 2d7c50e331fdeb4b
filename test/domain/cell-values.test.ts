import { describe, expect, it } from '@jest/globals';
import { clearedValue, readCellValue, readOrdinaryCell } from '../../src/domain/cell-values.ts';
import { orderOf } from '../../src/domain/dates.ts';
import { decimalOf, parseOwnValue } from '../../src/domain/own-values.ts';
import { isPlaceholder } from '../../src/domain/placeholders.ts';

const full = { hasPlaceholders: true };

describe('values as they stand in cells', () => {
  const emails: readonly (readonly [string, string, string?])[] = [
    ['ASHA@Contoso.Example', 'asha@contoso.example'],
    ['ravi@contoso.example.', 'ravi@contoso.example'],
    ['Mina Das <mina@contoso.example>', 'mina@contoso.example'],
    ['"Das, Mina" <mina@contoso.example>', 'mina@contoso.example'],
    ['mailto:tara@contoso.example', 'tara@contoso.example'],
    ['uma@contoso.example; uma2@contoso.example', 'uma@contoso.example', 'uma2@contoso.example'],
    ['vik@contoso.example, v@contoso.example', 'vik@contoso.example', 'v@contoso.example'],
    ['vik@contoso.example / v@contoso.example', 'vik@contoso.example', 'v@contoso.example'],
    ['jörg@müller.example', 'jörg@müller.example'],
    [' will@contoso.example', 'will@contoso.example'],
    ['y@contoso.example,', 'y@contoso.example'],
    ['<z@contoso.example>', 'z@contoso.example'],
    ['(z@contoso.example)', 'z@contoso.example'],
    ['z@contoso.example;z@contoso.example', 'z@contoso.example'],
  ];
  it('takes the address out of what is round it', () => {
    for (const [text, value, second] of emails) {
      expect(readCellValue('email', text)).toEqual(
        second === undefined
          ? { value }
          : { value, left: { problem: 'email-second', value: second } },
      );
    }
  });

  it('leaves out what is no address', () => {
    for (const text of ['x@contoso', 'asha', '@', 'a@@b.example'])
      expect(readCellValue('email', text)).toEqual({ problem: 'email-not-valid' });
    for (const text of ['n/a', '-', 'none', 'N/A', 'kein', '']) {
      if (text !== 'kein') expect(readCellValue('email', text, full)).toEqual({ value: '' });
    }
  });

  it('takes no error of a formula for a value', () => {
    for (const text of [
      '#N/A',
      '#REF!',
      '#VALUE!',
      '#NAME?',
      '#DIV/0!',
      '#NV',
      '#BEZUG!',
      '#¡REF!',
      '#¿NOMBRE?',
      '####',
      'Err:502',
    ])
      expect([text, readCellValue('department', text, full)]).toEqual([
        text,
        { problem: 'formula-error' },
      ]);
    for (const text of ['#1 team', '#general', 'Error desk', 'East'])
      expect(readCellValue('department', text, full)).toEqual({ value: text });
  });

  it('takes nothing for a value where a column has values', () => {
    for (const text of [
      'n/a',
      'N.A.',
      '-',
      '--',
      '–',
      'none',
      'NULL',
      '(null)',
      '(blank)',
      '\\N',
      'keine',
      'k.A.',
      'ninguno',
      'tidak ada',
      '无',
      '?',
      'nan',
      'NaN',
    ])
      expect([text, readCellValue('department', text, full)]).toEqual([text, { value: '' }]);
    for (const text of ['NA', 'Nil Street', 'No. 5', 'Norte', 'Null'])
      expect([text, readCellValue('lastName', text, full)]).toEqual([text, { value: text }]);
    expect(readCellValue('lastName', 'NULL', full)).toEqual({ value: '' });
    expect(readCellValue('lastName', 'NaN', full)).toEqual({ value: '' });
    expect(readCellValue('firstName', 'Nan', full)).toEqual({ value: 'Nan' });
    expect(readCellValue('department', 'Loading...')).toEqual({ problem: 'placeholder' });
    expect(readCellValue('own_test0001', 'none')).toEqual({ value: 'none' });
    expect(readCellValue('department', 'none')).toEqual({ problem: 'placeholder' });
  });

  it('leaves out an address that is nobody’s', () => {
    const nobodys = `noemail@noemail.com No.Email@contoso.example none@contoso.example no-reply@contoso.example
      test@test.com abc@abc.com x@x.com na@na.com aaa@aaa.com asha@noemail.com null@contoso.example`;
    for (const text of nobodys.split(/\s+/))
      expect([text, readCellValue('email', text)]).toEqual([text, { problem: 'placeholder' }]);
    for (const text of nobodys.split(/\s+/))
      expect([text, readOrdinaryCell('email', text)]).toEqual([text, undefined]);
    const real = `nora@contoso.example noemi@contoso.example test@contoso.example na@contoso.example doris@contoso.example
      nina@nina.example contoso@contoso.example nil.sen@contoso.example`;
    for (const text of real.split(/\s+/))
      expect([text, readCellValue('email', text)]).toEqual([text, { value: text }]);
  });

  it('reads full-width signs of an ID or an address as the usual ones', () => {
    expect(readCellValue('employeeId', 'Ｅ－００７')).toEqual({ value: 'E-007' });
    expect(readCellValue('email', 'ａｓｈａ＠contoso.example')).toEqual({
      value: 'asha@contoso.example',
    });
    expect(readCellValue('lastName', 'Ｒａｏ')).toEqual({ value: 'Ｒａｏ' });
  });

  it('leaves out letters that a program has spoilt', () => {
    for (const text of [
      'JÃ¶rg',
      'MÃ¼ller',
      'Å\u0081ukasz',
      'Ð\u0090Ð½Ð½Ð°',
      'M?ller',
      'Jos?',
      '????',
      'O’Neil'.replace('’', 'â€™'),
      '√ºber',
    ])
      expect([text, readCellValue('firstName', text)]).toEqual([
        text,
        { problem: 'damaged-characters' },
      ]);
    for (const text of [
      'Jörg',
      'Âme',
      'ANDRÉ',
      'Ñandú',
      'Ça va',
      'São João',
      'Łukasz',
      'Анна',
      'Ðorðe',
      'Ångström',
    ])
      expect([text, readCellValue('firstName', text)]).toEqual([text, { value: text }]);
    for (const text of ['Who? Me', 'https://contoso.example/?a=b', 'Why??'])
      expect([text, readCellValue('jobTitle', text)]).toEqual([text, { value: text }]);
  });

  it('takes a value away where it says so', () => {
    for (const text of ['<clear>', ' <CLEAR> '])
      expect(readCellValue('jobTitle', text)).toEqual({ value: clearedValue });
    expect(readCellValue('email', '<clear>')).toEqual({ value: clearedValue });
  });

  it('takes texts out of formulas that keep their zeros', () => {
    expect(readCellValue('employeeId', '="00123"')).toEqual({ value: '00123' });
    expect(readCellValue('employeeId', '1E5')).toEqual({ value: '1E5' });
  });
});

describe('dates of a column', () => {
  const dayFirst = { order: 'day-first', inCell: true } as const;
  const cases: [string, string][] = [
    ['31/01/2026', '2026-01-31'],
    ['01/02/2026', '2026-02-01'],
    ['31.01.26', '2026-01-31'],
    ['1-Jan-26', '2026-01-01'],
    ['1 January 2026', '2026-01-01'],
    ['January 1, 2026', '2026-01-01'],
    ['Sat, 31 Jan 2026', '2026-01-31'],
    ['31. Januar 2026', '2026-01-31'],
    ['1. März 2026', '2026-03-01'],
    ['31 de enero de 2026', '2026-01-31'],
    ['1er février 2026', '2026-02-01'],
    ['31 stycznia 2026', '2026-01-31'],
    ['31 января 2026 г.', '2026-01-31'],
    ['2026年1月31日', '2026-01-31'],
    ['31 जनवरी 2026', '2026-01-31'],
    ['2026-01-31 09:30', '2026-01-31'],
    ['31/01/2026 0:00', '2026-01-31'],
    ['31.12.99', '1999-12-31'],
    ['45000', '2023-03-15'],
    ['45000.5', '2023-03-15'],
    ['20260131', '2026-01-31'],
    ['31012026', '2026-01-31'],
  ];
  it.each(cases)('%s is %s', (text, value) => {
    expect(parseOwnValue('date', text, dayFirst)).toEqual({ value });
  });

  it('that do not exist or may be another one are no dates', () => {
    for (const text of [
      '31/02/2026',
      '2026-01-31T23:00:00Z',
      'soon',
      '123',
      '31 Januar',
      'Jan 2026',
    ])
      expect([text, parseOwnValue('date', text, dayFirst)]).toEqual([
        text,
        { problem: 'date-not-valid' },
      ]);
    expect(parseOwnValue('date', '01/02/2026')).toEqual({ problem: 'date-ambiguous' });
    expect(parseOwnValue('date', '31.01.35', dayFirst)).toEqual({ problem: 'date-ambiguous' });
    expect(parseOwnValue('date', '45000')).toEqual({ problem: 'date-not-valid' });
    expect(parseOwnValue('date', '01/02/2026', { order: 'month-first' })).toEqual({
      value: '2026-01-02',
    });
  });

  it('tell which comes first, unless they tell both', () => {
    expect(orderOf(['01/02/2026', '31/01/2026'])).toBe('day-first');
    expect(orderOf(['1/31/2026', '01/02/2026'])).toBe('month-first');
    expect(orderOf(['31/01/2026', '1/31/2026'])).toBeUndefined();
    expect(orderOf(['01/02/2026', '2026-01-31', 'x'])).toBeUndefined();
  });
});

describe('numbers of a column', () => {
  it('are read with what people write beside them', () => {
    for (const [text, value] of [
      ['1.234,56', '1234.56'],
      ['1,234.56', '1234.56'],
      ['1 234,5', '1234.5'],
      ['12,5', '12.5'],
      ['€ 12', '12'],
      ['12 €', '12'],
      ['12 %', '12'],
      ['(5)', '-5'],
      ['1.234', '1.234'],
      ['1.2E3', '1200'],
      ["1'234.5", '1234.5'],
      ['Rs. 500', '500'],
      ['-3', '-3'],
    ] as const)
      expect([text, parseOwnValue('number', text, { inCell: true })]).toEqual([text, { value }]);
    expect(parseOwnValue('number', '1,234')).toEqual({ problem: 'number-ambiguous' });
  });

  it('show their decimal sign', () => {
    expect(decimalOf(['1.234', '12,5'])).toBe(',');
    expect(decimalOf(['1,234', '12.50'])).toBe('.');
    expect(decimalOf(['1.234', '1,234'])).toBeUndefined();
    expect(decimalOf(['1.5', '1,5'])).toBeUndefined();
    expect(parseOwnValue('number', '1.234', { decimal: ',' })).toEqual({ value: '1234' });
    expect(parseOwnValue('number', '1,234', { decimal: '.' })).toEqual({ value: '1234' });
    expect(parseOwnValue('number', '1,234', { decimal: ',' })).toEqual({ value: '1.234' });
  });

  it('and placeholders are told by their marks', () => {
    expect(['-', 'n/a', 'none', 'None', 'NULL'].map((text) => isPlaceholder(text, true))).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });
});
