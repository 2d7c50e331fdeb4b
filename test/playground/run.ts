/**
 * npm run test:playground -- <folder>
 * Talks to the product in Microsoft 365 Agents Playground, Microsoft's own test client, with a browser. Nothing of it is a
 * part of this project: install it in a folder of its own, and read its licence (pre-release, for evaluation):
 *   npm install --prefix <folder> @microsoft/m365agentsplayground@0.2.28
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { fromCommandLine } from '../../scripts/command-line.ts';
import { launch } from '../browser/chromium.ts';

const help = {
  usage: 'npm run test:playground -- <folder with @microsoft/m365agentsplayground>',
  does: `Talks to Rollcall in Microsoft 365 Agents Playground with a browser. Install it in a folder of its own:
npm install --prefix <folder> @microsoft/m365agentsplayground@0.2.28`,
};
const folder = fromCommandLine(
  help,
  (args) => parseArgs({ args, allowPositionals: true, options: {} }).positionals[0] ?? '',
);
const cli = path.join(folder, 'node_modules/@microsoft/m365agentsplayground/cli.js');
if (folder === '' || !existsSync(cli)) {
  console.error(`Skipped: the Playground isn’t installed in "${folder}".`);
  process.exit(0);
}

const root = path.join(import.meta.dirname, '../..');
const dataDir = mkdtempSync(path.join(tmpdir(), 'rollcall-playground-'));
const [botPort, port] = [3990, 56_150];
/** the Playground's own person */
const alex = '00000000-0000-0000-0000-0000000000020';
const children: ChildProcess[] = [];
const began = performance.now();
const say = (line: string) =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s  ${line}`);

function start(
  given: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, given, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

function said({ stdout }: ChildProcess, words: string): Promise<void> {
  return new Promise((resolve) => {
    stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString('utf8').includes(words)) resolve();
    });
  });
}

try {
  const product = start(['src/main.ts', '--local'], {
    ...{ PORT: String(botPort), LOCAL_TEAMS_PORT: '0', DATA_DIR: dataDir, TENANT_ADMINS: alex },
  });
  await said(product, 'Local Teams');
  const endpoint = `http://127.0.0.1:${botPort}/api/messages`;
  const playground = start(
    [cli, 'start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--dt', 'true'],
    {},
  );
  await said(playground, 'Listening');
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1300, height: 900 } });
    await page.goto(`http://127.0.0.1:${port}/`);
    const button = (name: string) => page.getByRole('button', { name, exact: true }).last();
    await button('Export people').click();
    say('the home card is there, and a button of it was selected');
    await button('Create request').click();
    await page.getByText('Export completed').first().waitFor();
    say('a button with data of its own made an export, and its notice arrived');
    assert.equal(await page.getByText('went wrong').count(), 0);
  } finally {
    await browser.close();
  }
} finally {
  for (const child of children) child.kill('SIGTERM');
  await Promise.all(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
