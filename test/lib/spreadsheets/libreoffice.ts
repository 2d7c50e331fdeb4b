/** Debian's LibreOffice, for what a spreadsheet makes of our files; where there is none, such tests are skipped and say so. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe } from '@jest/globals';

const executable = process.env.SOFFICE ?? '/usr/bin/soffice';
const present = existsSync(executable);
if (!present) console.warn(`skipped: no LibreOffice at ${executable}`);

export const describeInLibreOffice = present ? describe : describe.skip;

export interface Opening {
  readonly delimiter: ',' | ';';
  readonly language: 'en-US' | 'de-DE';
  /** by way of a document of its own, or straight back to CSV */
  readonly by: 'ods' | 'csv';
}

const languageIds = { 'en-US': 1033, 'de-DE': 1031 } as const;
const utf8 = 76;

/** A CSV file opened, with everything recognised that the program can recognise, and saved as CSV again. */
export async function throughLibreOffice(csv: string, opening: Opening): Promise<Buffer> {
  const separators = separatorsOf(opening.delimiter);
  const opened = `--infilter=CSV:${separators},,${languageIds[opening.language]},false,true`;
  return await inFolder(async ({ folder, file, run }) => {
    await writeFile(file('people.csv'), csv);
    if (opening.by === 'csv') {
      await run(opened, ...savingAsCsv(opening.delimiter, file('saved')), file('people.csv'));
    } else {
      await run(opened, '--convert-to', 'ods', '--outdir', folder, file('people.csv'));
      await run(...savingAsCsv(opening.delimiter, file('saved')), file('people.ods'));
    }
    return await readFile(file('saved/people.csv'));
  });
}

/**
 * The formulas that the program finds in a CSV file when it splits at these characters, whatever the file was written with.
 */
export async function formulasInLibreOffice(csv: string, splitAt: string): Promise<string[]> {
  const codes = Array.from(splitAt, (one) => one.charCodeAt(0)).join('/');
  const opened = `--infilter=CSV:${codes},34,${utf8},1,,${languageIds['en-US']},false,true`;
  return await inFolder(async ({ folder, file, run }) => {
    await writeFile(file('people.csv'), csv);
    await run(opened, '--convert-to', 'fods', '--outdir', folder, file('people.csv'));
    const document = await readFile(file('people.fods'), 'utf8');
    return document.match(/table:formula="[^"]*"/gu) ?? [];
  });
}

/** A workbook as the program shows it, as CSV. */
export async function workbookInLibreOffice(workbook: Buffer): Promise<Buffer> {
  return await inFolder(async ({ file, run }) => {
    await writeFile(file('people.xlsx'), workbook);
    await run(...savingAsCsv(',', file('saved')), file('people.xlsx'));
    return await readFile(file('saved/people.csv'));
  });
}

/** Workbooks opened and saved again, all in one start of the program. */
export async function workbooksThroughLibreOffice(
  workbooks: readonly Buffer[],
  ending: 'xlsx' | 'ods',
): Promise<Buffer[]> {
  return await inFolder(async ({ file, run }) => {
    const names = workbooks.map((_, at) => `people${at}`);
    for (const [at, workbook] of workbooks.entries())
      await writeFile(file(`${names[at] ?? ''}.xlsx`), workbook);
    const opened = names.map((name) => file(`${name}.xlsx`));
    await run('--convert-to', ending, '--outdir', file('saved'), ...opened);
    return await Promise.all(names.map((name) => readFile(file(`saved/${name}.${ending}`))));
  });
}

const separatorsOf = (delimiter: ',' | ';') => `${delimiter.charCodeAt(0)},34,${utf8},1`;

const savingAsCsv = (delimiter: ',' | ';', folder: string) => [
  '--convert-to',
  `csv:Text - txt - csv (StarCalc):${separatorsOf(delimiter)}`,
  '--outdir',
  folder,
];

interface Folder {
  readonly folder: string;
  readonly file: (name: string) => string;
  readonly run: (...given: string[]) => Promise<unknown>;
}

/** With a folder and a profile of its own, or it would talk to a program that is running already. */
async function inFolder<Result>(work: (folder: Folder) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-libreoffice-'));
  const file = (name: string) => join(folder, name);
  const profile = `-env:UserInstallation=file://${file('profile')}`;
  const run = (...given: string[]) =>
    promisify(execFile)(executable, [profile, '--headless', ...given]);
  try {
    return await work({ folder, file, run });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
