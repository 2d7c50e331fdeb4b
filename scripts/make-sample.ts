import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { sampleCsv } from './sample-people.ts';

/**
 * npm run sample -- <count> [--out file] [--seed n] [--country mix|GB|IN|…]
 * Writes a large CSV file of generated people, for trials and measurements.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    country: { type: 'string', default: 'mix' },
  },
});

const count = Number(positionals[0] ?? '');
const seed = Number(values.seed);
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  console.error(
    'Say how many people: npm run sample -- 100000 [--out file] [--seed n] [--country mix]',
  );
  process.exit(1);
}

const out = values.out ?? `samples/large-${count}.csv`;
const started = performance.now();
await pipeline(
  Readable.from(sampleCsv({ count, seed, country: values.country })),
  createWriteStream(out),
);
console.log(`${out}: ${count} people in ${((performance.now() - started) / 1000).toFixed(1)} s`);
