import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEventLoopYield } from './yield-to-event-loop.ts';

type Row = readonly string[];

/** Sorted without yielding in some 20 ms. */
const rowsOfRun = 4_000;
const together = 500;
const bytesAhead = 16 * 1024;

/** A run being merged: the buffered chunk, the position in it, and the rest of the run. */
interface Head {
  readonly run: number;
  row: Row;
  portion: readonly Row[];
  at: number;
  readonly rest: AsyncIterator<readonly Row[]>;
}

/**
 * Sorts any number of rows: in runs that are spilled to the local disk, and then merged. Stable. Memory holds
 * the rows of one run, and one row of each other run.
 */
export async function* sortRows(
  batches: AsyncIterable<readonly Row[]>,
  compare: (a: Row, b: Row) => number,
): AsyncGenerator<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-'));
  try {
    const runs: string[] = [];
    let run: Row[] = [];
    const endRun = async () => {
      const path = join(folder, String(runs.length));
      await writeFile(
        path,
        run
          .sort(compare)
          .map((row) => JSON.stringify(row))
          .join('\n'),
      );
      runs.push(path);
      run = [];
    };
    for await (const rows of batches) {
      for (const row of rows) {
        run.push(row);
        if (run.length === rowsOfRun) await endRun();
      }
    }
    if (runs.length === 0) {
      if (run.length > 0) yield run.sort(compare);
      return;
    }
    if (run.length > 0) await endRun();
    yield* merged(runs, compare);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function* merged(
  runs: readonly string[],
  compare: (a: Row, b: Row) => number,
): AsyncGenerator<Row[]> {
  const heads: Head[] = [];
  for (const [run, path] of runs.entries()) {
    const head = { run, row: [], portion: [], at: 0, rest: rowsIn(path)[Symbol.asyncIterator]() };
    if (await moveOn(head)) heads.push(head);
  }
  const order = (a: Head, b: Head) => compare(a.row, b.row) || a.run - b.run;
  // Ordered from last to first, so that the next one is taken from the end; a binary search finds where a run
  // is inserted again.
  heads.sort((a, b) => order(b, a));
  const { yieldIfDue } = createEventLoopYield();
  let ready: Row[] = [];
  for (let head = heads.pop(); head !== undefined; head = heads.pop()) {
    ready.push(head.row);
    if (ready.length === together) {
      yield ready;
      ready = [];
      await yieldIfDue();
    }
    if (head.at === head.portion.length ? await moveOn(head) : takeNext(head))
      heads.splice(placeOf(head, heads, order), 0, head);
  }
  if (ready.length > 0) yield ready;
}

function placeOf(head: Head, heads: readonly Head[], order: (a: Head, b: Head) => number): number {
  let low = 0;
  let high = heads.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = heads[middle];
    if (other !== undefined && order(other, head) > 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function takeNext(head: Head): boolean {
  head.row = head.portion[head.at] ?? [];
  head.at += 1;
  return true;
}

/** Advances the run to its next row. @returns whether there is one */
async function moveOn(head: Head): Promise<boolean> {
  const next = await head.rest.next();
  if (next.done === true) return false;
  head.portion = next.value;
  head.at = 0;
  return takeNext(head);
}

async function* rowsIn(path: string): AsyncGenerator<readonly Row[]> {
  let text = '';
  for await (const chunk of createReadStream(path, {
    encoding: 'utf8',
    highWaterMark: bytesAhead,
  })) {
    const lines = (text + String(chunk)).split('\n');
    text = lines.pop() ?? '';
    if (lines.length > 0) yield lines.map((line) => JSON.parse(line) as Row);
  }
  if (text !== '') yield [JSON.parse(text) as Row];
}
