import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePhone } from '../../../src/directory/phone.ts';
import { guardCell, unguardCell } from '../../../src/imports/reading/spreadsheet-guard.ts';

const risky = fc.string({
  unit: fc.oneof(
    fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', ' ', '1', '＝', 'a'),
    fc.string(),
  ),
});

describe('cells in the files we write', () => {
  it('can’t run in a spreadsheet', () => {
    for (const cell of [
      '=1+1',
      '+1+cmd|x',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      ' =1',
      "'=1",
      '＝1',
    ]) {
      expect(guardCell(cell)).toBe(`'${cell}`);
    }
    fc.assert(
      fc.property(risky, (text) => {
        const guarded = guardCell(text);
        expect(/^[=+\-@\t\r\n＝＋－＠]/.test(guarded) && !/^[+-]\d+$/.test(guarded)).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(risky, (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  it('are never the same for two different texts', () => {
    fc.assert(
      fc.property(risky, risky, (a, b) => {
        expect(guardCell(a) === guardCell(b)).toBe(a === b);
      }),
    );
  });

  it('leave phones alone, and names that begin with an apostrophe', () => {
    for (const cell of ['+447911123456', "'s-Gravenhage", "O'Brien", 'Anna', '', '-5']) {
      expect(guardCell(cell)).toBe(cell);
      expect(unguardCell(cell)).toBe(cell);
    }
    expect(parsePhone(guardCell('+44 7911 123456'), undefined)).toEqual({ phone: '+447911123456' });
  });
});
