import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { AppError } from '../../../../src/errors.ts';
import { NeedsAnswer } from '../../../../src/features/imports/reading/needs-answer.ts';
import { readRawRecords } from '../../../../src/features/imports/reading/raw-records.ts';
import { guardAsSent } from '../../../../src/lib/spreadsheets/cell-guard.ts';
import { textFor } from '../../../../src/text/text.ts';
import { anyFile } from './any-file.ts';
import { MemoryImport } from './memory-import.ts';
import { opening, read, type WhatWasRead } from './read-bytes.ts';

/**
 * Properties that hold for every file. Each fails with an error. The caller decides on the number of cases or
 * the time (fuzz.test.ts a few seconds each, scripts/fuzz.ts minutes).
 */
export interface FuzzProperty {
  readonly name: string;
  readonly property: fc.IAsyncProperty<unknown[]>;
}

/** No file of these, of some thousand bytes, may take more computing, in ms. */
const longestCase = 5_000;

function same(what: string, got: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(got), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a}\n  instead of ${b}`);
}

/** @throws whatever isn't a sentence for the person who sent the file */
async function orCode<T>(work: Promise<T>): Promise<T | string> {
  return work.catch((error: unknown) => {
    if (error instanceof NeedsAnswer) return `asks for ${error.question.kind}`;
    if (error instanceof AppError && error.code !== 'unexpected') return error.code;
    throw error;
  });
}

async function readsAlike(bytes: Buffer, chunk: number): Promise<void> {
  const began = process.threadCpuUsage();
  const whole = await orCode(read(bytes));
  const { user, system } = process.threadCpuUsage(began);
  if ((user + system) / 1_000 > longestCase) throw new Error('it took too long');
  same('cut anywhere', await orCode(read(bytes, { chunk })), whole);
  if (typeof whole === 'string') return;
  same(
    'numbers of records',
    whole.entries.map(({ record }) => record),
    [...whole.entries.keys()],
  );
  const lines = whole.entries.map(({ line }) => line);
  same(
    'lines',
    lines,
    [...new Set(lines)].sort((a, b) => a - b),
  );
  same('found again', [...(await rawOf(bytes, whole)).keys()], [...whole.entries.keys()]);
}

async function rawOf(
  bytes: Buffer,
  { facts, entries }: WhatWasRead,
): Promise<Map<number, readonly string[]>> {
  const raw = new Map<number, readonly string[]>();
  for await (const { record, cells } of readRawRecords(opening(bytes), facts, entries.keys()))
    raw.set(record, cells);
  return raw;
}

async function losesNobody(bytes: Buffer): Promise<void> {
  const directory = new MemoryImport();
  const done = await orCode(directory.import(bytes));
  if (typeof done === 'string') {
    same('people of a file that was refused', directory.stores.people.size, 0);
    return;
  }
  const { plan, counts, log } = done;
  const whole = await read(bytes, { defaultCountry: 'GB' });
  same('rows of the plan', plan.rowsTotal, whole.entries.length);
  const { added, updated, unchanged, rejected } = counts;
  same('rows in', added + updated + unchanged + rejected, whole.entries.length);
  same('people', directory.stores.people.size, added);

  const inLog = rowsOf(log, whole);
  // A row that counts without some of its values stands there too.
  const isOnlyTold = (reason = '') => reason.startsWith('Left out: ');
  same('rows in the error log', inLog.filter(([, reason]) => !isOnlyTold(reason)).length, rejected);
  const linesInLog = new Set(inLog.map(([line]) => line));
  const untold = whole.rows.filter(
    ({ line, leftOut }) => leftOut !== undefined && !linesInLog.has(String(line)),
  );
  same('rows of which something is left out, and nothing is said', untold, []);
  const raw = await rawOf(bytes, whole);
  const byLine = new Map(whole.entries.map((entry) => [String(entry.line), entry]));
  for (const [line = '', reason, ...cells] of inLog) {
    const entry = byLine.get(line);
    if (entry === undefined) throw new Error(`line ${line} of the log is none of the file's`);
    same(
      `cells of line ${line}`,
      cells,
      raw.get(entry.record)?.map((text) => guardAsSent(text.toWellFormed())),
    );
    if ('reason' in entry)
      same('reason', reason, guardAsSent(textFor('en').rowReason(entry).toWellFormed()));
  }

  const again = await directory.import(bytes);
  same('the same file again', again.counts, {
    added: 0,
    updated: 0,
    unchanged: added + updated + unchanged,
    rejected,
  });
  if (log !== '') await rejectsAgain(log, whole);
}

function rowsOf(log: string, { facts }: WhatWasRead): string[][] {
  if (log === '') return [];
  const { delimiter } = facts;
  const rows = parse(log, {
    bom: true,
    delimiter,
    relax_column_count: true,
    record_delimiter: '\r\n',
  });
  return rows.slice(1);
}

/** Nobody corrected anything: what was wrong with each row by itself is wrong still. */
async function rejectsAgain(log: string, whole: WhatWasRead): Promise<void> {
  const back = await orCode(read(Buffer.from(log), { defaultCountry: 'GB' }));
  // So few rows with so many control characters that the log isn't text any more: nothing of it is taken.
  if (typeof back === 'string') return;
  const rejected = new Set(whole.rejections.map(({ line }) => String(line)));
  const lines = rowsOf(log, whole).map(([line]) => line ?? '');
  same('rows of the log', back.entries.length, lines.length);
  const taken = back.rows
    .map(({ record }) => lines[record] ?? '')
    .filter((line) => rejected.has(line));
  same('lines taken from the log uncorrected', taken, []);
}

export const fuzzProperties: readonly FuzzProperty[] = [
  {
    name: 'no file crashes or hangs the reader, and where the network cuts it makes no difference',
    property: fc.asyncProperty(anyFile, fc.integer({ min: 1, max: 64 }), readsAlike),
  },
  {
    name: 'no row is lost: each is added, updated, unchanged or in the error log as it was sent, and is rejected again when it comes back',
    property: fc.asyncProperty(anyFile, losesNobody),
  },
];
