import { gzipSync, strToU8, zipSync } from 'fflate';
import { textRow, textRows, workbook, type MadeWorkbook } from '../workbook-bytes.ts';
import type { Kind } from './kind.ts';

type Fields = Readonly<Record<string, string>>;
type MadeSheet = MadeWorkbook['sheets'][number];

const kinds: Kind[] = [];

function kind(id: string, file: Buffer, wanted: Omit<Kind, 'id' | 'file'>): void {
  kinds.push({ id, file, ...wanted });
}

const person = (n: number, rest: Fields = {}) => ({ phone: `+91982001111${n}`, ...rest });
const asha = { firstName: 'Asha', lastName: 'Rao' };
const bo = { firstName: 'Bo', lastName: 'Lind' };
const header = ['Phone', 'First name', 'Last name'];
const ashasRow = ['9820011110', 'Asha', 'Rao'];
const bosRow = ['9820011111', 'Bo', 'Lind'];
const people = [ashasRow, bosRow];
const workbookOf = (sheets: readonly MadeSheet[], more: Omit<MadeWorkbook, 'sheets'> = {}) =>
  workbook({ sheets, ...more });
const sheet = (name: string, rows: string[][], more: Partial<MadeSheet> = {}) => ({
  name,
  rows: textRows(rows),
  ...more,
});
kind(
  'workbook/second-sheet',
  workbookOf([
    sheet('Sheet1', [['Notes'], ['Prepared by HR'], ['Do not share']]),
    sheet('Staff', [header, ...people]),
  ]),
  { people: [person(0, asha), person(1, bo)] },
);
kind(
  'workbook/third-sheet',
  workbookOf([
    sheet('Read me', [
      ['Title', 'Location'],
      ['Staff list', 'Pune'],
    ]),
    sheet('Lookup', [
      ['Department', 'Location'],
      ['Sales', 'Pune'],
      ['Ops', 'Goa'],
      ['HR', 'Goa'],
    ]),
    sheet('Data', [header, ...people]),
  ]),
  { people: [person(0, asha), person(1, bo)] },
);
kind(
  'workbook/two-people-sheets',
  workbookOf([
    sheet('Pune', [header, ...people]),
    sheet('Goa', [header, ['9820011112', 'Cy', 'Das']]),
  ]),
  { error: 'asks-sheet' },
);
kind(
  'workbook/two-same-people-hidden',
  workbookOf([
    sheet('Old', [header, ['9820011112', 'Cy', 'Das']], { state: 'hidden' }),
    sheet('Now', [header, ...people]),
  ]),
  { people: [person(0, asha), person(1, bo)] },
);
kind(
  'workbook/error-cells',
  workbookOf([
    {
      name: 'S',
      rows:
        textRow(1, ['Phone', 'First name', 'Last name', 'Email']) +
        '<row r="2"><c r="A2"><v>9820011110</v></c><c r="B2" t="e"><v>#N/A</v></c><c r="C2" t="e"><f>X</f><v>#REF!</v></c><c r="D2" t="str"><f>A&amp;B</f><v>asha@contoso.example</v></c></row>',
    },
  ]),
  { people: [person(0, { email: 'asha@contoso.example' })], leftOut: 2 },
);
kind(
  'workbook/cached',
  workbookOf(
    [
      {
        name: 'S',
        rows:
          textRow(1, header) +
          '<row r="2"><c r="A2"><f>B9</f><v>919820011110</v></c><c r="B2" t="str"><f>UPPER("x")</f><v>Asha</v></c><c r="C2" t="s"><v>0</v></c></row>',
      },
    ],
    {
      strings: [
        '<si><r><t>Ra</t></r><r><rPr><b/></rPr><t>o</t></r><rPh sb="0" eb="1"><t>zz</t></rPh></si>',
      ],
    },
  ),
  { people: [person(0, asha)] },
);
kind(
  'workbook/no-cache',
  workbookOf([
    {
      name: 'S',
      rows:
        textRow(1, header) +
        '<row r="2"><c r="A2"><v>919820011110</v></c><c r="B2" t="str"><f>UPPER("x")</f></c><c r="C2"><f>D2</f></c></row>',
    },
  ]),
  { people: [person(0)] },
);
kind(
  'workbook/phone-numbers',
  workbookOf(
    [
      {
        name: 'S',
        rows:
          textRow(1, header) +
          ['9820011110', '9.820011111E9', '919820011112', '9.19820011113E11', '9820011114.0']
            .map(
              (n, i) =>
                `<row r="${i + 2}"><c r="A${i + 2}"${i === 3 ? ' s="1"' : ''}><v>${n}</v></c></row>`,
            )
            .join(''),
      },
    ],
    { formats: [11] },
  ),
  { people: [0, 1, 2, 3, 4].map((i) => person(i)) },
);
kind(
  'workbook/dates',
  workbookOf(
    [
      {
        name: 'S',
        rows:
          textRow(1, ['Phone', 'Joined']) +
          ['46053', '46053.75', '46053', '46053', '46053']
            .map(
              (n, i) =>
                `<row r="${i + 2}"><c r="A${i + 2}"><v>982001111${i}</v></c><c r="B${i + 2}" s="${[1, 2, 3, 4, 0][i]}"><v>${n}</v></c></row>`,
            )
            .join('') +
          '<row r="7"><c r="A7"><v>9820011115</v></c><c r="B7" t="d"><v>2026-01-31T00:00:00</v></c></row>',
      },
    ],
    { formats: [14, 22, 'dd\\-mmm\\-yy', '[$-409]d\\-mmm\\-yyyy;@'] },
  ),
  {
    attributes: ['Joined:date'],
    people: [0, 1, 2, 3, 4, 5].map((i) => person(i, { own_case0: '2026-01-31' })),
  },
);
kind(
  'workbook/1904',
  workbookOf(
    [
      {
        name: 'S',
        rows:
          textRow(1, ['Phone', 'Joined']) +
          `<row r="2"><c r="A2"><v>9820011110</v></c><c r="B2" s="1"><v>44591</v></c></row>`,
      },
    ],
    { formats: [14], is1904: true },
  ),
  { attributes: ['Joined:date'], people: [person(0, { own_case0: '2026-01-31' })] },
);
kind(
  'workbook/1904-without-a-date-format',
  workbookOf(
    [
      {
        name: 'S',
        rows:
          textRow(1, ['Phone', 'Joined']) +
          `<row r="2"><c r="A2"><v>9820011110</v></c><c r="B2"><v>44591</v></c></row>`,
      },
    ],
    { is1904: true },
  ),
  { attributes: ['Joined:date'], people: [person(0, { own_case0: '2026-01-31' })] },
);
kind(
  'workbook/id-with-letters-by-format',
  workbookOf(
    [
      {
        name: 'S',
        rows:
          textRow(1, ['Phone', 'Employee ID', 'Weight']) +
          '<row r="2"><c r="A2"><v>9820011110</v></c><c r="B2" s="1"><v>123</v></c><c r="C2" s="2"><v>60</v></c></row>',
      },
    ],
    { formats: ['"EMP-"0000', '"kg "0'] },
  ),
  {
    attributes: ['Weight:number'],
    people: [person(0, { employeeId: 'EMP-0123', own_case0: '60' })],
  },
);
kind(
  'workbook/date-in-text-attr',
  workbookOf(
    [
      {
        name: 'S',
        rows:
          textRow(1, ['Phone', 'Job title', 'Employee ID']) +
          `<row r="2"><c r="A2"><v>9820011110</v></c><c r="B2" s="1"><v>46053</v></c><c r="C2" s="2"><v>123</v></c></row>`,
      },
    ],
    { formats: [14, '00000'] },
  ),
  { people: [person(0, { jobTitle: '2026-01-31', employeeId: '00123' })] },
);
kind(
  'workbook/booleans',
  workbookOf([
    {
      name: 'S',
      rows:
        textRow(1, ['Phone', 'Driver']) +
        `<row r="2"><c r="A2"><v>9820011110</v></c><c r="B2" t="b"><v>1</v></c></row><row r="3"><c r="A3"><v>9820011111</v></c><c r="B3" t="b"><v>0</v></c></row><row r="4"><c r="A4"><v>9820011112</v></c><c r="B4"><v>1</v></c></row>`,
    },
  ]),
  {
    attributes: ['Driver:yes-no'],
    people: [
      person(0, { own_case0: 'yes' }),
      person(1, { own_case0: 'no' }),
      person(2, { own_case0: 'yes' }),
    ],
  },
);
kind('workbook/hidden-col', workbookOf([{ name: 'S', rows: textRows([header, ...people]) }]), {
  people: [person(0, asha), person(1, bo)],
});
kind(
  'workbook/merged-title',
  workbookOf([
    {
      name: 'S',
      rows:
        textRow(1, ['Contoso staff list 2026']) +
        textRow(3, header) +
        textRow(4, ashasRow) +
        textRow(5, bosRow),
      after: '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells>',
    },
  ]),
  { people: [person(0, asha), person(1, bo)] },
);
kind(
  'workbook/merged-dept',
  workbookOf([
    {
      name: 'S',
      rows:
        textRow(1, ['Department', ...header]) +
        textRow(2, ['Sales', ...ashasRow]) +
        textRow(3, ['', ...bosRow]),
      after: '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
    },
  ]),
  {
    people: [
      person(0, { ...asha, department: 'Sales' }),
      person(1, { ...bo, department: 'Sales' }),
    ],
  },
);
kind(
  'workbook/merged-two-header-rows',
  workbookOf([
    {
      name: 'S',
      rows:
        textRow(1, ['Employee', '', '', 'Contact', '']) +
        textRow(2, ['ID', 'First name', 'Last name', 'Mobile', 'Email']) +
        textRow(3, ['00123', 'Asha', 'Rao', '9820011110', 'a@contoso.example']),
      after: '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="D1:E1"/></mergeCells>',
    },
  ]),
  { people: [person(0, { ...asha, email: 'a@contoso.example', employeeId: '00123' })] },
);
kind(
  'workbook/merged-vertical-header',
  workbookOf([
    {
      name: 'S',
      rows:
        textRow(1, ['Name', 'Contact', '']) +
        textRow(2, ['', 'Mobile', 'Landline']) +
        textRow(3, ['Asha Rao', '9820011110', '022 2345 6789']),
      after: '<mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/></mergeCells>',
    },
  ]),
  { people: [person(0, { displayName: 'Asha Rao' })] },
);
kind(
  'workbook/blank-cols-rows',
  workbookOf([
    {
      name: 'S',
      rows:
        '<row r="5">' +
        ['Phone', 'First name', 'Last name']
          .map((refused, i) => `<c r="${'CDE'[i]}5" t="inlineStr"><is><t>${refused}</t></is></c>`)
          .join('') +
        '</row><row r="7">' +
        ['9820011110', 'Asha', 'Rao']
          .map((refused, i) => `<c r="${'CDE'[i]}7" t="inlineStr"><is><t>${refused}</t></is></c>`)
          .join('') +
        '</row>',
    },
  ]),
  { people: [person(0, asha)] },
);
kind(
  'workbook/styled-empty-tail',
  workbookOf(
    [
      {
        name: 'S',
        rows:
          textRows([header, ...people]) +
          Array.from(
            { length: 50 },
            (_, i) => `<row r="${i + 4}"><c r="A${i + 4}" s="1"/><c r="B${i + 4}" s="1"/></row>`,
          ).join(''),
      },
    ],
    { formats: [14] },
  ),
  { people: [person(0, asha), person(1, bo)] },
);
kind(
  'workbook/total-row',
  workbookOf([
    {
      name: 'S',
      rows:
        textRows([header, ...people]) +
        '<row r="4"><c r="A4" t="inlineStr"><is><t>Total</t></is></c><c r="B4"><v>2</v></c></row>',
    },
  ]),
  { people: [person(0, asha), person(1, bo)] },
);
kind(
  'workbook/hidden-rows',
  workbookOf([
    {
      name: 'S',
      rows: textRow(1, header) + textRow(2, ashasRow) + textRow(3, bosRow, ' hidden="1"'),
    },
  ]),
  { people: [person(0, asha), person(1, bo)] },
);
kind('workbook/prefix', workbook({ sheets: [sheet('S', [header, ...people])], prefix: 'x' }), {
  people: [person(0, asha), person(1, bo)],
});
kind(
  'workbook/phone-lost-digits',
  workbookOf([
    {
      name: 'S',
      rows:
        textRow(1, header) +
        '<row r="2"><c r="A2" t="inlineStr"><is><t>9.19877E+11</t></is></c></row>',
    },
  ]),
  { people: [], rejected: 1 },
);
kind(
  'workbook/no-refs',
  workbookOf([
    {
      name: 'S',
      rows: '<row><c t="inlineStr"><is><t>Phone</t></is></c><c t="inlineStr"><is><t>First name</t></is></c></row><row><c><v>9820011110</v></c><c t="inlineStr"><is><t>Asha</t></is></c></row>',
    },
  ]),
  { people: [person(0, { firstName: 'Asha' })] },
);
kind('workbook/empty', workbookOf([{ name: 'S', rows: '' }]), { error: 'file-empty' });
kind('workbook/no-header', workbookOf([{ name: 'S', rows: textRows(people) }]), {
  error: 'asks-columns',
});
// spreadsheet
const spreadsheet = (rows: string) =>
  Buffer.from(
    zipSync({
      mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
      'content.xml': strToU8(
        `<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>${rows}</office:spreadsheet></office:body></office:document-content>`,
      ),
    }),
  );
