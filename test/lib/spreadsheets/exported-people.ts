import fc from 'fast-check';
import {
  attributeTypes,
  builtInAttributes,
  keysOf,
  maxAttributeNameLength,
  type AttributeDefinition,
  type AttributeKey,
} from '../../../src/domain/attributes.ts';
import { networks, type Network } from '../../../src/domain/network.ts';
import { parseOwnValue } from '../../../src/domain/own-values.ts';
import type { PersonFields } from '../../../src/domain/person.ts';
import { cleanText, parseValue, type ParsedValue } from '../../../src/domain/values.ts';
import { columnsOf } from '../../../src/features/exports/columns.ts';
import { workbookFile } from '../../../src/features/exports/workbook-file.ts';
import { meansBuiltIn } from '../../../src/features/imports/reading/headers.ts';
import { isRejection } from '../../../src/features/imports/reading/row.ts';
import { guardText } from '../../../src/lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../../src/lib/spreadsheets/csv-file.ts';
import { marks } from '../../../src/lib/spreadsheets/our-columns.ts';
import { isMeant } from '../../support/meant-values.ts';
import type { WhatWasRead } from '../../features/imports/reading/read-bytes.ts';
import { anyCharacter } from '../../support/any-character.ts';

/** People as an export has them, made up so that as much as possible can go wrong. */
interface ExportedPerson {
  readonly fields: PersonFields & { readonly phone: string };
  readonly network: Network;
  readonly change: string;
}

export interface Export {
  readonly own: readonly AttributeDefinition[];
  /** its columns besides phone number and network */
  readonly keys: readonly AttributeKey[];
  readonly people: readonly ExportedPerson[];
  readonly delimiter: ',' | ';';
  /** an export of changes: it has the column that says what happened */
  readonly ofChanges: boolean;
}

const otherBuiltIn = builtInAttributes.filter((key) => key !== 'phone');

/** Texts that are difficult for spreadsheets, for Rollcall's own guard or for reading. */
export const nastyTexts = [
  ...['=1+1', '+1', '-1', '@x', '＝1', '+447700900123', '-2+3', '=HYPERLINK("https://a.example")'],
  ...["'", "''", "'=1", "''=1", "'00123", "''00123", "'s-Gravenhage", "O'Neil", "'42", "'Anna'"],
  ...['00123', '0', '42', '12345678901', '123456789012', '12345678901234567', '1.50', '1,50', '.5'],
  ...['1,234.50', '1.234', '1e5', '12E4', '5%', '50 %', '$5', '5 €', 'R$ 5', '(5)', '5-', '1 000'],
  ...[
    '2026-01-31',
    '31/01/2026',
    '1/2',
    '1 1/2',
    '½',
    '3-4',
    '1.2.2026',
    '5.5.',
    '1:30',
    '1:30 PM',
  ],
  ...['1-Jan', '5 May', 'Jan 2026', '5. März', 'MARCH1', 'DEC5', '2026年1月31日', '١٢٣', '１２３'],
  ...[
    'TRUE',
    'false',
    'Wahr',
    '#N/A',
    '#DIV/0!',
    'NaN',
    'yes',
    'no',
    'null',
    '1am',
    '24:00',
    '0x1F',
  ],
  ...[
    'S-0001',
    '12 High Street',
    'Room 5',
    'Zoë, "Zo"; Müller',
    '"',
    '""',
    '"a" b',
    'a"',
    ',',
    ';,|',
  ],
  ...[
    'x;=1+1;y',
    'x,-1|@y',
    'a\n=1+1\r\n- b',
    "x;'=1",
    'a\nb',
    'a\r\nb',
    'a\n\nb',
    '"a\n=1"',
    '1\n2',
    "a\n'b",
    'sep=;',
    '<b>',
    '&amp;',
    '${x}',
    '\\n',
  ],
  ...[
    '\u0301x',
    'e\u0301',
    'Ł',
    '文',
    '👩🏽‍🚀',
    '𠮷',
    'a\u2028b',
    'a\u200Bb',
    'a\u00A0b',
    'אב',
    'a\u202Eb',
  ],
  ...['(c)', '...', '--', 'www.example.com', 'anna@example.com', 'http://a.example/?a=1&b=2'],
];

/** Some of these name other columns, or look like several with another delimiter. */
const nastyNames = [
  ...[
    'City, office, email',
    'x;name;email;title;city;dept;y',
    'Phone, mobile',
    'a;b;c;d;e;f;g;h;i;j;k',
  ],
  ...['=Cost', '"Quoted"', "'1", '00123', '1/2', '2026-01-31', '+5', 'x,phone number,network,y;z'],
  ...['Übergröße', 'Номер 5', '靴', 'Line 2\nof it', 'Employee (no)', 'Shoe size (email)', '5 May'],
];

/** Names of columns of ours that organizations may have given before they were taken. */
const olderNames = ['Network', 'Change in directory'];

const whatever = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nastyTexts) },
  fc.string({ unit: anyCharacter, maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom(...Array.from(`'=+-@ \t\r\n01.,;:/"eE`), 'May', '👍', 'é'),
    maxLength: 8,
  }),
  fc.double({ noNaN: true }).map(String),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
);

const phone = fc
  .tuple(fc.constantFrom('+491710', '+4479111', '+1202555'), fc.nat(999_999))
  .map(
    ([start, number]) =>
      start +
      String(number)
        .padStart(6, '0')
        .slice(0, 13 - start.length),
  )
  .map((text) => (text.startsWith('+1') ? text.slice(0, 12) : text));

