/** Debian's LibreOffice, for what a spreadsheet makes of our files; where there is none, such tests are skipped and say so. */
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { copyFile, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
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
  { delimiter, language, by }: Opening,
): Promise<Buffer[]> {
  const opened = csvAs(separatorsOf(delimiter), `,,${languageIds[language]},false,true`);
  const saved = csvAs(separatorsOf(delimiter));
  return await inFolder(csvs, 'csv', (file) => {
    if (by === 'csv') return [[file('csv'), opened, file('saved.csv'), saved]];
    return [
      [file('csv'), opened, file('ods'), formats.ods],
      [file('ods'), formats.ods, file('saved.csv'), saved],
    ];
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
  const opened = csvAs(`${codes},34,${utf8},1`, `,,${languageIds['en-US']},false,true`);
  const documents = await inFolder(csvs, 'csv', (file) => [
    [file('csv'), opened, file('fods'), formats.fods],
  ]);
  return documents.map((one) => one.toString().match(/table:formula="[^"]*"/gu) ?? []);
}

/** A workbook as the program shows it, as CSV. */
export async function workbookInLibreOffice(workbook: Buffer): Promise<Buffer> {
  const [shown = Buffer.alloc(0)] = await inFolder([workbook], 'xlsx', (file) => [
    [file('xlsx'), formats.xlsx, file('csv'), csvAs(separatorsOf(','))],
  ]);
  return shown;
}

/** Workbooks opened and saved again. */
export function workbooksThroughLibreOffice(
  workbooks: readonly Buffer[],
  ending: 'xlsx' | 'ods',
): Promise<Buffer[]> {
  return inFolder(workbooks, 'xlsx', (file) => [
    [file('xlsx'), formats.xlsx, file(`saved.${ending}`), formats[ending]],
  ]);
}

const separatorsOf = (delimiter: ',' | ';') => `${delimiter.charCodeAt(0)},34,${utf8},1`;

/** The program's name of a format, and how it is read or written. */
type Format = readonly [filter: string, options: string];

const csvAs = (separators: string, reading = ''): Format => [
  'Text - txt - csv (StarCalc)',
  `${separators}${reading}`,
];
const formats = {
  ods: ['calc8', ''],
  fods: ['OpenDocument Spreadsheet Flat XML', ''],
  xlsx: ['Calc MS Excel 2007 XML', ''],
} as const satisfies Record<string, Format>;

/** A file that is opened, and saved as another one. */
type Conversion = readonly [from: string, opened: Format, to: string, saved: Format];

/** @returns what the last conversion of each file makes */
async function inFolder(
  contents: readonly (string | Buffer)[],
  ending: string,
  conversionsOf: (file: (ending: string) => string) => readonly Conversion[],
): Promise<Buffer[]> {
  const folder = mkdtempSync(join(tmpdir(), 'rollcall-libreoffice-'));
  try {
    const all = contents.map((content, at) => {
      const file = (of: string) => join(folder, `people${at}.${of}`);
      writeFileSync(file(ending), content);
      return conversionsOf(file);
    });
    await convert(all.flat());
    return await Promise.all(all.map((steps) => readFile(steps.at(-1)?.[2] ?? '')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** With a profile of its own, or it would talk to a program that is running already. */
const profile = join(testFolder(), `libreoffice-${process.pid}`);
const options = [`-env:UserInstallation=file://${profile}`, '--headless', '--norestore'];
const run = (...given: readonly string[]) =>
  promisify(execFile)(executable, [...options, ...given]);

/**
 * A start of the program takes as long as dozens of conversions: what is asked for at once, or while it runs, is done in one. Two
 * at a time would be one program, which ends when the first has done its part.
 */
let asked: Conversion[] = [];
let next: Promise<void> | undefined;
let running: Promise<unknown> = Promise.resolve();

function convert(conversions: readonly Conversion[]): Promise<void> {
  asked.push(...conversions);
  if (next === undefined) {
    next = running.then(() => setImmediate()).then(convertAll);
    running = next.catch(() => undefined);
  }
  return next;
}

async function convertAll(): Promise<void> {
  const all = asked;
  asked = [];
  next = undefined;
  await (ready ??= prepare());
  const list = join(profile, `${randomUUID()}.tsv`);
  const url = (path: string) => pathToFileURL(path).href;
  const line = ([from, opened, to, saved]: Conversion) =>
    [url(from), ...opened, url(to), ...saved].join('\t');
  writeFileSync(list, `${all.map(line).join('\n')}\n`);
  await run(`macro:///Standard.Module1.Main("${list}")`);
}

let ready: Promise<void> | undefined;

/** The first start makes the profile, with a place for macros. */
async function prepare(): Promise<void> {
  await run('--terminate_after_init');
  await copyFile(
    fileURLToPath(new URL('./convert-all.xba', import.meta.url)),
    join(profile, 'user/basic/Standard/Module1.xba'),
  );
}