const textCell = (text: string) =>
  `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`;
const tableRow = (cells: string[]) => `<table:table-row>${cells.join('')}</table:table-row>`;
kind(
  'ods/plain',
  spreadsheet(
    `<table:table table:name="Staff">${tableRow(['Phone', 'First name', 'Joined'].map(textCell))}${tableRow([`<table:table-cell office:value-type="float" office:value="9820011110"><text:p>9.82E+09</text:p></table:table-cell>`, textCell('Asha'), `<table:table-cell office:value-type="date" office:date-value="2026-01-31"><text:p>31/01/26</text:p></table:table-cell>`])}${tableRow([textCell('9820011111'), textCell('Bo'), '<table:table-cell table:number-columns-repeated="3"/>'])}<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
  ),
  {
    attributes: ['Joined:date'],
    people: [
      person(0, { firstName: 'Asha', own_case0: '2026-01-31' }),
      person(1, { firstName: 'Bo' }),
    ],
  },
);
kind(
  'ods/second',
  spreadsheet(
    `<table:table table:name="Notes">${tableRow([textCell('By HR')])}</table:table><table:table table:name="Staff">${tableRow(header.map(textCell))}${tableRow(ashasRow.map(textCell))}</table:table>`,
  ),
  { people: [person(0, asha)] },
);
kind(
  'ods/error-bool',
  spreadsheet(
    `<table:table table:name="S">${tableRow(['Phone', 'First name', 'Driver'].map(textCell))}${tableRow([textCell('9820011110'), '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""><text:p>#N/A</text:p></table:table-cell>', '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>'])}</table:table>`,
  ),
  { attributes: ['Driver:yes-no'], people: [person(0, { own_case0: 'yes' })], leftOut: 1 },
);
// archives
const csv = strToU8('Phone,First name,Last name\n9820011110,Asha,Rao\n');
kind(
  'zip/one-csv',
  Buffer.from(
    zipSync({
      'export/people.csv': csv,
      '__MACOSX/._people.csv': strToU8('x'),
      'README.md': strToU8('hi'),
    }),
  ),
  { people: [person(0, asha)] },
);
kind('zip/several', Buffer.from(zipSync({ 'a.csv': csv, 'b.csv': csv })), {
  error: 'archive-several-files',
});
kind(
  'zip/xlsx-inside',
  Buffer.from(
    zipSync({ 'people.xlsx': new Uint8Array(workbookOf([sheet('S', [header, ...people])])) }),
  ),
  { people: [person(0, asha), person(1, bo)] },
);
kind(
  'zip/vcf',
  Buffer.from(
    zipSync({
      'c.vcf': strToU8('BEGIN:VCARD\nVERSION:3.0\nFN:Asha Rao\nTEL:+919820011110\nEND:VCARD\n'),
    }),
  ),
  { people: [person(0, { displayName: 'Asha Rao' })] },
);
kind('zip/nested', Buffer.from(zipSync({ 'a.zip': zipSync({ 'a.csv': csv }) })), {
  error: 'file-is-archive',
});
kind('zip/no-table', Buffer.from(zipSync({ 'a.jpg': strToU8('x'), 'b.jpg': strToU8('y') })), {
  error: 'archive-no-table',
});
kind(
  'zip/xls-inside',
  Buffer.from(
    zipSync({
      'people.xls': Buffer.concat([
        Buffer.from('d0cf11e0a1b11ae1', 'hex'),
        Buffer.alloc(600),
        Buffer.from('Workbook', 'utf16le'),
        Buffer.alloc(600),
      ]),
    }),
  ),
  { error: 'file-is-workbook' },
);
kind(
  'zip/csv-and-pdf',
  Buffer.from(zipSync({ 'people.csv': csv, 'guide.pdf': strToU8('%PDF-1') })),
  { people: [person(0, asha)] },
);
kind(
  'zip/csv-and-readme-txt',
  Buffer.from(zipSync({ 'people.csv': csv, 'readme.txt': strToU8('How to read this file.\n') })),
  { people: [person(0, asha)] },
);
kind('gz/csv', Buffer.from(gzipSync(csv)), { people: [person(0, asha)] });
kind(
  'gz/xlsx',
  Buffer.from(gzipSync(new Uint8Array(workbookOf([sheet('S', [header, ...people])])))),
  {
    people: [person(0, asha), person(1, bo)],
  },
);
kind('gz/truncated', Buffer.from(gzipSync(csv)).subarray(0, 40), { error: 'file-is-damaged' });
// others
const refused = (id: string, bytes: Buffer | string, error: string) =>
  kind(`kind/${id}`, Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes, 'latin1'), { error });
refused(
  'xls',
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from('Workbook', 'utf16le'),
    Buffer.alloc(600),
  ]),
  'file-is-workbook',
);
refused(
  'html-xls',
  '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>Phone</td></tr></table></html>',
  'file-is-web-table',
);
refused(
  'html-table',
  '<table border=1><tr><th>Phone</th></tr><tr><td>9820011110</td></tr></table>',
  'file-is-web-table',
);
refused('html-plain', '<!DOCTYPE html><html><body>Sign in</body></html>', 'file-is-web-page');
refused(
  'html-meta',
  '<meta http-equiv="Content-Type" content="text/html; charset=utf-8"><table><tr><td>Phone</td></tr></table>',
  'file-is-web-table',
);
refused(
  'xml-ss',
  '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
  'file-is-xml-workbook',
);
refused(
  'mhtml',
  'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="x"\n\n--x\nContent-Type: text/html\n\n<html><table>',
  'file-is-web-table',
);
refused('pdf', '%PDF-1.7\n%\xe2\xe3', 'file-is-pdf');
refused('pdf-late', '\n\n%PDF-1.7\n%\xe2\xe3\xcf', 'file-is-pdf');
refused('rtf', '{\\rtf1\\ansi Phone', 'file-is-rtf');
refused('png', '\x89PNG\r\n\x1a\n\0\0\0', 'file-is-image');
refused('jpg', '\xff\xd8\xff\xe0\0\x10JFIF', 'file-is-image');
refused(
  'bmp',
  'BM\x36\x00\x0c\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\0\0\0\x00\x02\0\0',
  'file-is-image',
);
refused('heic', '\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'file-is-image');
refused('svg', '<svg xmlns="http://www.w3.org/2000/svg"></svg>', 'file-is-web-page');
refused(
  'docx',
  Buffer.from(zipSync({ '[Content_Types].xml': strToU8('x'), 'word/document.xml': strToU8('x') })),
  'file-is-document',
);
refused('json', '[{"phone":"9820011110"}]', 'file-is-json');
refused('json-lines', '{"phone":"9820011110"}\n{"phone":"9820011111"}\n', 'file-is-json');
refused('numbers', Buffer.from(zipSync({ 'Index/Document.iwa': strToU8('x') })), 'file-is-numbers');
refused('mp3', 'ID3\x03\0\0\0\0\0\0\0\0\0\0\0\0\0\x01\x02\x03\x04\x05\x06\x07', 'file-is-binary');
refused('exe', 'MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0', 'file-is-binary');
refused(
  'eml',
  'From: a@contoso.example\nTo: b@contoso.example\nSubject: Staff list\nMIME-Version: 1.0\n\nHi,\n',
  'no-phone-column',
);
refused('sylk', 'ID;PWXL;N;E\nC;Y1;X1;K"Phone"\nC;Y2;X1;K"9820011110"\nE\n', 'file-is-workbook');
refused('ics', 'BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n', 'file-is-document');
refused('sqlite', 'SQLite format 3\0\x10\0\x01\x01\0@  \0\0\0', 'file-is-binary');
refused('prose', 'Dear all,\nplease find the list attached.\nRegards\n', 'no-phone-column');
refused(
  'parquet',
  'PAR1\x15\x04\x15\x10\x15\x14L\x15\x02\x15\x00\x12\x00\x00\x08\x1c',
  'file-is-binary',
);

export const workbookKinds: readonly Kind[] = kinds;
