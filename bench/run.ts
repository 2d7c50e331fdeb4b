import { parseArgs } from 'node:util';
import { fromCommandLine, wholeNumber } from '../scripts/command-line.ts';
import { benchAdmins } from './admins.ts';
import { benchBulk } from './bulk.ts';
import { benchDirectory } from './directory.ts';
import { benchExports } from './exports.ts';
import { benchPeers } from './peers/peers.ts';
import { benchProcesses } from './processes.ts';
import { benchScale } from './scale.ts';
import { benchFewRows } from './few-rows.ts';
import { benchHalfCore } from './half-core.ts';
import { benchImports } from './imports.ts';
import { benchTurns } from './turns.ts';
import { benchWorkbooks } from './workbooks.ts';
import { benchLists } from './lists.ts';
import { benchLimits } from './limits/limits.ts';

const benches = {
  directory: benchDirectory,
  lists: benchLists,
  exports: benchExports,
  imports: benchImports,
  bulk: benchBulk,
  few: benchFewRows,
  'half-core': benchHalfCore,
  workbooks: benchWorkbooks,
  turns: benchTurns,
  admins: benchAdmins,
  limits: benchLimits,
  peers: benchPeers,
  processes: benchProcesses,
  scale: benchScale,
} as const;
const names = Object.keys(benches);
const help = {
  usage: 'npm run bench -- [name …] [number of people …]',
  does: `Measures everything, or only what is named, and keeps the figures in bench/results/. The names:
${names.join(', ')}. Example: npm run bench -- exports 10000`,
};

const { wanted, sizes } = fromCommandLine(help, (args) => {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const words = positionals.filter((word) => !/^\d/u.test(word));
  const unknown = words.find((word) => !names.includes(word));
  if (unknown !== undefined) throw new Error(`There is no measurement “${unknown}”.`);
  const people = positionals
    .filter((word) => !words.includes(word))
    .map((word) => wholeNumber('A number of people', word, 1));
  return { wanted: words, sizes: people.length > 0 ? people : [1_000, 100_000] };
});
// `scale` comes last, since it calculates with the results of the others.
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench(sizes);
}
