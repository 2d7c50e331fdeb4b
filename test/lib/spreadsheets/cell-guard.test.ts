import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  guardAsSent,
  guardCell,
  guardText,
  unguardCell,
} from '../../../src/lib/spreadsheets/cell-guard.ts';
import { isInMarks } from '../../../src/lib/spreadsheets/wrappings.ts';
import { computing } from '../../support/cpu-time.ts';
import { anyCharacter } from '../../support/any-character.ts';

const risky = fc.string({
  unit: fc.oneof(
    fc.constantFrom(
      ...Array.from(`'=+-@\t\r\n 1＝a0.,;|"/:eE%#€T`),
      'May',
      'TRUE',
      'true',
      '١',
      '½',
      'R$',
    ),
    fc.string(),
    fc.string({ unit: anyCharacter, maxLength: 2 }),
  ),
});

const formulas = [...['=1+1', '+1+cmd|x', '-2+3', '@SUM(A1)', ' =1', "'=1", '＝1', '\nx', '- x']];

/** Where a spreadsheet splits at another delimiter, or at a line break, the part after it would run. */
const splitFormulas = [
  ['x;=1+1;y', "x;'=1+1;y"],
  ['x,=1+1', "x,'=1+1"],
  ['x\t@SUM(A1)|-2-1', "x\t'@SUM(A1)|'-2-1"],
  ['x; =1', "x;' =1"],
  ["x;'=1", "x;''=1"],
  ['x;"=1+1;y"', `x;'"=1+1;y"`],
  ['a\n=1+1\nb', "a\n'=1+1\nb"],
  ['a\r\n=1', "a\r\n'=1"],
  ['a\r=1', "a\r'=1"],
  ['\t=1', "'\t'=1"],
  ['x;＝1', "x;'＝1"],
] as const;

/** Texts that LibreOffice or Excel, in one language or another, changes into something else. */
const values = [
  ...['+447700900123', '-5', '5-', '(5)', '−5', '00123', '0123456789', '00', '-0'],
  ...['123456789012', '12345678901234567', '1'.repeat(400)],
  ...['1.5', '1,5', '1.234', '1,234.50', '.5', '5.', "1'000", '1 000', '1\u00A0000', '0.0'],
  ...['1e5', '1E-5', '12E4', '1.e5', '1d5', '1e400'],
  ...['5%', '50 %', '$5', '5 €', '€5', '£5', 'R$ 5', 'US$5', 'EUR 5', '5 kr', 'Kč 5', '5 ZŁ'],
  ...[
    'R5',
    'Rp5000',
    'RM 5.00',
    'S/5',
    'S/. 5',
    'Q5',
    'L5',
    'K5',
    'P5',
    'KSh5',
    'Br5',
    'Lek5',
    'B/.5',
    '5 KM',
  ],
  ...[
    '-R5',
    'R-5',
    'R 1 234,50',
    '(R5)',
    'FCFA 5',
    '5 F',
    'Bs. 1.234,50',
    '$b 5',
    '$U5',
    'C$5',
    'SEK 5',
    '5дин.',
    'ر.س 5',
    '5 Ft',
    'Kz5',
    '5 lei',
    'S5',
  ],
  // Amounts in Eswatini, Lesotho and the Gambia; also names of rooms, whom an apostrophe costs less than the others a number.
  ...['E5', 'M 5', 'D12'],
  ...['1/2', '1 1/2', '½', '0 1/2', '3/4/2026', '31.1.2026', '5.5.', '1-2', '2026-01-31'],
  ...['2026-01-31T10:00:00Z', '2026-01-31 10:00', '1:30', '1:30:15', '24:00', '1:30.5', '1 : 30'],
  ...['1:30 PM', '1 PM', '1pm', '1 p', '1:30 a.m.', '1 a. m.', '12.30 Uhr', '13h30'],
  ...['1-Jan', '5 May', 'May 5', 'Jan 2026', 'jan-26', 'MARCH1', 'SEPT2', '1DEC', 'Jan 5, 2026'],
  ...['5. März', '1-Mai', '3 févr. 2026', '5 de mayo de 2026', '1 MAYIS 2026', '5 KASIM', '5 мая'],
  ...['1 Ιανουαρίου', 'Mon 5 Jan 2026', 'Montag, 5. Januar', '५ मार्च'],
  ...['2026年1月31日', '1月', '2026년 1월', '令和8年1月31日', 'R8.1.31', '上午 9:00'],
  ...['١٢٣', '１２３', '1/２'],
  ...['TRUE', 'true', 'FALSE', 'Wahr', 'FALSCH', 'vrai', 'ΨΕΥΔΗΣ', 'ИСТИНА'],
  ...['#N/A', '#REF!', '#DIV/0!', '#NAME?', '#NV'],
];

