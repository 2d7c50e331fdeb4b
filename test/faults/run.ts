/**
 * The fault harness: `npm run test:faults`, or with `-- --seed 123` one run again (or several: 1,7,12), with
 * `-- --from 1 --seeds 300 --at-once 8` many. Exits with 1 when a run shows a violation; the log of its
 * processes is kept. `-- --beside <folder>` names the source of a former version, with `npm ci` done: its processes run
 * beside those of this one, in places that the seed decides.
 */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromCommandLine, wholeNumber } from '../../scripts/command-line.ts';
import startTestAzurite from '../support/start-azurite.ts';
import stopTestAzurite from '../support/stop-azurite.ts';
import { createProcesses } from './processes.ts';
import { runSeed, type RunReport } from './run-seed.ts';
import { lineOf, summary } from './telling.ts';

const help = {
  usage:
    'npm run test:faults -- [--seed n | --from n --seeds n] [--at-once n] [--beside <folder of another version>]',
  does: `Runs randomized scenarios while storage, Teams and Entra fail and processes are killed or paused, and checks what holds
whatever fails. Without options: seeds 1 to 100, eight at once.`,
};

const { waiting, atOnce, beside } = fromCommandLine(help, (args) => {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      from: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '100' },
      'at-once': { type: 'string', default: '8' },
      beside: { type: 'string' },
    },
  });
  const from = wholeNumber('--from', values.from);
  const seeds = Array.from(
    { length: wholeNumber('--seeds', values.seeds, 1) },
    (_, place) => from + place,
  );
  return {
    waiting: values.seed?.split(',').map((seed) => wholeNumber('--seed', seed)) ?? seeds,
    atOnce: wholeNumber('--at-once', values['at-once'], 1),
    beside: values.beside,
  };
});

await startTestAzurite();
const processes = createProcesses(beside);
const reports: RunReport[] = [];
const logs = await mkdtemp(join(tmpdir(), 'rollcall-faults-'));

async function runNext(): Promise<void> {
  for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
    const report = await runSeed(seed, processes);
    reports.push(report);
    process.stdout.write(`${lineOf(report)}\n`);
    if (report.wrong.length === 0) continue;
    await writeFile(join(logs, `${seed}.log`), report.log);
    process.stdout.write(`${report.wrong.map((what) => `    ${what}`).join('\n')}\n`);
  }
}

try {
  await Promise.all(Array.from({ length: atOnce }, runNext));
} finally {
  await processes.stop();
  await stopTestAzurite();
}
process.stdout.write(`${summary(reports)}\n`);
if (reports.some(({ wrong }) => wrong.length > 0)) {
  process.stdout.write(`What the processes of failed runs logged is in ${logs}\n`);
  process.exitCode = 1;
}
