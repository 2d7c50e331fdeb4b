import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFile, readInBytes } from '../../../../src/features/imports/reading/read-file.ts';
import {
  isRejection,
  type Rejection,
  type Row,
} from '../../../../src/features/imports/reading/row.ts';
import { keysOfRow } from '../../../../src/features/imports/repeated-keys.ts';
import { opening } from './read-bytes.ts';

const options = { defaultCountry: 'DE', onFacts: () => undefined } as const;

/** An entry as text. */
function told(entry: Row | Rejection): string {
  if (isRejection(entry)) return JSON.stringify(entry);
  const { fields, ...rest } = entry;
  return JSON.stringify({ ...rest, fields, keys: keysOfRow(fields) });
}

async function readWhole(bytes: Buffer): Promise<string[]> {
  const entries: string[] = [];
  for await (const batch of readFile(opening(bytes), options)) entries.push(...batch.map(told));
  return entries;
}

/** @returns the same, and how many rows were read from their bytes */
async function readBytes(bytes: Buffer): Promise<{ entries: string[]; inBytes: number }> {
  const entries: string[] = [];
  let inBytes = 0;
  for await (const batch of readInBytes(opening(bytes), options)) {
    for (const entry of batch) {
      if (!('inBytes' in entry)) {
        entries.push(told(entry));
        continue;
      }
      inBytes += 1;
      const { record } = entry;
      const { line, fields, keys } = entry.inBytes;
      const rest = `"fields":${fields.toString()},"keys":${JSON.stringify(keys)}}`;
      entries.push(`{"line":${line},"record":${record},${rest}`);
    }
  }
  return { entries, inBytes };
}

const headers = ['Phone', 'First name', 'Last name', 'Email', 'Employee ID', 'Department', 'Room'];
/** Bytes are read from the second piece on (32 KB), when the columns are known. */
const usual = Array.from(
  { length: 450 },
  (_, at) =>
    `+4917000${String(at).padStart(5, '0')},Ada,Ng,a${at}@example.com,E${at},Sales Department of the whole region,${at % 9}`,
);

const unusual = fc.constantFrom(
  ...[
    '',
    ' ',
    'n/a',
    'N.A.',
    'none',
    'NULL',
    'Nil',
    'leer',
    'nan',
    'Loading...',
    '0',
    '000',
    'new',
    'Vacant',
    '-',
    '#N/A',
    '=1+1',
    "'00123",
    '<clear>',
  ],
  ...[
    'Zoë',
    'Jos?',
    'MÃ¼ller',
    'Łukasz',
    '文字',
    'R&amp;D',
    "O'Neil",
    'Team (North)',
    'A.',
    'A-',
    ' x',
  ],
  ...[
    'x'.repeat(61),
    'x'.repeat(60),
    'y'.repeat(300),
    '\u00a0x',
    'e\u0301',
    '\u0000',
    '\u0007',
    '\ufffd',
  ],
  ...[
    'A.B@Example.com',
    'a@b',
    'a..b@c.de',
    'a_b-c@d-e.fg',
    'a@b.c',
    'a@b-.de',
    'a@b.d-e',
    'a@b@c.de',
    'noemail@b.de',
    'test@test.com',
    'nora@b.de',
    'xy@xy.de',
    'asha@nomail.com',
  ],
  ...[
    '+491700000001',
    '+4917',
    '+001',
    '+1',
    '0170 1234567',
    '020 7946 0123',
    '+49 170 1234567',
    '12.0',
  ],
  ...[
    '"a,b"',
    '"a\nb"',
    '"open',
    'a"b',
    '"a""b"',
    '"x" y',
    '\r',
    '\\',
    '{}',
    '"}}',
    'Total',
    '1E+10',
    '００',
  ],
);
const lineEnd = fc.constantFrom('\n', '\n', '\n', '\r\n', '\r', '\r\r\n', '\n\n');

/** A usual line with some cells replaced, left out or added. */
const line = fc.record({
  cells: fc.array(fc.tuple(fc.nat(headers.length), unusual), { maxLength: 2 }),
  end: lineEnd,
});

describe('a line that is read from its bytes', () => {
  it('gives the row that its text gives, and other lines stay as they are, so that speed changes nobody', async () => {
    let inBytes = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 30, maxLength: 60 }), async (lines) => {
        const changed = lines.map(({ cells, end }, at) => {
          const all = (usual[at] ?? '').split(',');
          for (const [column, text] of cells) all[column] = text;
          return all.join(',') + end;
        });
        const bytes = Buffer.from([headers.join(','), ...usual, changed.join('')].join('\n'));
        const read = await readBytes(bytes);
        expect(read.entries).toEqual(await readWhole(bytes));
        inBytes += read.inBytes;
      }),
      { numRuns: 25 },
    );
    expect(inBytes).toBeGreaterThan(25 * 20);
  });
});
