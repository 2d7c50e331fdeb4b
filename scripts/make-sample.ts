import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { fromCommandLine, wholeNumber } from './command-line.ts';
import { sampleCsv } from './sample-people.ts';

const help = {
  usage: 'npm run sample -- <people> [--out file] [--seed n] [--country mix|GB|IN|…]',
  does: 'Writes a large CSV file of generated people, for trials and measurements.',
};

const { count, seed, values } = fromCommandLine(help, (args) => {
  const { positionals, ...given } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      seed: { type: 'string', default: '1' },
      country: { type: 'string', default: 'mix' },
    },
  });
  return {
    values: given.values,
    count: wholeNumber('The number of people', positionals[0] ?? '', 1),
    seed: wholeNumber('--seed', given.values.seed),
  };
});

const out = values.out ?? `samples/large-${count}.csv`;
const started = performance.now();
await pipeline(
  Readable.from(sampleCsv({ count, seed, country: values.country })),
  createWriteStream(out),
);
console.log(`${out}: ${count} people in ${((performance.now() - started) / 1000).toFixed(1)} s`);
