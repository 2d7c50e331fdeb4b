import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { textRows, workbookParts, zipped } from './workbook-bytes.ts';
import { anyCharacter } from '../../../support/any-character.ts';

/** Files to try the reader with: any bytes, tables as people send them, and tables that something happened to. */

const hostileTexts = [
  ...['../../etc/passwd', '..\\..\\x', '%2e%2e%2f', 'A\0b', '\u202Egnp.exe', 'a\u200Bb', '\u2028'],
  ...['**b**', '[x](javascript:alert(1))', '<at>Tara</at>', '<script>', '${template}', '$(x)'],
  ...['{"type":"Action.Submit"}', '=1+1', '@SUM(A1)', "'=1", '-1', '+1', '\uFFFD', '\uFEFFA'],
  ...['"', '""', '"Jim" Brown', 'x"y', '"open', 'a,b', 'a;b', 'a\nb', 'a\r\nb', ' ', '', 'sep=;'],
  ...['x'.repeat(300), '1/2', '00123', 'Zoë', '文字', '👩🏽‍🚀', '\uD83D', '😀'],
];
const cell = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...hostileTexts) },
  { weight: 2, arbitrary: fc.string({ maxLength: 8 }) },
  { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 8 }) },
);
const phone = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .integer({ min: 0, max: 999 })
      .map((n) => `+44207946${String(n).padStart(4, '0')}`),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '0', '7.7E+11', 'none', '020 7946 0123', '+1', "'+442079460001"),
  },
  { weight: 1, arbitrary: cell },
);
const network = fc.constantFrom('Employee', 'Others', '', 'employees', 'LAN');
const mark = fc.constantFrom('', 'Added', 'Changed', 'Deleted', 'Gone');

const table = fc.record({
  columns: fc.subarray(['First name', 'Email', 'Department', 'Network', 'Change', 'Shoe size', '']),
  rows: fc.array(fc.tuple(phone, fc.array(cell, { maxLength: 8 }), network, mark), {
    maxLength: 20,
  }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
  quoted: fc.boolean(),
  encoding: fc.constantFrom('utf8', 'utf16le', 'utf16be', 'windows-1252'),
  mark: fc.boolean(),
});

type Table = typeof table extends fc.Arbitrary<infer Made> ? Made : never;

function rowsOf(given: Table): string[][] {
  const valueOf = (column: string, row: (typeof given.rows)[number], at: number) => {
    if (column === 'Network') return row[2];
    return column === 'Change' ? row[3] : (row[1][at] ?? '');
  };
  return [
    ['Phone', ...given.columns],
    ...given.rows.map((row) => [
      row[0],
      ...given.columns.map((column, at) => valueOf(column, row, at)),
    ]),
  ];
}

const validFile: fc.Arbitrary<Buffer> = table.map((given) => {
  const options = {
    delimiter: given.delimiter,
    record_delimiter: given.lineEnd,
    quoted: given.quoted,
    quoted_match: /[\r\n]/,
  };
  return iconv.encode(stringify(rowsOf(given), options), given.encoding, { addBOM: given.mark });
});

const pieces = [
  '"',
  '""',
  ',',
  ';',
  '\n',
  '\r',
  '\0',
  '\uFEFF',
  '"a,"b\n',
  ',"open',
  '\n+442079460100,"',
  'sep=;\n',
  '\x1A',
].map((text) => Buffer.from(text));
const badBytes = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf5, 0x80], [0xe2, 0x82], [0, 0xd8]];
const place = fc.double({ min: 0, max: 1, noNaN: true });

type Mutation = (bytes: Buffer) => Buffer;
const at = (bytes: Buffer, where: number) => Math.floor(where * bytes.length);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(([where, bit]): Mutation => (bytes) => {
    const changed = Buffer.from(bytes);
    const index = Math.min(at(bytes, where), bytes.length - 1);
    if (index >= 0) changed[index] = (changed[index] ?? 0) ^ (1 << bit);
    return changed;
  }),
  place.map(
    (where): Mutation =>
      (bytes) =>
        bytes.subarray(0, at(bytes, where)),
  ),
  place.map(
    (where): Mutation =>
      (bytes) =>
        bytes.subarray(at(bytes, where)),
  ),
  fc
    .tuple(
      place,
      fc.oneof(
        fc.constantFrom(...pieces),
        fc.constantFrom(...badBytes).map((b) => Buffer.from(b)),
      ),
    )
    .map(
      ([where, piece]): Mutation =>
        (bytes) =>
          Buffer.concat([
            bytes.subarray(0, at(bytes, where)),
            piece,
            bytes.subarray(at(bytes, where)),
          ]),
    ),
  fc
    .tuple(place, place, fc.integer({ min: 2, max: 40 }))
    .map(([a, b, times]): Mutation => (bytes) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const piece = bytes.subarray(at(bytes, from), at(bytes, to));
      const repeated = Array.from({ length: times }, () => piece);
      return Buffer.concat([
        bytes.subarray(0, at(bytes, from)),
        ...repeated,
        bytes.subarray(at(bytes, to)),
      ]);
    }),
);

