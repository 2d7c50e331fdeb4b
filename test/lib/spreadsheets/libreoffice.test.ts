import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AttributeDefinition } from '../../../src/domain/attributes.ts';
import { marks } from '../../../src/lib/spreadsheets/our-columns.ts';
import { read } from '../../features/imports/reading/read-bytes.ts';
import { csvLines } from '../../../src/lib/spreadsheets/csv-file.ts';
import { guardCell, guardText } from '../../../src/lib/spreadsheets/cell-guard.ts';
import {
  inLibreOffice,
  formulasInLibreOffice,
  throughLibreOffice,
  workbooksThroughLibreOffice,
  type Opening,
} from './libreoffice.ts';
import {
  expectedRows,
  exportedCsv,
  exportedWorkbook,
  exports,
  hasNoPlaceholder,
  inAnyOrder,
  nastyTexts,
  rowsOf,
  valuesOf,
  type Export,
} from './exported-people.ts';

/** Spreadsheets write line breaks in their own way; for an import that is no change (directory/compare.ts). */
function withOneLineBreak(rows: unknown): unknown {
  return JSON.parse(JSON.stringify(rows), (_, value: unknown) =>
    typeof value === 'string' ? value.replace(/\r\n|\n\r|\r|\n/gu, '\n') : value,
  );
}

const own: AttributeDefinition[] = ['"Size", in cm; =1+1', '2026-01-31', '5 May', '00123'].map(
  (name, index) => ({
    key: `own_test000${String(index)}` as const,
    name,
    type: (['text', 'number', 'yes-no', 'date'] as const)[index] ?? 'text',
    required: false,
    visibleTo: 'all',
  }),
);
const [text, number, yesNo, date] = own.map(({ key }) => key);

/** Each nasty text once, as a person's name, in their location, and as a value of an own attribute. */
const nasty: Omit<Export, 'delimiter'> = {
  own,
  keys: ['firstName', 'location', ...own.map(({ key }) => key)],
  ofChanges: true,
  people: nastyTexts.map((value, index) => ({
    fields: {
      ...valuesOf(
        {
          firstName: value,
          location: `12 High Street\r\n${value}`,
          [text ?? '']: value,
          [number ?? '']: ['12345678901234567', '0.5', '-3', '1000'][index % 4],
          [yesNo ?? '']: index % 2 === 0 ? 'yes' : 'no',
          [date ?? '']: `2026-01-${String((index % 28) + 1).padStart(2, '0')}`,
        },
        own,
      ),
      phone: `+4917100${String(index).padStart(5, '0')}`,
    },
    network: index % 2 === 0 ? 'Employee' : 'Others',
    change: index % 3 === 0 ? marks.deleted : marks.added,
  })),
};

/** Begins the work for all cases before the tests of a group: the program starts once for them. */
function atOnce<Case, Result>(cases: readonly Case[], work: (one: Case) => Promise<Result>) {
  const begun = new Map<Case, Promise<Result>>();
  beforeAll(() => {
    for (const one of cases) {
      const result = work(one);
      result.catch(() => undefined);
      begun.set(one, result);
    }
  });
  return (one: Case) => begun.get(one) ?? Promise.reject(new Error('it was not begun'));
}

