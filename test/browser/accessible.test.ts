import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RunOptions } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { testConnectionString } from '../support/storage.ts';
import { onlyContrast, violations } from './axe.ts';
import { inBrowser, launch } from './chromium.ts';
import { startLocalMode, type LocalMode } from './local-mode.ts';

const sample = path.join(import.meta.dirname, '../../samples/people.csv');

const wide = { viewport: { width: 1280, height: 900 } };

const screens: readonly [string, BrowserContextOptions, RunOptions][] = [
  ['light, wide', { ...wide, colorScheme: 'light' }, {}],
  ['dark, wide', { ...wide, colorScheme: 'dark' }, onlyContrast],
  ['high contrast', { ...wide, forcedColors: 'active' }, onlyContrast],
  ['a narrow window', { viewport: { width: 320, height: 640 } }, {}],
];

inBrowser(describe)('the local page, for whoever reads it', () => {
  let browser: Browser;
  let dataDir: string;
  let product: LocalMode;
  beforeAll(async () => {
    dataDir = await mkdtemp(path.join(tmpdir(), 'accessible-'));
    [browser, product] = await Promise.all([
      launch(),
      startLocalMode(dataDir, { connectionString: testConnectionString() }),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const say = async (page: Page, text: string) => {
    await page.locator('#composer textarea').fill(text);
    await page.keyboard.press('Enter');
  };

  it.each(screens)('has nothing in the way: %s', async (_name, screen, options) => {
    const page = await browser.newPage(screen);
    await page.goto(`${product.url}/#tara/personal`);
    await say(page, 'help');
    await page.locator('.card').last().waitFor();
    expect(await violations(page, options)).toEqual([]);

    await page.locator('input[type=file]').setInputFiles(sample);
    await page.keyboard.press('Enter');
    await page.locator('.card', { hasText: 'people.csv' }).last().waitFor();
    await say(page, 'export');
    await page.locator('.card', { hasText: 'Export people' }).last().waitFor();
    expect(await violations(page, options)).toEqual([]);
    await page.close();
  });
});
