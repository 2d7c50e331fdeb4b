/** Debian's LibreOffice, for what a spreadsheet makes of our files; where there is none, such tests are skipped and say so. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testFolder } from '../../support/storage.ts';

const executable = process.env.SOFFICE ?? '/usr/bin/soffice';
const present = existsSync(executable);
if (!present) console.warn(`skipped: no LibreOffice at ${executable}`);

/** @param describe the test file's own */
export const inLibreOffice = <T>(describe: T & { readonly skip: T }): T =>
  present ? describe : describe.skip;

export interface Opening {
  readonly delimiter: ',' | ';';
  readonly language: 'en-US' | 'de-DE';
  /** by way of a document of its own, or straight back to CSV */
  readonly by: 'ods' | 'csv';
}

const languageIds = { 'en-US': 1033, 'de-DE': 1031 } as const;
const utf8 = 76;

/** CSV files opened, with everything recognised that the program can recognise, and saved as CSV again. */
export async function throughLibreOffice(
  csvs: readonly string[],
  opening: Opening,
): Promise<Buffer[]> {
  const separators = separatorsOf(opening.delimiter);
  const opened = `--infilter=CSV:${separators},,${languageIds[opening.language]},false,true`;
  return await inFolder(async ({ folder, file, run }) => {
    const names = csvs.map((_, at) => `people${at}`);
    const paths = (ending: string) => names.map((name) => file(`${name}.${ending}`));
    for (const [at, path] of paths('csv').entries()) await writeFile(path, csvs[at] ?? '');
    const saving = savingAsCsv(opening.delimiter, file('saved'));
    if (opening.by === 'csv') {
      await run(opened, ...saving, ...paths('csv'));
    } else {
      await run(opened, '--convert-to', 'ods', '--outdir', folder, ...paths('csv'));
      await run(...saving, ...paths('ods'));
    }
    return await Promise.all(names.map((name) => readFile(file(`saved/${name}.csv`))));
  });
}

/**
 * The formulas that the program finds in each CSV file when it splits at these characters, whatever the file was written with.
 */
export async function formulasInLibreOffice(
  csvs: readonly string[],
  splitAt: string,
): Promise<string[][]> {
  const codes = Array.from(splitAt, (one) => one.charCodeAt(0)).join('/');
  const opened = `--infilter=CSV:${codes},34,${utf8},1,,${languageIds['en-US']},false,true`;
  return await inFolder(async ({ folder, file, run }) => {
    const names = csvs.map((_, at) => `people${at}`);
    for (const [at, name] of names.entries()) await writeFile(file(`${name}.csv`), csvs[at] ?? '');
    const files = names.map((name) => file(`${name}.csv`));
    await run(opened, '--convert-to', 'fods', '--outdir', folder, ...files);
    const documents = names.map((name) => readFile(file(`${name}.fods`), 'utf8'));
    return (await Promise.all(documents)).map((one) => one.match(/table:formula="[^"]*"/gu) ?? []);
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

/** With a profile of its own, or it would talk to a program that is running already. Making one takes a second: once in a worker. */
const profile = join(testFolder(), `libreoffice-${process.pid}`);

async function inFolder<Result>(work: (folder: Folder) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-libreoffice-'));
  const file = (name: string) => join(folder, name);
  const options = [`-env:UserInstallation=file://${profile}`, '--headless'];
  const run = (...given: string[]) => promisify(execFile)(executable, [...options, ...given]);
  try {
    return await work({ folder, file, run });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
