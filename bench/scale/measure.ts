import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { withEmbeddedStore } from '../embedded-store.ts';
import { keepFigures } from '../figures.ts';
import { checkedAgainst, type Checked } from './check.ts';
import { tellStory, type Story } from './count-story.ts';
import { withCountedStore } from './real-store.ts';
import { measureRows, type RowBytes } from './row-bytes.ts';
import { measureWorker, type WorkerCpu } from './worker-cpu.ts';

/** What the reckoning rests on; kept as bench/results/scale-measured.json. */
export interface ScaleMeasured {
  readonly worker: WorkerCpu;
  readonly rows: RowBytes;
  readonly checked: readonly Checked[];
}

const stories: readonly Story[] = [
  { rows: 100, changed: 10, users: 100 },
  { rows: 1_000, changed: 50, users: 1_000 },
  { rows: 5_000, changed: 2_500, users: 3_000 },
];
const rowsForWorker = 10_000;
const file = path.join(import.meta.dirname, '..', 'results', 'scale-measured.json');

/** Counts what organizations of three sizes ask of the store, holds it against what is predicted, and measures a worker. */
export async function measureScale(): Promise<void> {
  const checked: Checked[] = [];
  let rows: RowBytes = {};
  for (const story of stories) {
    await withCountedStore(async (store) => {
      checked.push(...checkedAgainst(story, await tellStory(store, story)));
      rows = { ...rows, ...(story === stories[0] ? await measureRows(store.connection) : {}) };
    });
  }
  const worker = await withEmbeddedStore(({ storage }) => measureWorker(storage, rowsForWorker));
  console.table(checked);
  const measured: ScaleMeasured = { worker, rows, checked };
  await keepFigures('scale-measured', measured);
}

/** What was measured the last time. */
export async function lastMeasured(): Promise<ScaleMeasured> {
  return JSON.parse(await readFile(file, 'utf8')) as ScaleMeasured;
}
