/** The product as a newcomer meets it: `npm start`, the page, a sample file, people in the directory. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { complaintsOf, inBrowser, launch } from './chromium.ts';
import { startLocalMode, type LocalMode } from './local-mode.ts';

const root = path.join(import.meta.dirname, '../..');
const sample = path.join(root, 'samples/people.csv');

inBrowser(describe)('a newcomer with a sample file', () => {
  let browser: Browser;
  let dataDir: string;
  let product: LocalMode;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'import-path-'));
    [browser, product] = await Promise.all([launch(), startLocalMode(dataDir)]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    complaints = complaintsOf(page);
    await page.goto(product.url);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const newest = (text: string): Locator => page.locator('.card', { hasText: text }).last();

  async function say(text: string): Promise<void> {
    await page.getByRole('textbox', { name: 'Type a message' }).fill(text);
    await page.keyboard.press('Enter');
  }

  async function sendFile(file: string): Promise<void> {
    await page.setInputFiles('#file', file);
    await page
      .getByRole('list', { name: 'Files to send' })
      .getByText(path.basename(file))
      .waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
  }

  it('imports it: network, file, preview, import, completed, notice, history, the original back', async () => {
    await page.getByRole('button', { name: /^Tara tenant admin/ }).click();
    await newest('Import people').waitFor();
    await say('import');
    const start = newest('Which network');
    await start.getByLabel('Employee').check();
    await start.getByRole('button', { name: 'Continue' }).click();
    await start.getByRole('button', { name: 'Continue' }).waitFor({ state: 'detached' });

    await sendFile(sample);
    const preview = newest('Nothing in the directory has changed yet.');
    await preview.getByText('people.csv').waitFor();
    await preview.getByRole('button', { name: 'Import', exact: true }).click();

    await newest('Import completed').waitFor();
    await page.locator('.card', { hasText: 'Completed' }).nth(1).waitFor();
    expect(await page.getByRole('button', { name: 'Import', exact: true }).count()).toBe(0);
    expect(await page.locator('.card', { hasText: 'Import completed' }).count()).toBe(1);

    await say('import history');
    const history = newest('Import history');
    await history.getByText('Completed').waitFor();
    const [download] = await Promise.all([
      page.context().waitForEvent('download'),
      history.getByRole('link', { name: 'Download', exact: true }).first().click(),
    ]);
    expect(download.suggestedFilename()).toBe('people.csv');
    expect(await readFile(await download.path())).toEqual(await readFile(sample));
    expect(complaints).toEqual([]);
  });

  it('finds everything after a restart: the chat, the history, and all unchanged when sent again', async () => {
    await product.stop();
    product = await startLocalMode(dataDir);
    await page.goto(product.url);
    await newest('Import completed').waitFor();

    await sendFile(sample);
    const network = newest('Which network');
    await network.getByLabel('Employee').check();
    await network.getByRole('button', { name: 'Continue' }).click();
    await newest('Everyone in this file is already up to date.').waitFor();

    await say('import history');
    await newest('Import history')
      .getByText('people.csv → Employee network', { exact: true })
      .nth(1)
      .waitFor();
  });

  it('who is no admin is told so, and whom to ask', async () => {
    await page.getByRole('button', { name: /^Mika member/ }).click();
    await say('import');
    await page.getByRole('log').getByText(/admin/i).last().waitFor();
    expect(await page.getByRole('button', { name: 'Continue' }).count()).toBe(0);
  });
});
