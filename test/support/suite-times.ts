/**
 * Where the time of a test run goes: `npm run test:times`, with the files or folders as for `npm test`. Prints each
 * folder of `test/` with its files, tests, seconds and processor seconds, and the longest files.
 *
 * The processor seconds of a file are its worker's while the file ran, and those of the processes that it started and
 * that ended. A worker's first file loads the product for the others. The store's servers are shared: they have a
 * line of their own. What Chromium draws in processes of its own is in none of them, but in the machine's, as is all else
 * that runs there meanwhile.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { cpuOf, cpuOfMachine } from './cpu-of.ts';
import './start-azurite.ts';
import { testFolder } from './storage.ts';

interface FileResult {
  readonly testFilePath: string;
  readonly numPassingTests: number;
  readonly numFailingTests: number;
  readonly perfStats: { readonly start: number; readonly end: number };
}

interface Line {
  readonly name: string;
  files: number;
  tests: number;
  seconds: number;
  cpu: number;
}

/** Each worker appends to it. */
const notes = () => path.join(testFolder(), 'cpu.tsv');
const most = 25;

/** Notes what a file of this worker took. */
export function noteCpu(file: string, seconds: number): void {
  appendFileSync(notes(), `${file}\t${seconds.toFixed(2)}\n`);
}

export default class SuiteTimes {
  readonly #before = cpuOfMachine();

  onRunComplete(_contexts: unknown, run: { readonly testResults: readonly FileResult[] }): void {
    const noted = new Map(
      readFileSync(notes(), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split('\t') as [string, string]),
    );
    const lines = run.testResults.map((file): Line => {
      const { testFilePath, numPassingTests, numFailingTests, perfStats } = file;
      return {
        name: path.relative(process.cwd(), testFilePath),
        files: 1,
        tests: numPassingTests + numFailingTests,
        seconds: (perfStats.end - perfStats.start) / 1_000,
        cpu: Number(noted.get(testFilePath) ?? 0),
      };
    });
    const store = sum('the store’s servers', []);
    store.cpu = (globalThis.testAzurite?.pids() ?? []).reduce((all, pid) => all + cpuOf(pid), 0);
    const runner = sum('jest itself', []);
    runner.cpu = cpuOf('self');
    const folders = Map.groupBy(lines, ({ name }) => path.dirname(name));
    const all = [...folders].map(([folder, inside]) => sum(folder, inside));
    print([
      ...all.toSorted((one, other) => (one.name < other.name ? -1 : 1)),
      ...[store, runner],
      sum('all', [...all, store, runner]),
      { ...sum('the machine', []), cpu: cpuOfMachine() - this.#before },
    ]);
    print(lines.toSorted((one, other) => other.seconds - one.seconds).slice(0, most));
    print(lines.toSorted((one, other) => other.cpu - one.cpu).slice(0, most));
  }
}

function sum(name: string, lines: readonly Line[]): Line {
  const total = { name, files: 0, tests: 0, seconds: 0, cpu: 0 };
  for (const { files, tests, seconds, cpu } of lines) {
    total.files += files;
    total.tests += tests;
    total.seconds += seconds;
    total.cpu += cpu;
  }
  return total;
}

function print(lines: readonly Line[]): void {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const row = (name: string, ...rest: readonly string[]) =>
    `${name.padEnd(width)} ${rest.map((one) => one.padStart(8)).join('')}`;
  const rows = lines.map(({ name, files, tests, seconds, cpu }) =>
    row(name, String(files), String(tests), seconds.toFixed(1), cpu.toFixed(1)),
  );
  process.stdout.write(`\n${[row('', 'files', 'tests', 'seconds', 'CPU'), ...rows].join('\n')}\n`);
}