/** For comparing as headers are compared. */
const comparable = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]|[^\p{L}\p{N}\p{M}]/gu, '')
    .toLowerCase();

const definitions: fc.Arbitrary<AttributeDefinition[]> = fc
  .uniqueArray(
    fc
      .oneof(fc.constantFrom(...nastyNames, ...olderNames), whatever)
      .map((text) => Array.from(cleanText(text)).slice(0, maxAttributeNameLength).join(''))
      .map(cleanText)
      .filter((name) => comparable(name) !== '')
      .filter((name) => olderNames.includes(name) || meansBuiltIn(name) === undefined)
      .filter((name) => 'value' in parseOwnValue('text', name)),
    { maxLength: 6, selector: comparable },
  )
  .chain((names) =>
    fc.tuple(...names.map(() => fc.constantFrom(...attributeTypes))).map((types) =>
      names.map((name, index) => ({
        key: `own_test000${String(index)}` as const,
        name,
        type: types[index] ?? 'text',
        required: false,
        visibleTo: 'all' as const,
      })),
    ),
  );

/** A text with an apostrophe in front in Rollcall's files is used literally. */
function comesBack(text: string): boolean {
  return isMeant(text) || guardText(cleanText(text)).startsWith("'");
}

function personWith(
  keys: readonly AttributeKey[],
  own: readonly AttributeDefinition[],
): fc.Arbitrary<ExportedPerson> {
  const sent = fc.array(whatever.filter(comesBack), {
    minLength: keys.length,
    maxLength: keys.length,
  });
  return fc
    .record({
      phone,
      sent,
      network: fc.constantFrom(...networks),
      change: fc.constantFrom('', ...Object.values(marks)),
    })
    .map(({ phone: number, sent, network, change }) => {
      const texts = Object.fromEntries(keys.map((key, index) => [key, sent[index] ?? '']));
      return { fields: { ...valuesOf(texts, own), phone: number }, network, change };
    });
}

/** The values as the directory would have them; without those that it wouldn't take. */
export function valuesOf(texts: PersonFields, own: readonly AttributeDefinition[]): PersonFields {
  return Object.fromEntries(
    keysOf(texts).flatMap((key) => {
      const parsed = parsedAs(key, own, texts[key] ?? '');
      return 'value' in parsed && parsed.value !== '' ? [[key, parsed.value]] : [];
    }),
  );
}

function parsedAs(
  key: AttributeKey,
  own: readonly AttributeDefinition[],
  text: string,
): ParsedValue {
  const type = own.find((definition) => definition.key === key)?.type;
  if (type !== undefined) return parseOwnValue(type, text);
  return parseValue(key as (typeof otherBuiltIn)[number], text);
}

const chosenColumns = fc.oneof(
  fc.constant(otherBuiltIn),
  fc.subarray(otherBuiltIn, { maxLength: 2 }),
);

export const exports: fc.Arbitrary<Export> = fc
  .tuple(definitions, chosenColumns)
  .chain(([own, builtIn]) => {
    const keys = [...builtIn, ...own.map(({ key }) => key)];
    return fc.record({
      own: fc.constant(own),
      keys: fc.constant(keys),
      people: fc.array(personWith(keys, own), { maxLength: 8 }),
      delimiter: fc.constantFrom(',' as const, ';' as const),
      ofChanges: fc.boolean(),
    });
  });

/** The columns of an export's file, and its rows. */
function tableOf({ own, keys: others, people, ofChanges }: Export) {
  const changes = ofChanges ? ({ kind: 'since-last' } as const) : ({ kind: 'all' } as const);
  const asked = { network: 'All', columns: others, changes, format: 'csv' } as const;
  const columns = columnsOf(asked, own);
  const rows = people.map(({ fields, network, change }) => [
    ...(ofChanges ? [change] : []),
    ...columns.attributes.map((key) => fields[key] ?? ''),
    network,
  ]);
  return { columns, rows };
}

/** The file of an export. */
export function exportedCsv(given: Export): string {
  const { columns, rows } = tableOf(given);
  const cells = [columns.names, ...rows].map((row) => row.map(guardText));
  return byteOrderMark + csvLines(cells, given.delimiter);
}

/** The same as a workbook. Its rows are sorted by name. */
export async function exportedWorkbook(given: Export): Promise<Buffer> {
  const { columns, rows } = tableOf(given);
  const batches = (async function* () {
    yield await Promise.resolve(rows);
  })();
  const chunks: Buffer[] = [];
  for await (const chunk of workbookFile(columns, batches, 'en')) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Rows in an order of their own, for comparing where a file is sorted. */
export function inAnyOrder(rows: readonly unknown[]): string[] {
  return rows.map((row) => JSON.stringify(row, sortedKeys)).toSorted();
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The expected result of reading it. */
export function expectedRows({ people, ofChanges }: Export) {
  return people.map(({ fields, network, change }) => ({
    fields,
    network,
    ...(ofChanges && change === marks.deleted && { deleted: true }),
  }));
}

/** The actual result: rows without their place in the file, and rejections in full. */
export function rowsOf({ entries }: WhatWasRead): unknown[] {
  return entries.map((entry) => {
    if (isRejection(entry)) return entry;
    const { line: _line, record: _record, ...row } = entry;
    return row;
  });
}

/** Where a file keeps no apostrophe before a value, a placeholder means an empty cell: workbooks, and what Calc saved. */
export function hasNoPlaceholder({ fields }: Export['people'][number]): boolean {
  return Object.values(fields).every((value) => typeof value !== 'string' || isMeant(value));
}
