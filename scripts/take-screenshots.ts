/**
 * Takes the pictures of the README and the admin's guide: starts local mode with data of its own on free ports,
 * follows the guide on the page, films an import, and takes screenshots. Needs a Chromium (Debian's, or the one that CHROMIUM
 * names).
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Locator, type Page } from 'playwright-core';
import { filmImport } from './pictures/film-import.ts';
import { newest, previewOf, reconcile, say } from './pictures/on-the-page.ts';
import { fromCommandLine, noOptions } from './command-line.ts';

fromCommandLine(
  { usage: 'npm run screenshots', does: 'Takes the pictures of docs/images/ again.' },
  noOptions,
);
const root = join(import.meta.dirname, '..');
const images = join(root, 'docs/images');
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'].concat([
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]);

const folder = await mkdtemp(join(tmpdir(), 'rollcall-pictures-'));
const product = startProduct(join(folder, 'data'));
const browser = await chromium.launch({ executablePath, args });
try {
  await mkdir(images, { recursive: true });
  const page = await browser.newPage();
  await page.goto(`${await addressOf(product)}/#tara/personal`);
  await writeFile(
    join(images, 'import.gif'),
    await filmImport(page, join(root, 'samples/people.csv')),
  );
  // High enough for every card.
  await page.setViewportSize({ width: 1280, height: 1400 });
  await takePicturesOfImports(page);
  await takePicturesOfTheDirectory(page);
  await takePicturesOfExports(page);
} finally {
  await browser.close();
  if (product.exitCode === null) {
    product.kill('SIGTERM');
    await once(product, 'exit');
  }
  await rm(folder, { recursive: true, force: true });
}

function startProduct(dataDir: string): ChildProcess {
  return spawn(process.execPath, [join(root, 'src/main.ts'), '--local'], {
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', LOCAL_TEAMS_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function addressOf(child: ChildProcess): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    const address = /Local Teams: (http:\S+)/.exec(said)?.[1];
    if (address !== undefined) resolve(address);
  });
  child.once('exit', () => reject(new Error(`local mode did not start: ${said}`)));
  return promise;
}

async function takePicturesOfImports(page: Page): Promise<void> {
  const second = join(folder, 'people-corrected.csv');
  await writeFile(second, await changedSample());
  const preview = await previewOf(page, second);
  await reconcile(page);
  await preview.screenshot({ path: join(images, 'preview.png') });

  await preview.getByRole('button', { name: 'Import', exact: true }).click();
  const notices = page.locator('.card', { hasText: 'Import completed' });
  const done = notices.filter({ hasText: '1 row rejected' });
  await done.waitFor();
  await takePicture(page, 'completed', done);

  await say(page, 'import history');
  const history = newest(page, 'Import history');
  await history.waitFor();
  await takePicture(page, 'history', history);
}

async function takePicturesOfTheDirectory(page: Page): Promise<void> {
  await addAttribute(page, 'Badge number');
  await takePicture(page, 'attributes', newest(page, 'Badge number'));

  await say(page, 'directory');
  const directory = newest(page, 'by name');
  await directory.getByRole('button', { name: 'View', exact: true }).first().waitFor();
  await takePicture(page, 'directory', directory);

  await say(page, 'find noah');
  await newest(page, 'Noah Example').getByRole('button', { name: 'Edit', exact: true }).click();
  const form = newest(page, 'Edit Noah Example');
  await form.getByLabel('Badge number').fill('B-2041');
  await form.getByLabel('Location').fill('Boston');
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  const profile = newest(page, 'B-2041');
  await profile.getByRole('button', { name: 'History', exact: true }).waitFor();
  await takePicture(page, 'profile', profile);

  await profile.getByRole('button', { name: 'History', exact: true }).click();
  const changes = newest(page, 'History of Noah Example');
  await changes.waitFor();
  await takePicture(page, 'person-history', changes);
}

async function takePicturesOfExports(page: Page): Promise<void> {
  await say(page, 'export');
  const form = newest(page, 'Export people');
  await form.getByRole('button', { name: 'Create request', exact: true }).waitFor();
  await takePicture(page, 'export', form);
  await form.getByRole('button', { name: 'Create request', exact: true }).click();
  const notice = newest(page, 'Export completed');
  await notice.waitFor();
  await takePicture(page, 'export-completed', notice);
}

async function addAttribute(page: Page, name: string): Promise<void> {
  await say(page, 'attributes');
  await newest(page, 'Added by your organization')
    .getByRole('button', { name: 'Add attribute', exact: true })
    .click();
  const form = newest(page, 'An attribute is a column in the template');
  await form.getByLabel('Name').fill(name);
  await form.getByRole('button', { name: 'Save', exact: true }).click();
  await newest(page, name).getByRole('button', { name: 'Remove', exact: true }).waitFor();
}

async function takePicture(page: Page, name: string, card: Locator): Promise<void> {
  await reconcile(page);
  await card.screenshot({ path: join(images, `${name}.png`) });
}

/** A varied sample: nine unchanged rows, two changed, two new, one that can't be read. */
async function changedSample(): Promise<string> {
  const sample = await readFile(join(root, 'samples/people.csv'), 'utf8');
  const rows = sample
    .trimEnd()
    .split(/\r?\n/)
    .filter((row) => !row.includes('+254 712 345678'));
  return [
    ...rows.map((row) =>
      row
        .replace(',Head of Sales,', ',Sales Director,')
        .replace(',Buyer,Purchasing,', ',Buyer,Supply,'),
    ),
    '+44 20 7946 0113,Maya,Sample,Maya Sample,maya.sample@example.com,Planner,Operations,Leeds,S-0013',
    '+1 202-555-0114,Owen,Example,Owen Example,owen.example@example.com,Analyst,Finance,Boston,S-0014',
    '9.19877E+11,Ravi,Namuna,Ravi Namuna,ravi.namuna@example.com,Engineer,Engineering,Pune,S-0015',
    '',
  ].join('\r\n');
}