const mutatedFile = fc
  .tuple(validFile, fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([bytes, mutations]) => mutations.reduce((changed, mutate) => mutate(changed), bytes));

const validParts = table.map((given) =>
  workbookParts({ sheets: [{ name: 'a', rows: textRows(rowsOf(given)) }] }),
);

/** Checksums find damage after zipping. The archive knows nothing of earlier damage. */
const workbooks: fc.Arbitrary<Buffer> = fc
  .tuple(
    validParts,
    fc.constantFrom(...['sheet', 'workbook', 'strings'], 'whole' as const),
    fc.array(mutation, { maxLength: 3 }),
  )
  .map(([parts, what, mutations]) => {
    const mutated = (bytes: Buffer) =>
      mutations.reduce((changed, mutate) => mutate(changed), bytes);
    if (what === 'whole') return mutated(zipped(parts));
    const name = Object.keys(parts).find((one) => one.toLowerCase().includes(what)) ?? '';
    return zipped({ ...parts, [name]: mutated(Buffer.from(parts[name] ?? '')) });
  });

const contacts: fc.Arbitrary<Buffer> = fc
  .tuple(
    table,
    fc.array(
      fc.oneof(
        mutation,
        fc
          .tuple(
            place,
            fc.constantFrom('\nEND:VCARD\n', '\nBEGIN:VCARD\n', '=\n', '\n ', 'AGENT:\n'),
          )
          .map(
            ([where, piece]): Mutation =>
              (bytes) =>
                Buffer.concat([
                  bytes.subarray(0, at(bytes, where)),
                  Buffer.from(piece),
                  bytes.subarray(at(bytes, where)),
                ]),
          ),
      ),
      { maxLength: 3 },
    ),
  )
  .map(([given, mutations]) => {
    const cards = given.rows.map(([number, cells], index) =>
      [
        'BEGIN:VCARD',
        `N;ENCODING=QUOTED-PRINTABLE:${cells[0] ?? ''};${cells[1] ?? ''};;`,
        `FN:${cells[2] ?? ''}`,
        `TEL;TYPE=${index % 3 === 0 ? 'CELL' : 'WORK'}:${number}`,
        `NOTE:${cells[3] ?? ''}`,
        'END:VCARD',
        '',
      ].join(given.lineEnd),
    );
    const bytes: Buffer = Buffer.from(`BEGIN:VCARD\n${cards.join('')}`);
    return mutations.reduce((changed, mutate) => mutate(changed), bytes);
  });

const joinedFiles = fc
  .tuple(mutatedFile, validFile)
  .map(([first, second]) => Buffer.concat([first, second]));

/** Not written by any program: quotation marks anywhere, lines that end as they like. */
const writtenByHand = fc
  .tuple(
    fc.constantFrom(
      'Phone,First name,Network\n',
      'Network;Phone;First name\r\n',
      'First name\tPhone\r',
    ),
    fc.array(
      fc.oneof(
        phone,
        cell,
        fc.constantFrom(',', ';', '\t', '"', '","', '"\n', '\r', '\n', '\r\n', ',"', 'Employee'),
        fc.constantFrom(',', '\n', ';', ','),
      ),
      { maxLength: 60 },
    ),
  )
  .map(([header, parts]) => Buffer.from(header + parts.join('')));

const anyBytes = fc
  .tuple(
    fc.constantFrom('', 'Phone,First name\n', '\uFEFFPhone;Email\r\n'),
    fc.uint8Array({ maxLength: 600 }),
  )
  .map(([header, bytes]) => Buffer.concat([Buffer.from(header), bytes]));

export const anyFile: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 3, arbitrary: mutatedFile },
  { weight: 2, arbitrary: validFile },
  { weight: 3, arbitrary: writtenByHand },
  { weight: 1, arbitrary: joinedFiles },
  { weight: 1, arbitrary: anyBytes },
  { weight: 2, arbitrary: workbooks },
  { weight: 2, arbitrary: contacts },
);
