/**
 * `npm run test:mutants`: makes one small mistake at a time in what guards data and doors, and sees whether a test
 * notices. Prints the share that was noticed by area, and each mutant that lived. Ends with 1 below 90 % in an area.
 *
 * Options: words of an area's name or of a file; `--at-once 2`; `--each 5` takes every fifth mutant, `--from 2` begins
 * with the third; `--only quick`; `--minutes 20` ends after that long, with what was judged of each area until then.
 */
import { parseArgs } from 'node:util';
import { fromCommandLine, wholeNumber } from '../../scripts/command-line.ts';
import { explained, explains } from './explained.ts';
import { guards, type Guard } from './guards.ts';
import type { TrialFile } from './judge.ts';
import { createJudge, endJudges, type Judge, type Outcome } from './judges.ts';
import { survey, surveyMs, type Survey } from './survey.ts';
import { mutantsByFile, type NumberedMutant } from './switches.ts';

type Fate = 'killed' | 'no end' | 'lived' | 'explained';

interface Case {
  readonly guard: Guard;
  readonly mutant: NumberedMutant;
}

const goal = 0.9;
/** After so many in a row, the process itself is looked at. */
const mostFailures = 20;

const help = {
  usage:
    'npm run test:mutants -- [area or file …] [--each n] [--from n] [--minutes n] [--at-once n] [--only quick]',
  does: `Makes one small mistake at a time in what guards data and doors, and runs the tests that should notice it. --each 10 takes
every tenth, beginning with --from.`,
};

const { options, wanted } = fromCommandLine(help, (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      'at-once': { type: 'string', default: '2' },
      each: { type: 'string', default: '1' },
      from: { type: 'string', default: '0' },
      minutes: { type: 'string', default: '1000' },
      only: { type: 'string' },
    },
  });
  return {
    wanted: positionals,
    options: {
      'at-once': wholeNumber('--at-once', values['at-once'], 1),
      each: wholeNumber('--each', values.each, 1),
      from: wholeNumber('--from', values.from),
      minutes: wholeNumber('--minutes', values.minutes, 1),
      only: values.only,
    },
  };
});

const fates = new Map<Case, Fate>();
const surveys = new Map<Guard, Survey>();
const cases = inTurn(guards.map((guard) => chosenOf(guard).map((mutant) => ({ guard, mutant }))));
console.log(`${cases.length} mutants`);
process.once('SIGINT', stop).once('SIGTERM', stop);
const surveyor = createJudge();
for (const guard of new Set(cases.map((one) => one.guard))) {
  surveys.set(guard, await survey(surveyor, guard, options.only === 'quick'));
}
surveyor.retire();
const until = Date.now() + options.minutes * 60_000;
await Promise.all(Array.from({ length: options['at-once'] }, work));
endJudges();
report();

function chosenOf(guard: Guard): readonly NumberedMutant[] {
  const isWanted = (file: string) =>
    wanted.length === 0 || wanted.some((word) => guard.area.includes(word) || file.includes(word));
  return guard.files
    .filter(isWanted)
    .flatMap((file) => mutantsByFile.get(file) ?? [])
    .filter((_, index) => index % options.each === options.from);
}

/** One of each area after the other: a run that ends early has judged some of all. */
function inTurn(lists: readonly (readonly Case[])[]): Case[] {
  const longest = Math.max(...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, place) =>
    lists.flatMap((list) => list[place] ?? []),
  ).flat();
}

async function work(): Promise<void> {
  const judge = createJudge();
  /** Failures since the process was last seen to be well. */
  let failures = new Map<Case, TrialFile>();
  for (let next = cases.shift(); next !== undefined; next = cases.shift()) {
    if (Date.now() > until) break;
    if (isKnown(next)) {
      note(next, 'explained');
      continue;
    }
    const isAlone = isAtImport(next);
    if (isAlone) judge.retire();
    const outcome = await outcomeOf(judge, next);
    if (outcome?.is === 'failed') failures.set(next, outcome.file);
    note(next, fateOf(outcome), byOf(outcome));
    if (isAlone) judge.retire();
    if (failures.size < mostFailures && cases.length > 0) continue;
    await confirm(judge, failures);
    failures = new Map();
  }
  await confirm(judge, failures);
}

/**
 * Traces of a mutant could fail the tests of the next ones, and a test could need one before it. So a process
 * has to pass what failed in it, without a mutant. If it doesn't, that is judged again, by whole files, each time in a
 * process of its own.
 */
async function confirm(judge: Judge, failures: ReadonlyMap<Case, TrialFile>): Promise<void> {
  const tried = new Map([...failures.values()].map((file) => [JSON.stringify(file), file]));
  const isWell =
    (await judge.try({ mutant: 0, files: [...tried.values()] }, surveyMs)).is === 'passed';
  judge.retire();
  if (isWell) return;
  for (const [one, { file }] of failures) {
    const again = await judge.try({ mutant: one.mutant.number, files: [{ file }] }, surveyMs);
    note(one, fateOf(again), `again: ${byOf(again)}`);
    judge.retire();
  }
}

/** @returns none when no test comes to that place */
async function outcomeOf(judge: Judge, { guard, mutant }: Case): Promise<Outcome | undefined> {
  const tests = surveys.get(guard);
  let outcome: Outcome | undefined;
  for (const files of [tests?.quickFor(mutant.number), tests?.thoroughFor(mutant.number)]) {
    if (files === undefined || files.length === 0) continue;
    const ms = files.reduce((sum, file) => sum + file.ms, 0);
    outcome = await judge.try({ mutant: mutant.number, files }, 30_000 + Math.ceil(6 * ms));
    if (outcome.is !== 'passed') return outcome;
  }
  return outcome;
}

function isKnown({ mutant }: Case): boolean {
  return explained.some((one) => explains(one, mutant));
}

function isAtImport({ guard, mutant }: Case): boolean {
  return surveys.get(guard)?.isAtImport(mutant.number) === true;
}

function fateOf(outcome: Outcome | undefined): Fate {
  if (outcome === undefined || outcome.is === 'passed') return 'lived';
  return outcome.is === 'no end' ? 'no end' : 'killed';
}

function byOf(outcome: Outcome | undefined): string {
  if (outcome === undefined) return 'no test comes there';
  return outcome.is === 'failed' ? outcome.by : outcome.is;
}

function note(one: Case, fate: Fate, by = ''): void {
  fates.set(one, fate);
  const { file, line, change } = one.mutant;
  console.log(`${fate.padEnd(9)} ${file}:${line} ${change}  [${by}]`);
}

function stop(): void {
  endJudges();
  report();
  process.exit(1);
}

function report(): void {
  console.log('\n| area | mutants | judged | killed | explained | lived | rate |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const guard of surveys.keys()) {
    const count = (...wanted: readonly Fate[]) =>
      [...fates].filter(([one, fate]) => one.guard === guard && wanted.includes(fate)).length;
    const killed = count('killed', 'no end');
    const lived = count('lived');
    const rate = killed + lived === 0 ? 1 : killed / (killed + lived);
    if (rate < goal) process.exitCode = 1;
    const all = guard.files.flatMap((file) => mutantsByFile.get(file) ?? []).length;
    const judged = killed + lived + count('explained');
    const cells = [guard.area, all, judged, killed, count('explained'), lived];
    console.log(`| ${cells.join(' | ')} | ${(rate * 100).toFixed(0)} % |`);
  }
}