inLibreOffice(describe)('a file that was opened and saved in a spreadsheet', () => {
  const openings: Opening[] = [
    { delimiter: ',', language: 'en-US', by: 'ods' },
    { delimiter: ';', language: 'de-DE', by: 'ods' },
    { delimiter: ',', language: 'de-DE', by: 'csv' },
    { delimiter: ';', language: 'en-US', by: 'csv' },
  ];

  async function opened(opening: Opening) {
    const { delimiter } = opening;
    const whatever = fc.sample(exports, { numRuns: 40, seed: 7 });
    const given = [nasty, ...whatever.filter(({ people }) => people.length > 4).slice(0, 4)];
    const files = given
      // Calc may lose an apostrophe, and without it a placeholder means an empty cell.
      .map((one) => ({ ...one, people: one.people.filter(hasNoPlaceholder), delimiter }))
      .map((file) => ({ file, csv: exportedCsv(file) }))
      // Calc's own documents have no tabs inside a cell, so they are lost there whatever we write.
      .filter(({ csv }) => opening.by === 'csv' || !csv.includes('\t'));
    const csvs = files.map(({ csv }) => csv);
    const allSaved = await throughLibreOffice(csvs, opening);
    return files.map(({ file }, at) => ({ file, saved: allSaved[at] ?? Buffer.alloc(0) }));
  }

  const all = atOnce(openings, opened);

  it.each(openings)('says of everybody what it said before: %j', async (opening) => {
    for (const { file, saved } of await all(opening)) {
      for (const bytes of [saved, Buffer.concat([Buffer.from('\uFEFF'), saved])]) {
        const found = await read(bytes, { attributes: file.own });
        expect(withOneLineBreak(rowsOf(found))).toEqual(withOneLineBreak(expectedRows(file)));
        expect(found.facts.notUnderstood).toEqual([]);
      }
    }
  });
});

inLibreOffice(describe)('a workbook that was opened and saved in a spreadsheet', () => {
  const endings = ['xlsx', 'ods'] as const;

  async function opened(ending: (typeof endings)[number]) {
    const whatever = fc.sample(exports, { numRuns: 40, seed: 11 });
    const some = whatever.filter(({ people }) => people.length > 4).slice(0, 4);
    const files = [{ ...nasty, delimiter: ',' as const }, ...some].map((given) => ({
      ...given,
      people: given.people.filter(hasNoPlaceholder),
    }));
    const workbooks = await Promise.all(files.map(exportedWorkbook));
    const allSaved = await workbooksThroughLibreOffice(workbooks, ending);
    return files.map((file, at) => ({ file, saved: allSaved[at] ?? Buffer.alloc(0) }));
  }

  const all = atOnce(endings, opened);

  it.each(endings)('says of everybody what it said before: %s', async (ending) => {
    for (const { file, saved } of await all(ending)) {
      const found = await read(saved, { attributes: file.own });
      const rows = withOneLineBreak(rowsOf(found)) as unknown[];
      expect(inAnyOrder(rows)).toEqual(
        inAnyOrder(withOneLineBreak(expectedRows(file)) as unknown[]),
      );
      expect(found.facts).toMatchObject({ format: ending, notUnderstood: [] });
    }
  });
});

/** Texts with a part that runs if a spreadsheet splits the cell at a delimiter or a line break. */
const splitTexts = [
  ...['x;=1+1;y', 'x,=1+1,y', 'x\t=1+1\ty', 'x|=1+1|y', 'x; =1+1;y', 'x;+1+1;y', 'x;-1-1;y'],
  ...[
    'a\n=1+1\nb',
    'a\r\n=1+1\r\nb',
    'a\r=1+1\rb',
    '"\n=1+1\n',
    'x;"=1+1;y',
    '"x;=1+1;y',
    'x,"y;=1+1;z',
  ],
];

inLibreOffice(describe)('a file that is split where it should not be', () => {
  const places = [';', ',', '\t', '|', '\t;,|'];

  function opened(splitAt: string) {
    const rows = splitTexts.flatMap((one) => [[one], ['A;b', one, 'c']]);
    const guards = [guardText, guardCell].flatMap((guard) => rows.map((row) => row.map(guard)));
    const guarded = [csvLines(guards, ','), csvLines(guards, ';')];
    return formulasInLibreOffice([...guarded, csvLines(rows, ',')], splitAt);
  }

  const all = atOnce(places, opened);

  it.each(places)('runs nothing: at %j', async (splitAt) => {
    const found = await all(splitAt);
    expect(found.slice(0, 2)).toEqual([[], []]);
    expect((found[2] ?? []).length > 0).toBe(splitAt !== ',');
  });
});
