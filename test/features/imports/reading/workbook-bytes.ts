import { strToU8, zipSync } from 'fflate';
import { xmlText } from '../../../../src/lib/spreadsheets/workbook/xml-text.ts';

/** Makes workbooks as programs write them, part by part, so that each way of writing a cell can be tried. */
export interface MadeSheet {
  readonly name: string;
  /** what is between `<sheetData>` and its end */
  readonly rows: string;
  /** what follows the rows: `<mergeCells>…` */
  readonly after?: string;
  readonly state?: 'hidden' | 'veryHidden';
}

export interface MadeWorkbook {
  readonly sheets: readonly MadeSheet[];
  /** each an `<si>` */
  readonly strings?: readonly string[];
  /** format codes; the style of the first is 1, since 0 is General. A number is one of the built-in formats. */
  readonly formats?: readonly (string | number)[];
  readonly is1904?: boolean;
  /** the prefix that some programs give to every element: `x` */
  readonly prefix?: string;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

export function escaped(text: string): string {
  return text.replace(/[&<>"]/gu, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A row of texts, as inline strings. */
export function textRow(row: number, cells: readonly string[], attributes = ''): string {
  const inside = cells.map(
    (cell, column) =>
      `<c r="${String.fromCharCode(65 + column)}${row}" t="inlineStr"><is><t xml:space="preserve">${xmlText(cell)}</t></is></c>`,
  );
  return `<row r="${row}"${attributes}>${inside.join('')}</row>`;
}

export function textRows(rows: readonly (readonly string[])[]): string {
  return rows.map((cells, at) => textRow(at + 1, cells)).join('');
}

function relations(targets: readonly (readonly [string, string])[]): string {
  const each = targets.map(
    ([type, target], at) =>
      `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${each.join('')}</Relationships>`;
}

function styles(formats: readonly (string | number)[]): string {
  const codes = formats.map((format, at) =>
    typeof format === 'string'
      ? `<numFmt numFmtId="${164 + at}" formatCode="${escaped(format)}"/>`
      : '',
  );
  const used = formats.map(
    (format, at) => `<xf numFmtId="${typeof format === 'string' ? 164 + at : format}"/>`,
  );
  return `${declaration}<styleSheet xmlns="${main}"><numFmts>${codes.join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${used.join('')}</cellXfs></styleSheet>`;
}

/** The parts of a workbook by name, to be changed before they are zipped. */
export function workbookParts(made: MadeWorkbook): Record<string, string> {
  const { sheets, strings = [], formats = [], is1904 = false, prefix } = made;
  const names = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${escaped(name)}" sheetId="${at + 1}"${state === undefined ? '' : ` state="${state}"`} r:id="rId${at + 1}"/>`,
  );
  const parts = {
    '[Content_Types].xml': `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${office}"><workbookPr${is1904 ? ' date1904="1"' : ''}/><sheets>${names.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const),
      ['styles', 'styles.xml'],
      ['sharedStrings', '/xl/sharedStrings.xml'],
    ]),
    'xl/styles.xml': styles(formats),
    'xl/sharedStrings.xml': `${declaration}<sst xmlns="${main}">${strings.join('')}</sst>`,
    ...Object.fromEntries(
      sheets.map(({ rows, after = '' }, at) => {
        const sheet = `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`;
        const named = prefix === undefined ? sheet : withPrefix(sheet, prefix);
        return [`xl/worksheets/sheet${at + 1}.xml`, declaration + named];
      }),
    ),
  };
  return parts;
}

function withPrefix(xml: string, prefix: string): string {
  return xml.replace(/<(\/?)(?=\w)/gu, `<$1${prefix}:`).replace('xmlns=', `xmlns:${prefix}=`);
}

export function zipped(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  return Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(parts).map(([name, part]) => [
          name,
          typeof part === 'string' ? strToU8(part) : part,
        ]),
      ),
    ),
  );
}

export function workbook(made: MadeWorkbook): Buffer {
  return zipped(workbookParts(made));
}
