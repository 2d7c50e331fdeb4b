import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { readFile } from '../src/features/imports/reading/read-file.ts';
import { writeWorkbook } from '../src/lib/spreadsheets/workbook/write-workbook.ts';
import { keepFigures } from './figures.ts';

/*
 * Measures the reading of the same people from a CSV file and from a workbook: seconds, and the most memory of a process that
 * does nothing else. Each is read in a process of its own.
 */
interface Reading {
  readonly seconds: number;
  readonly peakMb: number;
  readonly rows: number;
}

async function readIn(path: string): Promise<void> {
  const began = performance.now();
  let rows = 0;
  const open = (from = 0) => createReadStream(path, { start: from }) as AsyncIterable<Buffer>;
  for await (const batch of readFile(open, { defaultCountry: 'GB', onFacts: () => undefined }))
    rows += batch.length;
  const seconds = Math.round(performance.now() - began) / 1000;
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(JSON.stringify({ seconds, peakMb, rows }));
}

async function measured(path: string): Promise<Reading> {
  const script = fileURLToPath(import.meta.url);
  const limits = ['--max-semi-space-size=4', '--max-old-space-size=192'];
  const { stdout } = await promisify(execFile)(process.execPath, [...limits, script, path]);
  return JSON.parse(stdout) as Reading;
}

async function benchSize(people: number) {
  // Only here: the processes that are measured make up nobody.
  const { sampleCsv } = await import('../scripts/sample-people.ts');
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  try {
    const csv = [...sampleCsv({ count: people, seed: 1 })].join('');
    const [names = [], ...rows] = parse(csv, { bom: true });
    const batches = (async function* () {
      for (let at = 0; at < rows.length; at += 1_000)
        yield await Promise.resolve(rows.slice(at, at + 1_000));
    })();
    const columns = names.map((header) => ({ header, kind: 'text' as const }));
    const [asCsv, asWorkbook] = [join(folder, 'people.csv'), join(folder, 'people.xlsx')];
    await pipeline(Readable.from([csv]), createWriteStream(asCsv));
    await pipeline(
      writeWorkbook([{ name: 'People', columns, rows: batches }]),
      createWriteStream(asWorkbook),
    );
    return { people, csv: await measured(asCsv), workbook: await measured(asWorkbook) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Reads people from a CSV file and from a workbook. */
export async function benchWorkbooks(sizes: readonly number[]): Promise<void> {
  const results = [];
  for (const people of sizes) results.push(await benchSize(people));
  console.table(
    results.map(({ people, csv, workbook }) => ({
      people,
      csv: csv.seconds,
      csvMb: csv.peakMb,
      workbook: workbook.seconds,
      workbookMb: workbook.peakMb,
    })),
  );
  await keepFigures('workbooks', { results });
}

const [script, path] = process.argv.slice(1);
if (script === fileURLToPath(import.meta.url) && path !== undefined) await readIn(path);
