import { describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { workbookFile } from '../../../src/features/exports/workbook-file.ts';
import { nastyTexts } from '../../lib/spreadsheets/exported-people.ts';
import { inLibreOffice, workbookInLibreOffice } from '../../lib/spreadsheets/libreoffice.ts';

async function workbookOf(
  names: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Buffer> {
  const batches = (async function* () {
    for (let at = 0; at < rows.length; at += 7) yield await Promise.resolve(rows.slice(at, at + 7));
  })();
  const chunks: Buffer[] = [];
  const columns = { names, kinds: names.map(() => 'text' as const), sortBy: [[0]] };
  for await (const chunk of workbookFile(columns, batches, 'en')) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Texts that resemble the workbook format's own notation, markup or the end of a cell. */
const nastyInWorkbooks = [
  ...[
    '_x000D_',
    '_x0041_',
    '__x0041_',
    '_x005F_x0041_',
    '_xZZZZ_',
    '_x41_',
    '_X0041_',
    'a_x000a_b',
  ],
  ...[
    '</t></is></c>',
    ']]>',
    '<![CDATA[',
    '&lt;',
    '&#10;',
    '&',
    '<?xml?>',
    ' leading',
    'trailing ',
  ],
];
/** Spreadsheets have one kind of line break in a cell, and CSV as they write it one more. */
const asShown = (rows: readonly (readonly string[])[]) =>
  rows.map((cells) => cells.map((cell) => cell.replace(/\r\n|\n\r|\r|\n/gu, '\n')));

inLibreOffice(describe)('a workbook opened in a spreadsheet', () => {
  it('shows every cell as it is in the directory', async () => {
    const whatever = fc.sample(fc.string({ unit: 'grapheme', maxLength: 20 }), {
      numRuns: 200,
      seed: 11,
    });
    const controls = /\p{Cc}/u;
    const texts = [
      ...nastyTexts,
      ...nastyInWorkbooks,
      ...whatever.filter((one) => !controls.test(one)),
    ];
    const names = ['Phone number', '=Cost', '00123', '_x000D_', 'Größe; "Ü", \n靴'];
    const rows = texts.map((value, index) => [
      `+4917100${String(index).padStart(5, '0')}`,
      value,
      texts[(index * 7 + 3) % texts.length] ?? '',
      '',
      `12 High Street\r\n${value}`,
    ]);
    const saved = await workbookInLibreOffice(await workbookOf(names, rows));
    expect(asShown(parse(saved, { bom: true }))).toEqual(asShown([names, ...rows]));
  });
});

describe('a workbook', () => {
  it('of nobody has its column names all the same', async () => {
    const workbook = await workbookOf(['Phone number'], []);
    expect(workbook.subarray(0, 2).toString()).toBe('PK');
    expect(workbook.length).toBeGreaterThan(1_000);
  });

  it('that would have more rows than a sheet holds fails, and says so', async () => {
    const batch = Array.from({ length: 50_000 }, () => ['']);
    const endless = (async function* () {
      for (;;) yield await Promise.resolve(batch);
    })();
    const writing = async () => {
      for await (const _chunk of workbookFile(
        { names: ['Phone number'], kinds: ['text'], sortBy: [[0]] },
        endless,
        'en',
      ));
    };
    await expect(writing()).rejects.toMatchObject({ code: 'too-many-for-workbook' });
  });
});
