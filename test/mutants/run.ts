/**
 * `npm run test:mutants`: makes one small mistake at a time in what guards data and doors, and sees whether a test
 * notices. Prints the share that was noticed by area, and each mutant that lived. Ends with 1 below 90 % in an area.
 *
 * Options: words of an area's name or of a file; `--at-once 2`; `--each 5` takes every fifth mutant; `--only quick`.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { explained } from './explained.ts';
import { guards, type Guard } from './guards.ts';
import { mutantsOf, type Mutant } from './mutants-of.ts';
import { endTests, root, testWith } from './run-tests.ts';

type Outcome = 'killed' | 'no end' | 'lived' | 'explained';

const goal = 0.9;

const { values: options, positionals: wanted } = parseArgs({
  allowPositionals: true,
  options: {
    'at-once': { type: 'string', default: '2' },
    each: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
});

const outcomes = new Map<string, Map<Outcome, number>>();
const chosen = guards.flatMap((guard) => chosenOf(guard).map((mutant) => ({ guard, mutant })));
console.log(`${chosen.length} mutants`);
process.once('SIGINT', stop).once('SIGTERM', stop);
await expectHealthy();
await Promise.all(Array.from({ length: Number(options['at-once']) }, work));
report();

function chosenOf(guard: Guard): readonly Mutant[] {
  const isWanted = (file: string) =>
    wanted.length === 0 || wanted.some((word) => guard.area.includes(word) || file.includes(word));
  return guard.files
    .filter(isWanted)
    .flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')))
    .filter((_, index) => index % Number(options.each) === 0);
}

/** Tests that fail without a mutant would kill all of them. */
async function expectHealthy(): Promise<void> {
  for (const guard of new Set(chosen.map((one) => one.guard))) {
    const outcome = await testWith(undefined, [...guard.quick, ...thorough(guard)]);
    if (outcome !== 'lived') throw new Error(`${guard.area}: the tests fail without a mutant`);
  }
}

async function work(): Promise<void> {
  for (let next = chosen.shift(); next !== undefined; next = chosen.shift()) {
    const { guard, mutant } = next;
    const outcome = await outcomeOf(guard, mutant);
    const counts = outcomes.get(guard.area) ?? new Map<Outcome, number>();
    outcomes.set(guard.area, counts.set(outcome, (counts.get(outcome) ?? 0) + 1));
    console.log(`${outcome.padEnd(9)} ${mutant.file}:${mutant.line} ${mutant.change}`);
  }
}

async function outcomeOf(guard: Guard, mutant: Mutant): Promise<Outcome> {
  const known = explained.some((one) => one.file === mutant.file && one.change === mutant.change);
  if (known) return 'explained';
  const outcome = await testWith(mutant, guard.quick);
  return outcome === 'lived' && thorough(guard).length > 0
    ? testWith(mutant, thorough(guard))
    : outcome;
}

function thorough(guard: Guard): readonly string[] {
  return options.only === 'quick' ? [] : guard.thorough;
}

function stop(): void {
  endTests();
  report();
  process.exit(1);
}

function report(): void {
  console.log('\n| area | mutants | killed | explained | lived | rate |');
  console.log('| --- | --- | --- | --- | --- | --- |');
  for (const [area, counts] of outcomes) {
    const count = (outcome: Outcome) => counts.get(outcome) ?? 0;
    const killed = count('killed') + count('no end');
    const judged = killed + count('lived');
    const rate = judged === 0 ? 1 : killed / judged;
    if (rate < goal) process.exitCode = 1;
    const cells = [area, judged + count('explained'), killed, count('explained'), count('lived')];
    console.log(`| ${cells.join(' | ')} | ${(rate * 100).toFixed(0)} % |`);
  }
}
