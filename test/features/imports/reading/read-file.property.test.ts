import { isAscii, isUtf8 } from 'node:buffer';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { AppError } from '../../../../src/errors.ts';
import { createFramer } from '../../../../src/features/imports/reading/frame-records.ts';
import type { TextFrame } from '../../../../src/features/imports/reading/frames.ts';
import { guardText } from '../../../../src/lib/spreadsheets/cell-guard.ts';
import { isMeant } from '../../../support/meant-values.ts';
import { opening, read } from './read-bytes.ts';
import { readRawRecords } from '../../../../src/features/imports/reading/raw-records.ts';

const letters = fc.constantFrom(
  ...[
    'a',
    'Z',
    '9',
    ' ',
    ',',
    ';',
    '|',
    '\t',
    '"',
    '""',
    '\n',
    '\r\n',
    '=',
    '+',
    '-',
    '@',
    "'",
    '.',
    '&',
  ],
  ...['é', 'ü', 'ß', '€', 'ñ'],
);
const cell = fc.string({ unit: letters, maxLength: 12 }).filter(isMeant);
const anyCell = fc
  .string({
    unit: fc.oneof(letters, fc.constantFrom('अ', '文', '👩🏽‍🚀', 'ł', '\u0301', '\u2028')),
    maxLength: 12,
  })
  .filter(isMeant);
const digits = fc
  .integer({ min: 0, max: 9_999_999 })
  .map((number) => String(number).padStart(7, '0'));
const delimiters = fc.constantFrom(',', ';', '\t', '|');
const lineEnds = fc.constantFrom('\r\n', '\n', '\r');

interface Person {
  readonly phone: string;
  readonly cells: readonly [string, string];
}

const person = (text: fc.Arbitrary<string>): fc.Arbitrary<Person> =>
  fc.record({
    phone: digits.map((number) => `+491710${number.slice(1)}`),
    cells: fc.tuple(text, text),
  });

/** A trimmed value; the generated cells have no other invisible characters. */
const clean = (text: string): string | undefined => {
  const value = text.trim().normalize('NFC');
  return value === '' ? undefined : value;
};

