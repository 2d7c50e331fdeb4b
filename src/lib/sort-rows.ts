import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEventLoopYield } from './yield-to-event-loop.ts';

type Row = readonly string[];

/** Sorted at once in some 20 ms, so that others wait no longer. */
const rowsOfRun = 4_000;
const together = 500;
const bytesAhead = 16 * 1024;

/** A run on its way into the merged rows: the portion that was read of it, the place in it, and what follows. */
interface Head {
  readonly run: number;
  row: Row;
  portion: readonly Row[];
  at: number;
  readonly rest: AsyncIterator<readonly Row[]>;
}

/**
 * Rows in order, however many: sorted in runs, which wait on the local disk, and merged. Equal ones stay in the order in which
 * they came. What one run holds stays in memory, and a row of each.
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
  // Kept from last to first, so that the next is taken from the end; where one goes back in is searched by halves.
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

/** The next row of the run, of its next portion. @returns whether there is one */
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
