import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { byteOrderMark, csvLines } from '../../../src/lib/spreadsheets/csv-file.ts';
import { anyCharacter } from '../../support/any-character.ts';

const delimiters = [',', ';', '\t', '|'] as const;

describe('the lines of our CSV files', () => {
  it('end with CR LF and have quotation marks only where they need them', () => {
    expect(csvLines([['a', 'b c', 'd;e', '']], ',')).toBe('a,b c,d;e,\r\n');
    expect(csvLines([['a,b', 'c;d', '"e" f']], ';')).toBe('a,b;"c;d";"""e"" f"\r\n');
    expect(csvLines([])).toBe('');
    expect(byteOrderMark).toBe('\uFEFF');
  });

  it('keep a line break of any kind inside its cell', () => {
    for (const lineBreak of ['\n', '\r', '\r\n', '\n\r']) {
      expect(csvLines([[`a${lineBreak}b`, 'c']])).toBe(`"a${lineBreak}b",c\r\n`);
    }
  });

  it('say what they were given, whatever the cells and the delimiter', () => {
    const cell = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...Array.from(`,;\t|"\r\n' a`)),
        fc.string({ unit: anyCharacter }),
      ),
      maxLength: 8,
    });
    const row = fc.tuple(cell, cell, cell);
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...delimiters),
        (rows, delimiter) => {
          const lines = csvLines(rows, delimiter);
          expect(lines).toBe(rows.map((one) => csvLines([one], delimiter)).join(''));
          expect(parse(lines, { delimiter, record_delimiter: '\r\n' })).toEqual(rows);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
