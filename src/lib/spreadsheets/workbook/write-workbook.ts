import { PassThrough, Readable } from 'node:stream';
import yazl from 'yazl';
import { textsAreWhole } from './marker.ts';
import type { Sheet } from './sheet.ts';
import { sheetXml } from './sheet-xml.ts';
import { stylesXml } from './styles.ts';
import { xmlText } from './xml-text.ts';

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** The same rows give the same bytes. */
const sameEachTime = { mtime: new Date(Date.UTC(2000, 0, 1)), forceDosTimestamp: true };

/** Streams an Excel workbook as the rows of its sheets arrive: memory only holds rows waiting to be sent. */
export async function* writeWorkbook(
  sheets: readonly Sheet[],
  { compress = true } = {},
): AsyncGenerator<Buffer> {
  const entryOptions = { ...sameEachTime, compress };
  const zip = new yazl.ZipFile();
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  const add = (name: string, text: string) =>
    zip.addBuffer(Buffer.from(declaration + text), name, entryOptions);
  add('[Content_Types].xml', contentTypes(sheets.length));
  add('_rels/.rels', relationships([`${office}/officeDocument`, 'xl/workbook.xml']));
  add('xl/workbook.xml', workbookXml(sheets));
  add(
    'xl/_rels/workbook.xml.rels',
    relationships(
      ...sheets.map((_, at) => [`${office}/worksheet`, `worksheets/sheet${at + 1}.xml`] as const),
      [`${office}/styles`, 'styles.xml'],
    ),
  );
  zip.addBuffer(Buffer.from(stylesXml), 'xl/styles.xml', entryOptions);
  const sources = sheets.map((sheet) => Readable.from(sheetXml(sheet), { objectMode: false }));
  for (const [at, source] of sources.entries()) {
    // When the source of rows fails, the reader would otherwise wait forever.
    source.once('error', (error) => output.destroy(error));
    zip.addReadStream(source, `xl/worksheets/sheet${at + 1}.xml`, entryOptions);
  }
  zip.end();
  try {
    yield* output as AsyncIterable<Buffer>;
  } finally {
    for (const source of sources) source.destroy();
  }
}

function contentTypes(sheets: number): string {
  const parts = [
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>`,
    `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>`,
    ...Array.from(
      { length: sheets },
      (_, at) =>
        `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${types}.worksheet+xml"/>`,
    ),
  ];
  const byEnding =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>';
  return `<Types xmlns="${packages}/content-types">${byEnding}${parts.join('')}</Types>`;
}

function relationships(...targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packages}/relationships">${each.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly Sheet[]): string {
  const each = sheets.map(
    ({ name }, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  );
  return `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${each.join('')}</sheets><definedNames><definedName name="${textsAreWhole}" hidden="1">1</definedName></definedNames></workbook>`;
}