const ordinary = [
  ...[
    '',
    'Anna',
    "O'Neil",
    "'s-Gravenhage",
    'S-0001',
    'B12',
    '12 High Street',
    'Room 5',
    'Q1 2026',
  ],
  ...['0', '42', '2026', '12345678901', 'anna.1@example.com', 'May', 'March', 'Truelove'],
  ...['SW1A 1AA', '1st Floor', 'T-1000', '#teamwork for 2', 'Floor 2\nRoom 5', '1234a', 'Åsa 2'],
  ...[
    'A5',
    'C5',
    'K5b',
    'K2 Base Camp',
    'Q1 Q2',
    'B-12',
    'R2D2',
    'Line 5',
    'X5',
    '12B',
    'R 5 6',
    'S -1',
  ],
  ...['C3PO', 'Marching Band 5', 'x'.repeat(1000)],
];

describe('a cell of 100 KB of quotation marks', () => {
  it.each(['"', '""', '“”', '"a'])('is looked at once: %s', (piece) => {
    const text = piece.repeat(100_000 / piece.length) + '"';
    const ms = computing(() => {
      expect(typeof unguardCell(text)).toBe('string');
      expect(typeof isInMarks(text)).toBe('boolean');
    });
    // Each pair peeled off by itself would take many seconds.
    expect(ms).toBeLessThan(1_000);
  });
});

