import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { builtInAttributes } from '../../../../src/domain/attributes.ts';
import { readCellValue, readOrdinaryCell } from '../../../../src/domain/cell-values.ts';
import { unguardCell } from '../../../../src/lib/spreadsheets/cell-guard.ts';
import { withoutEntities } from '../../../../src/lib/spreadsheets/html-entities.ts';

const attributes = builtInAttributes.filter((attribute) => attribute !== 'phone');
const words = [
  ...['null', 'None', 'NIL', 'n/a', 'N.A.', 'k.A.', 'not available', 'leer', 's/n', 'Err:502'],
  ...[
    '=1+1',
    "'00123",
    '#N/A',
    '<clear>',
    'R&amp;D',
    '+49',
    '1.5E+11',
    '123.0',
    'M?ller',
    'Jos+AOk-',
  ],
  ...[
    'anna@example.com',
    'a..b@example.com',
    'a@b',
    'a@b.c',
    'A@B.DE',
    'mailto:a@b.de',
    "o'neil@b.de",
  ],
  ...['Anna', "O'Neil", 'Team (North)', 'a_b-c', 'Ünal', '12 345', 'x;=1', '"Anna"', 'Page 3/4'],
];
const piece = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ maxLength: 8 }),
  fc.constantFrom(' ', '.', '@', '-', '/', "'", ',', '(', ')', '0', 'E', '%'),
);
const cell = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));

describe('an ordinary cell', () => {
  it('reads as all the rules would read it, so that the shorter way changes nobody', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...attributes),
        cell,
        fc.record({ hasPlaceholders: fc.boolean(), areDecimals: fc.boolean() }),
        (attribute, text, habits) => {
          const ordinary = readOrdinaryCell(attribute, text, habits);
          fc.pre(ordinary !== undefined);
          expect(text.startsWith("'")).toBe(false);
          const read = readCellValue(attribute, withoutEntities(unguardCell(text)), habits);
          expect(read).toEqual({ value: ordinary });
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
