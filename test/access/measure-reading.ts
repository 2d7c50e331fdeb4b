/** A process that reads huge files, one after another, and writes their error logs, as the plan does, and tells in a line for each what that took. */
import { readFileSync, writeFileSync } from 'node:fs';
import { AppError } from '../../src/errors.ts';
import { errorLog } from '../../src/features/imports/error-log.ts';
import { readFile, type FileFacts } from '../../src/features/imports/reading/read-file.ts';
import { isRejection, type Rejection } from '../../src/features/imports/reading/row.ts';
import { textFor } from '../../src/text/text.ts';
import { hugeFiles, type HugeFile } from './huge-files.ts';

export interface Measured {
  /** the error's code, if the file as a whole was refused */
  readonly code?: string;
  readonly rows: number;
  readonly rejected: number;
  readonly reasons: readonly string[];
  /** of values that were left out */
  readonly leftOut: readonly string[];
  /** of the error log of the first thousand rejections */
  readonly logBytes: number;
  readonly milliseconds: number;
  /** the longest that the event loop stood still, in ms of this thread's own computing: what other processes take isn't in it */
  readonly maxStretchMs: number;
  /** the most that the process held meanwhile */
  readonly peakMegabytes: number;
}

/** From now on the kernel's mark is of what is held from now on. */
function forgetPeak(): void {
  globalThis.gc?.();
  if (process.platform === 'linux') writeFileSync('/proc/self/clear_refs', '5');
}

/**
 * Linux includes the parent's memory before the start in `maxRSS`. The kernel's own mark of this program starts
 * again.
 */
function peakKilobytes(): number {
  const { maxRSS } = process.resourceUsage();
  if (process.platform !== 'linux') return maxRSS;
  const mark = /VmHWM:\s+(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return mark === undefined ? maxRSS : Number(mark);
}

const computed = () => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};

/** Looks at each turn of the event loop how much was computed since the one before. */
function instrumentTurns(): { longest: () => number; stop: () => void } {
  let longest = 0;
  let last = computed();
  let isOn = true;
  const look = () => {
    const now = computed();
    longest = Math.max(longest, now - last);
    last = now;
    if (isOn) setImmediate(look);
  };
  setImmediate(look);
  return { longest: () => longest, stop: () => (isOn = false) };
}

async function measure(name: HugeFile): Promise<Measured> {
  // eslint-disable-next-line @typescript-eslint/require-await -- a stream of what is made as it is asked for
  const open = async function* () {
    yield* hugeFiles[name]();
  };
  const kept: Rejection[] = [];
  const reasons = new Set<string>();
  const leftOut = new Set<string>();
  let rows = 0;
  let rejected = 0;
  let logBytes = 0;
  let facts: FileFacts | undefined;
  let code: string | undefined;
  forgetPeak();
  const started = performance.now();
  const turns = instrumentTurns();
  try {
    const batches = readFile(open, { defaultCountry: 'GB', onFacts: (found) => (facts = found) });
    for await (const batch of batches) {
      for (const entry of batch) {
        if (!isRejection(entry)) {
          rows += 1;
          for (const { reason } of entry.leftOut ?? []) leftOut.add(reason);
          continue;
        }
        rejected += 1;
        reasons.add(entry.reason);
        if (kept.length < 1000) kept.push(entry);
      }
    }
    if (facts !== undefined) {
      for await (const chunk of errorLog(open, facts, kept, textFor('en')))
        logBytes += chunk.length;
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ({ code } = error);
  }
  turns.stop();
  return {
    ...(code !== undefined && { code }),
    rows,
    rejected,
    reasons: [...reasons],
    leftOut: [...leftOut],
    logBytes,
    milliseconds: Math.round(performance.now() - started),
    maxStretchMs: Math.round(turns.longest()),
    peakMegabytes: Math.round(peakKilobytes() / 1024),
  };
}

for (const name of process.argv.slice(2))
  console.log(JSON.stringify(await measure(name as HugeFile)));
