/**
 * Stores samples of what this version writes (messages, cards' data, rows, a used account) for the upgrade
 * tests of later versions: npm run fixtures. The folder is named after the version in package.json; that of a
 * released version is never written again.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../package.json' with { type: 'json' };
import startTestAzurite from '../test/support/start-azurite.ts';
import stopTestAzurite from '../test/support/stop-azurite.ts';
import { folder } from '../test/upgrade/fixtures.ts';
import { keepFixtures } from '../test/upgrade/keep.ts';
import { format, resolveConfig } from 'prettier';
import { fromCommandLine, noOptions } from './command-line.ts';

fromCommandLine(
  {
    usage: 'npm run fixtures',
    does: 'Keeps what this version writes, for the upgrade tests of later versions.',
  },
  noOptions,
);
await startTestAzurite();
try {
  const kept = await keepFixtures();
  const into = join(folder, packageJson.version);
  await mkdir(into, { recursive: true });
  for (const [name, fixture] of Object.entries(kept)) {
    const file = join(into, `${name}.json`);
    const options = { ...(await resolveConfig(file)), filepath: file };
    await writeFile(file, await format(JSON.stringify(fixture), options));
    process.stdout.write(`${file}\n`);
  }
} finally {
  await stopTestAzurite();
}
