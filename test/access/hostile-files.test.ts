import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { zipped } from '../features/imports/reading/workbook-bytes.ts';
import { hugeFiles, type HugeFile } from './huge-files.ts';
import type { Measured } from './measure-reading.ts';

/** As `npm start` runs it. */
const memory = ['--max-semi-space-size=4', '--max-old-space-size=192'];

/** A process with nothing to do but its imports loaded has some 95 MB; the largest file here has 200. */
const maxMegabytes = 200;
/**
 * Of computing between two turns of the event loop, in ms: who writes to the bot meanwhile waits no longer. Measured: 20 to
 * 100.
 */
const maxStretchMs = 250;

/** One after another in one process: what the ones before have left is counted with the one after. */
async function measure(...files: readonly HugeFile[]): Promise<Measured[]> {
  const arguments_ = [...memory, '--expose-gc', 'test/access/measure-reading.ts', ...files];
  const { stdout } = await promisify(execFile)(process.execPath, arguments_);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Measured);
}

/**
 * Again, each time alone, where a turn took long or much was held: on a crowded processor the same work computes longer, now and
 * then. What is too much is so each time.
 */
async function measureAtBest(file: HugeFile, first: Measured): Promise<Measured> {
  if (first.maxStretchMs < maxStretchMs && first.peakMegabytes < maxMegabytes) return first;
  const others = [...(await measure(file)), ...(await measure(file))];
  return {
    ...first,
    maxStretchMs: Math.min(...[first, ...others].map((one) => one.maxStretchMs)),
    peakMegabytes: Math.min(...[first, ...others].map((one) => one.peakMegabytes)),
  };
}

/** More than this of an error log is a thousand times the file: a thousand rows and one header of 64 KB would be 30 MB. */
const maxLogBytes: Partial<Record<HugeFile, number>> = {
  'a header of 30,000 columns over short rows': 500_000,
};

const expected: Record<HugeFile, Partial<Measured>> = {
  'one line of 200 MB': { code: 'no-header' },
  'a cell of 200 MB': { rows: 1, rejected: 1, reasons: ['line-too-long'] },
  'a quoted cell of 200 MB in one line': { rows: 1, rejected: 1, reasons: ['line-too-long'] },
  'a quotation mark at the start that is never closed': { rows: 0, rejected: 0 },
  'a quotation mark in the middle that is never closed': {
    rows: 0,
    reasons: ['quote-not-closed', 'phone-missing'],
  },
  'a quotation mark in every second line that is never closed': {
    rejected: 262_144,
    reasons: ['quote-not-closed', 'phone-not-a-number'],
  },
  'nothing but quotation marks': { rejected: 1, reasons: ['line-too-long'] },
  'ten million empty lines': { rows: 0, rejected: 0 },
  'ten million empty lines before its header': { code: 'file-empty' },
  'nothing but delimiters': { rejected: 1, reasons: ['line-too-long'] },
  'lines of nothing but delimiters': { rows: 0, rejected: 0 },
  'a header of a million columns': { code: 'no-header' },
  'a header of 30,000 columns over short rows': { rows: 0, reasons: ['phone-missing'] },
  'a row of a million columns': { rows: 1, rejected: 1, reasons: ['line-too-long'] },
  'rows of 30,000 columns': { rows: 0, reasons: ['too-many-cells'] },
  'a cell of 10 MB': { rows: 1, rejected: 1, reasons: ['line-too-long'] },
  'zeros after its first rows': { rows: 400, rejected: 1, reasons: ['line-too-long'] },
  'rows with zeros in them': { reasons: [], leftOut: ['control-characters'] },
  'values of invisible joiners': { rejected: 0 },
  'values that almost look like formulas': { rejected: 0, leftOut: ['too-long'] },
};

describe('a file made to be too much takes neither the memory nor the time of everybody else:', () => {
  const files = Object.keys(hugeFiles) as HugeFile[];
  const firsts = new Map<HugeFile, Measured>();
  beforeAll(async () => {
    const all = await measure(...files);
    for (const [at, file] of files.entries()) {
      const measured = all[at];
      if (measured !== undefined) firsts.set(file, measured);
    }
  });

  it.each(files)('%s', async (file) => {
    const first = firsts.get(file);
    if (first === undefined) throw new Error('it was not measured');
    const measured = await measureAtBest(file, first);
    expect(measured).toMatchObject(expected[file]);
    expect(measured.peakMegabytes).toBeLessThan(maxMegabytes);
    expect(measured.maxStretchMs).toBeLessThan(maxStretchMs);
    expect(measured.logBytes).toBeLessThan(maxLogBytes[file] ?? Infinity);
  });
});

describe('a file without a table, whatever its name says, is refused at the door and not unpacked:', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall();
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  const zeros = Buffer.alloc(20 << 20);
  /** Says of its only file that it unpacks to 4 GB. */
  const bomb = zipped({ '0.bin': zeros });
  for (const [signature, place] of [
    ['PK\x03\x04', 22],
    ['PK\x01\x02', 24],
  ] as const)
    bomb.writeUInt32LE(0xfffffffe, bomb.indexOf(signature, 0, 'latin1') + place);
  const csv = Buffer.from('Phone,First name\n+442079460101,Ada\n');

  it.each<[string, Buffer, RegExp]>([
    ['a zip that unpacks to gigabytes', bomb, /too large/],
    ['a zip in a zip', zipped({ 'inner.zip': bomb }), /archive/],
    ['a zip without its end', bomb.subarray(0, 500), /damaged/],
    ['a compressed CSV in a compressed file', gzipSync(gzipSync(csv)), /archive/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /picture/],
    ['a PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), /PDF/],
    ['a web page', Buffer.from('<!doctype html><title>Phone,Name</title>'), /web page/],
    ['JSON', Buffer.from('[{"Phone": "+442079460101", "First name": "Ada"}]'), /JSON/],
    ['a program', Buffer.from(`\x7fELF\x02\x01\x01${'\0'.repeat(60)}`, 'latin1'), /can’t read/],
    ['half a UTF-32 file', Buffer.from('fffe000050000000680000006f00', 'hex'), /read the text/],
  ])('%s', async (_what, bytes, sentence) => {
    const { tara } = rollcall.teams;
    await tara.sendFile('people.csv', bytes);
    const answer = await tara.waitForMessage(({ text }) => text !== undefined);
    expect(answer.text).toMatch(sentence);
    expect(answer.text?.split('\n')).toHaveLength(1);
    const { operations } = await rollcall.storage.operations.page(
      tara.person.tenantId,
      'import',
      9,
    );
    expect(operations).toEqual([]);
    const kept: string[] = [];
    for await (const page of rollcall.storage.files.list('')) kept.push(...page.map((f) => f.name));
    expect(kept).toEqual([]);
  });
});
