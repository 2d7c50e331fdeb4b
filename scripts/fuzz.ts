import fc from 'fast-check';
import { fuzzProperties } from '../test/features/imports/reading/fuzz-properties.ts';
import { fuzzEdgeFor } from '../test/edge/fuzz-for-minutes.ts';

/**
 * npm run fuzz -- <minutes> [seed]
 * Tries the reader, the plan and the apply of imports with made-up files for as long as it is told; stops at the first that
 * breaks a promise, made as small as it gets, with the seed that finds it again.
 *
 * npm run fuzz -- edge <minutes> [seed]
 * Sends made-up bytes to the ports of a product that it starts, and stops when that ends, is deaf, or keeps a connection.
 */
const given = process.argv.slice(2);
const isEdge = given[0] === 'edge';
const [minutesGiven = '1', seedGiven = String(Date.now() % 1_000_000_000)] = given.slice(
  isEdge ? 1 : 0,
);
const minutes = Number(minutesGiven);
const firstSeed = Number(seedGiven);
if (!(minutes > 0) || !Number.isInteger(firstSeed)) {
  console.error('Say for how many minutes: npm run fuzz -- [edge] 15 [seed]');
  process.exit(1);
}
if (isEdge) {
  try {
    const sent = await fuzzEdgeFor(minutes, firstSeed);
    console.log(`${sent} connections with made-up bytes: the product lives`);
    process.exit(0);
  } catch (error) {
    console.error(error);
    process.exit(1);
  }
}

const end = performance.now() + minutes * 60_000;
const cases = fuzzProperties.map(() => 0);
/** In turns, so that each gets its share of the time. */
const inATurn = 1000;
for (let turn = 0; performance.now() < end; turn += 1) {
  for (const [index, { name, property }] of fuzzProperties.entries()) {
    const left = Math.max(1, end - performance.now());
    const seed = firstSeed + turn;
    const run = await fc.check(property, { seed, numRuns: inATurn, interruptAfterTimeLimit: left });
    cases[index] = (cases[index] ?? 0) + run.numRuns;
    if (!run.failed || run.counterexample === null) continue;
    const [file] = run.counterexample;
    console.error(`${name}\nseed ${seed}, after ${cases[index]} cases`);
    console.error(Buffer.isBuffer(file) ? JSON.stringify(file.toString('latin1')) : file);
    console.error(run.errorInstance);
    process.exit(1);
  }
  if (turn % 5 === 0)
    console.log(`${new Date().toISOString()} cases so far: ${cases.join(' and ')}`);
}
fuzzProperties.forEach(({ name }, index) => console.log(`${cases[index] ?? 0} cases: ${name}`));