describe('cells in the files we write', () => {
  it('can’t run in a spreadsheet', () => {
    for (const cell of formulas) expect(guardCell(cell)).toBe(`'${cell}`);
    fc.assert(
      fc.property(risky, (text) => {
        const guarded = guardCell(text);
        expect(/^[=+\-@\t\r\n＝＋－＠]/.test(guarded) && !/^[+-]\d+$/.test(guarded)).toBe(false);
        expect(/^[=+\-@\t\r\n＝＋－＠]/.test(guardText(text))).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('can’t run where a spreadsheet splits them at another delimiter or a line break', () => {
    for (const [cell, guarded] of splitFormulas) {
      expect([cell, guardText(cell)]).toEqual([cell, guarded]);
      expect([cell, guardCell(cell)]).toEqual([cell, guarded]);
    }
    const runs = /^["\s]*[=+\-@＝＋－＠]/;
    fc.assert(
      fc.property(risky, fc.constantFrom(';', ',', '|', '\t', '\n', '\r'), (text, at) => {
        expect(
          guardText(text)
            .split(at)
            .slice(1)
            .filter((part) => runs.test(part)),
        ).toEqual([]);
        const parts = guardCell(text)
          .split(/[;,|\t\r\n]/)
          .slice(1);
        expect(parts.filter((part) => runs.test(part) && !/^[+-]\d+$/.test(part))).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });

  it('of a file that goes back as it was sent read as they did before, and can’t run', () => {
    fc.assert(
      fc.property(risky, (text) => {
        const guarded = guardAsSent(text);
        expect(unguardCell(guarded)).toBe(unguardCell(text));
        const parts = guarded.split(/[;,|\t\r\n]/).slice(1);
        expect(
          parts.filter((part) => /^["\s]*[=+\-@＝＋－＠]/.test(part) && !/^[+-]\d+$/.test(part)),
        ).toEqual([]);
      }),
      { numRuns: 5_000, examples: [["\n''"], ['\t"=1+1"']] },
    );
    expect(guardAsSent("x;'=1;=2")).toBe("x;'=1;'=2");
    expect(guardAsSent("'=1")).toBe("'=1");
  });

  it('can’t be taken for a number, an amount, a date, a time or a truth', () => {
    for (const cell of [...formulas, ...values]) {
      expect(guardText(cell)).toBe(`'${cell}`);
      expect(guardText(`'${cell}`)).toBe(`''${cell}`);
    }
  });

  it('have no apostrophe that they don’t need', () => {
    for (const cell of ordinary) {
      expect(guardText(cell)).toBe(cell);
      expect(guardCell(cell)).toBe(cell);
      expect(unguardCell(cell)).toBe(cell);
    }
  });

  it('come back as they were, whatever they are', () => {
    fc.assert(
      fc.property(risky, (text) => {
        expect(unguardCell(guardText(text))).toBe(text);
      }),
      { numRuns: 20_000 },
    );
    const apostrophes = fc.nat(4).map((count) => "'".repeat(count));
    const split = splitFormulas.flat();
    const known = fc.constantFrom(...formulas, ...split, ...values, ...ordinary);
    fc.assert(
      fc.property(apostrophes, fc.constantFrom('', ' ', "' '", '\t'), known, (...parts) => {
        expect(unguardCell(guardText(parts.join('')))).toBe(parts.join(''));
      }),
      { numRuns: 5_000 },
    );
  });

  it('are never the same for two different texts', () => {
    fc.assert(
      fc.property(risky, risky, (a, b) => {
        expect(guardText(a) === guardText(b)).toBe(a === b);
      }),
    );
  });

  it('that look guarded already are guarded once more, or they would lose what they have', () => {
    expect(guardText(guardText('=1'))).toBe("''=1");
    expect(unguardCell("''=1")).toBe("'=1");
  });

  it('that were only kept from running come back too, unless they had an apostrophe before', () => {
    fc.assert(
      fc.property(risky, (text) => {
        // Marks around a whole cell come from programs, and only `guardText` keeps those of our own.
        if (!text.startsWith("'") && !isInMarks(text))
          expect(unguardCell(guardCell(text))).toBe(text);
      }),
      { numRuns: 3000 },
    );
    for (const phone of ['+447911123456', '-5']) expect(guardCell(phone)).toBe(phone);
  });

  it('of somebody else’s file lose the apostrophe that kept a number a text, and keep the one of a name', () => {
    expect(unguardCell("'00123")).toBe('00123');
    expect(unguardCell("'+44 20 7946 0101")).toBe('+44 20 7946 0101');
    expect(unguardCell("'42")).toBe("'42");
    expect(unguardCell("'t Hart")).toBe("'t Hart");
  });

  it('are looked at at once even when they are made to take long', () => {
    const fillers = [
      ' ',
      "'",
      '1',
      '1 ',
      '1e',
      '1a ',
      'a. ',
      '(',
      '1.',
      'may ',
      '\t',
      '1p',
      'é',
      '$',
      ';',
      '; ',
      ";'",
      '\n"',
      '\t ',
      '\r\n',
      'r5 ',
      '1 234',
      'kr',
    ];
    const ms = computing(() => {
      for (const filler of fillers) {
        for (const end of ['', 'x', '1', '!']) {
          const text = `1${filler.repeat(60_000)}${end}`;
          expect(unguardCell(guardText(text))).toBe(text);
          unguardCell(guardText(text.slice(1)));
        }
      }
    });
    expect(ms).toBeLessThan(5_000);
  });

  it('lose the quotation marks that other programs put round them', () => {
    for (const text of [
      "'Asha'",
      '"Asha"',
      '“Asha”',
      '”Asha“',
      '„Asha“',
      '«Asha»',
      ' "Asha" ',
      "  'Asha'",
    ])
      expect(unguardCell(text)).toBe('Asha');
    expect(unguardCell('"Asha ""AK"" B"')).toBe('Asha "AK" B');
    expect(unguardCell("'O'Neil'")).toBe("O'Neil");
    for (const text of [
      '"Jim" and "Bob"',
      '"Jim" Brown',
      "'s-Gravenhage",
      "'Jim' and 'Bob'",
      "Hans'",
      '5"',
      '"',
      "'",
    ])
      expect(unguardCell(text)).toBe(text);
  });
});

describe('a cell that has to stay as it was sent', () => {
  it.each([
    ["'", "'"],
    ['/0', '/0'],
    ["'=1", "'=1"],
    ['=1', "'=1"],
    ['\n-1', "'\n-1"],
    ["=1'", "''=1'"],
  ])('%j is written as %j', (sent, written) => {
    expect(guardAsSent(sent)).toBe(written);
  });
});