describe('reading, for any table', () => {
  const cases: [string, fc.Arbitrary<string>][] = [
    ['utf8', anyCell],
    ['utf8-bom', anyCell],
    ['utf16le-bom', anyCell],
    ['utf16be-bom', anyCell],
    ['windows-1252', cell],
  ];
  it.each(cases)(
    'every person in a table written as %s comes back as they were',
    async (encoding, text) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(person(text), { maxLength: 8 }),
          delimiters,
          lineEnds,
          fc.boolean(),
          async (people, delimiter, lineEnd, quoted) => {
            const table = [
              // A whole name with a comma in it would be split; a display name stays as it is.
              ['Phone number', 'Job title', 'Display name'],
              ...people.map(({ phone, cells }) => [phone, ...cells.map(guardText)]),
            ];
            const options = {
              delimiter,
              record_delimiter: lineEnd,
              quoted,
              quoted_match: /[\r\n]/,
            };
            const name = encoding.replace('-bom', '');
            const bytes = iconv.encode(stringify(table, options), name, {
              addBOM: encoding.endsWith('-bom'),
            });
            // Once in a blue moon it is UTF-8 as well, as “ß€” is: then nobody can tell, and it is read as that.
            fc.pre(encoding !== 'windows-1252' || !isUtf8(bytes) || isAscii(bytes));
            // A letter or two may be of more than one encoding: then the admin says which.
            const answers = encoding === 'windows-1252' ? { encoding: 'Windows-1252' } : {};
            const { entries } = await read(bytes, { answers });
            expect(
              entries.map((entry) => ('reason' in entry ? entry.reason : { ...entry.fields })),
            ).toEqual(
              people.map(({ phone, cells: [jobTitle, displayName] }) => {
                const [title, display] = [clean(jobTitle), clean(displayName)];
                return {
                  ...(title === undefined ? {} : { jobTitle: title }),
                  ...(display === undefined ? {} : { displayName: display }),
                  phone,
                };
              }),
            );
          },
        ),
        { numRuns: 150 },
      );
    },
  );

  it('no bytes crash or hang it, and nothing but a coded error comes of them', async () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(fc.constantFrom(...Buffer.from('",;\r\n\t+49a\0é')), { maxLength: 300 }),
    );
    await fc.assert(
      fc.asyncProperty(bytes, fc.boolean(), async (random, withHeader) => {
        const file = Buffer.concat([
          Buffer.from(withHeader ? 'Phone,Name\n' : ''),
          Buffer.from(random),
        ]);
        await read(file).catch((error: unknown) => {
          expect(error).toBeInstanceOf(AppError);
          expect((error as AppError).code).not.toBe('unexpected');
        });
      }),
      { numRuns: 1500 },
    );
  });

  const messy = fc.array(
    fc.constantFrom('"', '""', ',', '\n', '\r', '\r\n', 'a', 'b,c', '\0', 'é', ' '),
    {
      maxLength: 60,
    },
  );

  it('each record has its number, on ascending lines, and the second pass finds the same ones', async () => {
    await fc.assert(
      fc.asyncProperty(messy, async (parts) => {
        // As much space as keeps these control characters from making a small file binary, and no more: reading it takes time.
        const controls = parts.filter((part) => part === '\0').length;
        const file = `Phone${' '.repeat(50 * controls)},Name\n${parts.join('')}`;
        const { facts, entries } = await read(file);
        expect(entries.map((entry) => entry.record)).toEqual(entries.map((_, index) => index));
        const lines = entries.map((entry) => entry.line);
        expect(lines).toEqual([...new Set(lines)].sort((a, b) => a - b));
        // Every line that has something in it belongs to a record that starts on it or before it.
        const said = file.split(/\r\n|\r|\n/);
        const firstWithText = said.findIndex((line, index) => index > 0 && /[abcé]/.test(line));
        if (firstWithText > 0) expect(lines[0]).toBeLessThanOrEqual(firstWithText + 1);
        const raw: number[] = [];
        for await (const { record, cells } of readRawRecords(
          opening(file),
          facts,
          entries.keys(),
        )) {
          raw.push(record);
          expect(cells.join('')).not.toBe('');
        }
        expect(raw).toEqual(entries.map((entry) => entry.record));
      }),
      { numRuns: 1500 },
    );
  });

  it('loses no letter and no line when records are framed', () => {
    fc.assert(
      fc.property(messy, (parts) => {
        const text = parts.join('');
        const frames = createFramer(',', 20).add(text, true);
        // Blanks beside quoted cells are taken out.
        const letters = (of: string) => of.replace(/[\r\n \t]/g, '').length;
        expect(letters(frames.map(textOf).join(''))).toBeGreaterThanOrEqual(
          letters(text) -
            frames.filter((f) => f.kind === 'broken' && f.reason === 'line-too-long').length *
              text.length,
        );
        const lines = frames.flatMap(linesOf);
        expect(lines).toEqual([...lines].sort((a, b) => a - b));
      }),
      { numRuns: 1500 },
    );
  });

  it('text cut anywhere gives the same records', () => {
    fc.assert(
      fc.property(
        messy,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 20 }),
        (parts, sizes) => {
          const text = parts.join('');
          const framer = createFramer(',', 20);
          const frames = [];
          let at = 0;
          for (let turn = 0; at < text.length; turn += 1) {
            const size = sizes[turn % sizes.length] ?? 1;
            frames.push(...framer.add(text.slice(at, at + size), false));
            at += size;
          }
          frames.push(...framer.add('', true));
          expect(flat(frames)).toEqual(flat(createFramer(',', 20).add(text, true)));
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('bytes cut anywhere give the same rows, letters of several bytes among them', async () => {
    const text = `Phone,Name\r\n+491710000001,"Zoë\r\n文👩🏽‍🚀"\r\n+491710000002,Łu`.padEnd(300, 'é');
    for (const bytes of [Buffer.from(text), iconv.encode(text, 'utf16le', { addBOM: true })]) {
      const whole = await read(bytes);
      for (let chunk = 1; chunk < 40; chunk += 1)
        expect(await read(bytes, { chunk })).toEqual(whole);
    }
  });
});

function linesOf(frame: TextFrame): readonly number[] {
  if (frame.kind === 'blank') return [];
  return frame.kind === 'broken' ? [frame.line] : frame.lines;
}

function textOf(frame: TextFrame): string {
  return frame.kind === 'plain' ? frame.rows.map((row) => `${row}\n`).join('') : frame.text;
}

/** Frames as one list of what they say, whichever way neighbours were put together. */
function flat(frames: readonly TextFrame[]): unknown {
  const text = frames
    .map((frame) => (frame.kind === 'broken' ? `<${frame.reason} ${frame.text}>` : textOf(frame)))
    .join('');
  return { text, lines: frames.flatMap(linesOf) };
}
