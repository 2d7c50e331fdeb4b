import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import type { AttributeDefinition, AttributeType } from '../../../../src/domain/attributes.ts';
import { AppError } from '../../../../src/errors.ts';
import { readRawRecords } from '../../../../src/features/imports/reading/raw-records.ts';
import { opening, read } from './read-bytes.ts';
import {
  textRow,
  textRows,
  workbook,
  workbookParts,
  zipped,
  type MadeWorkbook,
} from './workbook-bytes.ts';

function own(name: string, type: AttributeType): AttributeDefinition {
  return { key: `own_${name.toLowerCase()}0000`, name, type, required: false, visibleTo: 'all' };
}

async function fieldsOf(made: MadeWorkbook, attributes: readonly AttributeDefinition[] = []) {
  const { rows, rejections } = await read(workbook(made), { attributes, defaultCountry: 'IN' });
  expect(rejections).toEqual([]);
  return rows.map(({ fields }) => fields);
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'read',
    (error: unknown) => {
      if (error instanceof AppError) return error.code;
      throw error;
    },
  );
}

const people = textRows([
  ['Phone number', 'First name'],
  ['+919820011111', 'Asha'],
]);

describe('an Excel workbook', () => {
  it('gives its people with the rows as the sheet counts them', async () => {
    const rows =
      textRow(2, ['Phone number', 'First name']) +
      textRow(3, ['+919820011111', 'Asha']) +
      '<row r="4"><c r="A4" s="0"/></row>' +
      textRow(7, ['+919820011112', 'Zoë']);
    const { facts, rows: found } = await read(workbook({ sheets: [{ name: 'Staff', rows }] }));
    expect(found.map(({ line, fields }) => [line, fields.firstName])).toEqual([
      [3, 'Asha'],
      [7, 'Zoë'],
    ]);
    expect(facts).toMatchObject({ format: 'xlsx', sheet: 'Staff' });
    expect(facts.otherSheets).toBeUndefined();
  });

  it('keeps shared strings, runs of formatting and escapes, and leaves out how a name is read aloud', async () => {
    const strings = [
      '<si><t>Phone number</t></si>',
      '<si><t>First name</t></si>',
      '<si><r><rPr><b/></rPr><t xml:space="preserve">Asha </t></r><r><t>Bai</t></r></si>',
      '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>',
      '<si><t>A &amp; B_x000D__x005F_x0041_</t></si>',
    ];
    const row = (number: number, phone: string, index: number) =>
      `<row r="${number}"><c r="A${number}" t="str"><f>"+91"&amp;B1</f><v>${phone}</v></c><c r="B${number}" t="s"><v>${index}</v></c></row>`;
    const rows =
      '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>' +
      row(2, '+919820011111', 2) +
      row(3, '+919820011112', 3) +
      row(4, '+919820011113', 4);
    const fields = await fieldsOf({ sheets: [{ name: 'a', rows }], strings });
    expect(fields.map(({ firstName }) => firstName)).toEqual([
      'Asha Bai',
      '東京',
      'A & B\r_x0041_',
    ]);
  });

  it('keeps all digits of numbers, and zeros that a format shows', async () => {
    const cell = (name: string, value: string, style = 0) =>
      `<c r="${name}" s="${style}"><v>${value}</v></c>`;
    const rows =
      textRow(1, ['Phone number', 'Employee ID']) +
      `<row r="2">${cell('A2', '919820011111')}${cell('B2', '123', 1)}</row>` +
      `<row r="3">${cell('A3', '9.19820011112E11')}${cell('B3', '00124')}</row>` +
      `<row r="4">${cell('A4', '9820011113', 2)}${cell('B4', '0.30000000000000004')}</row>` +
      `<row r="5">${cell('A5', '919820011114', 3)}${cell('B5', '1234567890')}</row>`;
    const fields = await fieldsOf({
      sheets: [{ name: 'a', rows }],
      formats: ['00000', '"+91 "0', '0.00E+00'],
    });
    expect(fields.map(({ phone, employeeId }) => [phone, employeeId])).toEqual([
      ['+919820011111', '00123'],
      ['+919820011112', '00124'],
      ['+919820011113', '0.3'],
      ['+919820011114', '1234567890'],
    ]);
  });

  it('reads dates by their formats and by the epoch of the workbook', async () => {
    const rows = (first: number, second: number) =>
      textRow(1, ['Phone number', 'Joined', 'Left']) +
      `<row r="2"><c r="A2"><v>919820011111</v></c><c r="B2" s="1"><v>${first}</v></c><c r="C2" s="2"><v>${second}</v></c></row>`;
    const attributes = [own('Joined', 'date'), own('Left', 'text')];
    const formats = [14, '[$-407]d. mmm yyyy hh:mm;@'];
    const made = (first: number, second: number, is1904: boolean) =>
      fieldsOf({ sheets: [{ name: 'a', rows: rows(first, second) }], formats, is1904 }, attributes);
    expect(await made(46053.5, 46053.75, false)).toEqual([
      { phone: '+919820011111', own_joined0000: '2026-01-31', own_left0000: '2026-01-31 18:00' },
    ]);
    expect(await made(44591, 59, true)).toEqual([
      { phone: '+919820011111', own_joined0000: '2026-01-31', own_left0000: '1904-02-29' },
    ]);
  });

  it('reads truth values, values of formulas and errors as what they are', async () => {
    const rows =
      textRow(1, ['Phone number', 'Driver', 'First name', 'Last name']) +
      '<row r="2"><c r="A2"><f>A1</f><v>919820011111</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2"><f>X9</f><v></v></c></row>';
    const attributes = [own('Driver', 'yes-no')];
    const bytes = workbook({ sheets: [{ name: 'a', rows }] });
    const { rows: found, facts } = await read(bytes, { attributes });
    expect(found[0]?.fields).toMatchObject({ phone: '+919820011111', own_driver0000: 'yes' });
    const raw: (readonly string[])[] = [];
    for await (const { cells } of readRawRecords(opening(bytes), facts, [0])) raw.push(cells);
    expect(raw).toEqual([['919820011111', 'TRUE', '#N/A', '#CALC!']]);
  });

  it('gives each row what was merged over several', async () => {
    const rows =
      textRow(1, ['Phone number', 'Department']) +
      textRow(2, ['+919820011111', 'Kitchen']) +
      textRow(3, ['+919820011112']) +
      '<row r="4"><c r="B4" s="0"/></row>' +
      textRow(5, ['+919820011113']);
    const after =
      '<mergeCells count="2"><mergeCell ref="A9:C9"/><mergeCell ref="B2:B4"/></mergeCells>';
    const fields = await fieldsOf({ sheets: [{ name: 'a', rows, after }] });
    expect(fields.map(({ department }) => department)).toEqual(['Kitchen', 'Kitchen', undefined]);
  });

  it('takes the sheet with people and says which it left out, and how many rows nobody sees', async () => {
    const rows =
      textRow(1, ['Phone number', 'First name']) +
      textRow(2, ['+919820011111', 'Asha'], ' hidden="1"') +
      '<row r="3" hidden="1"/>';
    const { facts, entries } = await read(
      workbook({
        sheets: [
          { name: 'Read me', rows: textRows([['How to use this'], ['One row each']]) },
          { name: 'Secret', rows: people, state: 'veryHidden' },
          { name: 'Empty', rows: '' },
          { name: 'Staff & co', rows },
        ],
      }),
    );
    expect(entries).toHaveLength(1);
    expect(facts).toMatchObject({ sheet: 'Staff & co', otherSheets: ['Read me'], hiddenRows: 1 });
  });

  it('is read whatever the prefixes of its elements', async () => {
    const fields = await fieldsOf({ sheets: [{ name: 'a', rows: people }], prefix: 'x' });
    expect(fields).toEqual([{ phone: '+919820011111', firstName: 'Asha' }]);
  });

  it('is the same wherever the network cuts it, and the second pass finds the same rows', async () => {
    const bytes = workbook({ sheets: [{ name: 'a', rows: people }] });
    const whole = await read(bytes);
    expect(await read(bytes, { chunk: 7 })).toEqual(whole);
    const raw: unknown[] = [];
    for await (const record of readRawRecords(opening(bytes), whole.facts, [0])) raw.push(record);
    expect(raw).toEqual([{ record: 0, cells: ['+919820011111', 'Asha'] }]);
  });

  it('is refused with a sentence when it is damaged, locked, empty or too large', async () => {
    const parts = workbookParts({ sheets: [{ name: 'a', rows: people }] });
    const bytes = zipped(parts);
    const half = { ...parts, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row>' };
    expect(await codeOf(read(bytes.subarray(0, bytes.length - 40)))).toBe('file-is-damaged');
    expect(await codeOf(read(zipped(half)))).toBe('file-is-damaged');
    const changed = Buffer.from(bytes);
    const data = changed.indexOf('xl/worksheets/sheet1.xml') + 40;
    changed[data] = (changed[data] ?? 0) ^ 0x10;
    expect(await codeOf(read(changed))).toBe('file-is-damaged');
    expect(await codeOf(read(workbook({ sheets: [{ name: 'a', rows: '' }] })))).toBe('file-empty');
  });

  it('never lets one cell, one text or one nesting fill the memory', async () => {
    const sheet = (rows: string) => workbook({ sheets: [{ name: 'a', rows: people + rows }] });
    const long = `<row r="3"><c r="A3" t="inlineStr"><is><t>${'x'.repeat(6_000_000)}</t></is></c></row>`;
    expect(await codeOf(read(sheet(long)))).toBe('file-is-damaged');
    expect(await codeOf(read(sheet('<a>'.repeat(5000))))).toBe('file-is-damaged');
    const far = '<row r="3"><c r="ZZZ3"><v>1</v></c></row>';
    expect(await codeOf(read(sheet(far)))).toBe('file-is-damaged');
    const wide = `<row r="3"><c r="A3"><v>919820011112</v></c><c r="B3" t="inlineStr"><is><t>${'x'.repeat(70_000)}</t></is></c></row>`;
    const { rejections } = await read(sheet(wide));
    expect(rejections).toMatchObject([{ line: 3, reason: 'line-too-long' }]);
  });

  it.each([
    ['word/document.xml', 'file-is-document'],
    ['xl/workbook.bin', 'file-is-workbook'],
    ['Index/Document.iwa', 'file-is-numbers'],
    ['photo.jpg', 'archive-no-table'],
  ])('a zip with %s is told as what it is', async (name, code) => {
    const types = name.startsWith('word') ? { '[Content_Types].xml': '<Types/>' } : {};
    expect(await codeOf(read(zipped({ ...types, [name]: 'x', 'other.bin': 'x' })))).toBe(code);
  });
});

describe('an OpenDocument spreadsheet', () => {
  const ods = (tables: string, more: Record<string, string> = {}) =>
    zipped({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': `<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>${tables}</office:spreadsheet></office:body></office:document-content>`,
      ...more,
    });
  const cell = (text: string, attributes = 'office:value-type="string"') =>
    `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`;
  const header = `<table:table-row>${cell('Phone number')}${cell('First name')}${cell('Joined')}${cell('Department')}</table:table-row>`;

  it('gives its people, with typed cells, repeated ones and merged ones, without comments', async () => {
    const comment = '<office:annotation><text:p>a comment</text:p></office:annotation>';
    const rows =
      `<table:table-row>${cell('9.2E11', 'office:value-type="float" office:value="919820011111"')}${cell(`Asha<text:s text:c="2"/>Bai</text:p><text:p>Rao`)}${cell('1/31/26', 'office:value-type="date" office:date-value="2026-01-31"')}${cell('Kitchen', 'office:value-type="string" table:number-rows-spanned="2"')}</table:table-row>` +
      `<table:table-row table:visibility="filter">${cell('+91 9820011112', 'office:value-type="float" office:value="9820011112"')}<table:table-cell office:value-type="string">${comment}<text:p>Bo</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16000"/></table:table-row>` +
      '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
    const bytes = ods(
      `<table:table table:name="Read me"><table:table-row>${cell('Hello')}</table:table-row></table:table><table:table table:name="Staff"><table:table-row table:number-rows-repeated="2"/>${header}${rows}</table:table>`,
    );
    const { facts, rows: found } = await read(bytes, { attributes: [own('Joined', 'date')] });
    expect(found.map(({ line, fields }) => [line, fields])).toEqual([
      [
        4,
        {
          phone: '+919820011111',
          firstName: 'Asha  Bai\nRao',
          own_joined0000: '2026-01-31',
          department: 'Kitchen',
        },
      ],
      [5, { phone: '+919820011112', firstName: 'Bo', department: 'Kitchen' }],
    ]);
    expect(facts).toMatchObject({
      format: 'ods',
      sheet: 'Staff',
      otherSheets: ['Read me'],
      hiddenRows: 1,
    });
  });

  it('with a password is told as locked', async () => {
    const encrypted = { 'META-INF/manifest.xml': '<manifest:encryption-data/>' };
    expect(await codeOf(read(ods('', encrypted)))).toBe('file-is-locked');
  });
});

describe('a file in an archive', () => {
  const csv = 'Phone number,First name\n+919820011111,Asha\nnone,Bo\n';

  it('is read when it is the only one, and its rows are found again', async () => {
    const inZip = zipped({ 'export/people.csv': csv, '__MACOSX/export/._people.csv': 'x' });
    for (const bytes of [
      inZip,
      gzipSync(csv),
      zipped({ 'a.xlsx': workbook({ sheets: [{ name: 'a', rows: people }] }) }),
    ]) {
      const whole = await read(bytes);
      expect(whole.rows.map(({ fields }) => fields.firstName)).toEqual(['Asha']);
      const raw: (readonly string[])[] = [];
      for await (const { cells } of readRawRecords(opening(bytes), whole.facts, [0]))
        raw.push(cells);
      expect(raw).toEqual([['+919820011111', 'Asha']]);
    }
    expect((await read(inZip)).facts.archived).toBe('people.csv');
  });

  it('is refused when there are several, or another archive', async () => {
    expect(await codeOf(read(zipped({ 'a.csv': csv, 'b.csv': csv })))).toBe(
      'archive-several-files',
    );
    expect(await codeOf(read(zipped({ 'a.csv': zipped({ 'b.csv': csv }) })))).toBe(
      'file-is-archive',
    );
    expect(await codeOf(read(gzipSync(gzipSync(csv))))).toBe('file-is-archive');
    expect(await codeOf(read(gzipSync(csv).subarray(0, 30)))).toBe('file-is-damaged');
  });
});
