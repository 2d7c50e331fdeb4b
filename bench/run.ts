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

/*
 * `npm run bench` measures everything; names and numbers of people select a part: `npm run bench -- exports
 * 10000`. `scale` comes last, since it calculates with the results of the others.
 */
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
const asked = process.argv.slice(2);
const numbers = asked.map(Number).filter((count) => count > 0);
const sizes = numbers.length > 0 ? numbers : [1_000, 100_000];
for (const [name, bench] of Object.entries(benches)) {
  const named = asked.some((word) => word in benches);
  if (!named || asked.includes(name)) await bench(sizes);
}
