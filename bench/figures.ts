import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';

/** Durations of one kind of query, in ms. */
export interface Figures {
  readonly runs: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

export interface Measured extends Figures {
  /** the longest time for which the event loop was blocked, ms */
  readonly maxStretchMs: number;
}

/** Runs queries one after the other and measures each. */
export async function measure(
  runs: number,
  ask: (run: number) => Promise<unknown>,
): Promise<Measured> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  const took: number[] = [];
  delays.enable();
  for (let run = 0; run < runs; run += 1) {
    const began = performance.now();
    await ask(run);
    took.push(performance.now() - began);
  }
  delays.disable();
  // The monitor includes its own interval.
  return { ...figuresOf(took), maxStretchMs: rounded(Math.max(0, delays.max / 1e6 - 1)) };
}

/** @param took in ms */
export function figuresOf(took: readonly number[]): Figures {
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number) =>
    rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { runs: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) };
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** MB in use after garbage collection: objects and buffers. Needs `--expose-gc`. */
export async function memoryInUse(): Promise<number> {
  if (globalThis.gc === undefined) throw new Error('run with --expose-gc');
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc();
    // Buffers are released slightly later than the objects that hold them.
    await pause(50);
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
}

/** Stores the figures of a bench in `bench/results/<name>.json`, with the machine they were measured on. */
export async function keepFigures(name: string, figures: object): Promise<void> {
  const load = rounded(loadavg()[0] ?? 0);
  console.log(`load of the machine: ${load}`);
  const machine = {
    cpus: cpus().length,
    model: cpus()[0]?.model ?? '',
    node: process.version,
    load,
  };
  const report = { at: new Date().toISOString(), machine, ...figures };
  const folder = path.join(import.meta.dirname, 'results');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${name}.json`), `${JSON.stringify(report, undefined, 2)}\n`);
}
