/** axe checks the page for people who use the keyboard, a screen reader, a narrow window or their own colours. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { everyCard } from '../cards/every-card.ts';
import { galleryPage } from '../cards/gallery.ts';
import { plainWords } from '../cards/words.ts';
import { textFor } from '../../src/text/text.ts';
import { testConnectionString } from '../support/storage.ts';
import { inBrowser, launch } from './chromium.ts';
import { startLocalMode, type LocalMode } from './local-mode.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const sample = path.join(import.meta.dirname, '../../samples/people.csv');

/** The violations that axe finds on the page, each with its rule and elements. */
async function violations(page: Page, options: RunOptions = {}): Promise<string[]> {
  await page.evaluate(axe);
  // Passed checks needn't be described: that is most of the work.
  const asked = { ...options, resultTypes: ['violations'] };
  const found = await page.evaluate<AxeResults>(`axe.run(document, ${JSON.stringify(asked)})`);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary = '' }) => `${id}: ${html.slice(0, 200)} ${failureSummary}`),
  );
}

/** Names and structure don't change with the colours. */
const onlyContrast: RunOptions = { runOnly: ['color-contrast'] };
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

inBrowser(describe)('the cards, for whoever reads them', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());

  it.each([
    // Contrast doesn't change with the direction.
    ['light', 'en', false, {}],
    ['dark', 'en', true, onlyContrast],
    ['from right to left', 'ar', false, { rules: { 'color-contrast': { enabled: false } } }],
  ] satisfies [string, string, boolean, RunOptions][])(
    'have names for what can be pressed and filled in, and enough contrast: %s',
    async (_name, language, dark, options) => {
      const cards = everyCard(plainWords, undefined, textFor(language, 'Europe/Berlin'));
      const page = await browser.newPage({ viewport: { width: 336, height: 800 } });
      await page.setContent(galleryPage(cards, { dark, width: 320 }));
      expect(await page.locator('section .ac-adaptiveCard').count()).toBe(cards.length);
      expect(await violations(page, options)).toEqual([]);
      await page.close();
    },
  );
});
